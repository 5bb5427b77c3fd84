/** The numbered state that a topic's readers hold: made of named parts, each compared and sent as it is encoded. Pure. */
import { createHash } from 'node:crypto'
import { eventOf } from './stream.ts'

/** What was read, with the number it had then: the same number is the same state. */
export interface Reading {
  readonly rev: number
  readonly parts: Readonly<Record<string, unknown>>
}

export interface State {
  /** The number at which it came to be what it is. */
  readonly rev: number
  /** Who has seen this has seen all of it. Another life of the same topic has other ids, for it may have counted other votes. */
  readonly id: string
  /** Each part as JSON. */
  readonly parts: ReadonlyMap<string, string>
  /** `{"rev":…,"parts":{…}}` */
  readonly body: Buffer
  /** The same as an event. */
  readonly whole: Buffer
  /** Of the parts alone: equal in every process. */
  readonly etag: string
}

/** A state and what its readers are to be told of it; null where they know it all. */
export interface Step {
  readonly state: State
  readonly event: Buffer | null
}

/**
 * The state after a reading.
 * @param life tells this life of the topic from others
 * @param now the clock, for the readers' own
 */
export function stepTo(before: State | null, { rev, parts }: Reading, life: string, now: number): Step {
  const encoded = new Map(Object.entries(parts).map(([name, part]) => [name, JSON.stringify(part ?? null)]))
  if (!before) return { state: stateOf(rev, encoded, life), event: null }
  const changed = [...encoded].filter(([name, json]) => before.parts.get(name) !== json)
  for (const name of before.parts.keys()) if (!encoded.has(name)) changed.push([name, 'null'])
  if (changed.length === 0) return { state: before, event: null }
  const state = stateOf(rev, encoded, life)
  const data = `{"rev":${rev},"after":${before.rev},"now":${now},"parts":${objectOf(changed)}}`
  return { state, event: eventOf({ id: state.id, data }) }
}

function stateOf(rev: number, parts: ReadonlyMap<string, string>, life: string): State {
  const object = objectOf(parts)
  const json = `{"rev":${rev},"parts":${object}}`
  const id = `${life}.${rev}`
  const etag = `W/"${createHash('sha256').update(object).digest('base64url').slice(0, 22)}"`
  return { rev, id, parts, body: Buffer.from(json), whole: eventOf({ id, data: json }), etag }
}

const objectOf = (parts: Iterable<readonly [string, string]>): string =>
  `{${[...parts].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`
