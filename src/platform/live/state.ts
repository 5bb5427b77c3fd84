/**
 * The numbered state that a topic's readers hold: made of named parts, compared as they are encoded. Of a part that is an object
 * only the fields that changed are sent: a programme does not travel with every step through it. Pure.
 */
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
  readonly parts: ReadonlyMap<string, Encoded>
  /** `{"rev":…,"parts":{…}}` */
  readonly body: Buffer
  /** The same as an event. */
  readonly whole: Buffer
  /** Of the parts alone: equal in every process. */
  readonly etag: string
}

/** A part as JSON; where it is an object, each of its fields too. */
interface Encoded {
  readonly json: string
  readonly fields: ReadonlyMap<string, string> | null
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
  const encoded = new Map(Object.entries(parts).map(([name, part]) => [name, encode(part)]))
  if (!before) return { state: stateOf(rev, encoded, life), event: null }
  const whole = new Map<string, string>()
  const some = new Map<string, string>()
  for (const [name, part] of encoded) {
    const was = before.parts.get(name)
    if (was?.json === part.json) continue
    const fields = was && changedIn(was, part)
    if (fields) some.set(name, objectOf(fields))
    else whole.set(name, part.json)
  }
  for (const name of before.parts.keys()) if (!encoded.has(name)) whole.set(name, 'null')
  if (whole.size + some.size === 0) return { state: before, event: null }
  const state = stateOf(rev, encoded, life)
  const fields = some.size > 0 ? `,"fields":${objectOf(some)}` : ''
  const data = `{"rev":${rev},"after":${before.rev},"now":${now},"parts":${objectOf(whole)}${fields}}`
  return { state, event: eventOf({ id: state.id, data }) }
}

function encode(part: unknown): Encoded {
  if (part === null || typeof part !== 'object' || Array.isArray(part))
    return { json: JSON.stringify(part ?? null), fields: null }
  const entries = Object.entries(part).map(([name, field]) => [name, JSON.stringify(field)] as const)
  const fields = new Map(entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined))
  return { json: objectOf(fields), fields }
}

/** The fields that changed; null where the part has other fields than before, and must be sent as a whole. */
function changedIn(was: Encoded, now: Encoded): Map<string, string> | null {
  if (!was.fields || !now.fields || was.fields.size !== now.fields.size) return null
  const { fields } = was
  if (![...now.fields.keys()].every((name) => fields.has(name))) return null
  return new Map([...now.fields].filter(([name, json]) => fields.get(name) !== json))
}

function stateOf(rev: number, parts: ReadonlyMap<string, Encoded>, life: string): State {
  const object = objectOf(new Map([...parts].map(([name, { json }]) => [name, json])))
  const json = `{"rev":${rev},"parts":${object}}`
  const id = `${life}.${rev}`
  const etag = `W/"${createHash('sha256').update(object).digest('base64url').slice(0, 22)}"`
  return { rev, id, parts, body: Buffer.from(json), whole: eventOf({ id, data: json }), etag }
}

const objectOf = (members: ReadonlyMap<string, string>): string =>
  `{${[...members].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`
