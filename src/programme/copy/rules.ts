/** What a new meeting takes along from an earlier one or from a template. Pure. */
import type { Audience, TextKind } from '#meeting/tables.ts'
import { type Words, withoutEmpty } from '#platform/words/text.ts'
import type { ItemState, Programme } from '../document.ts'
import { onlyPointsToMinutes } from '../rules.ts'

/** What comes along besides structure, texts and parts in the meeting. Minutes, materials, registrations, questions and votes never do. */
export interface Along {
  readonly speakers: boolean
  readonly audience: boolean
  /** How it is held, and where. */
  readonly place: boolean
  readonly join: boolean
  readonly invited: boolean
  /** What was put to the vote, to be put again. */
  readonly polls: boolean
}

/**
 * The items of a programme as new ones, on the days of another meeting. What lies on the shelf stays behind.
 * @param days from the ids of the days to those of the new ones
 * @param newId makes the id of the copy of an item or a speaker: all are new, so that nothing that hangs on the old ones follows
 */
export function copiedItems(
  programme: Pick<Programme, 'items'>,
  days: ReadonlyMap<string, string>,
  along: Pick<Along, 'speakers'>,
  newId: (of: string) => string,
): ItemState[] {
  const placed = programme.items.filter((one) => one.dayId !== null && days.has(one.dayId))
  const there = new Set(placed.map((one) => one.id))
  const coming = placed.filter((one) => one.parentId === null || there.has(one.parentId))
  const ids = new Map(coming.map((one) => [one.id, newId(one.id)]))
  return coming.map((one) => ({
    ...one,
    id: ids.get(one.id)!,
    dayId: days.get(one.dayId!)!,
    parentId: one.parentId && ids.get(one.parentId)!,
    note: ownNote(one.note),
    speakers: along.speakers ? one.speakers.map(({ linkVersion: _, ...who }) => ({ ...who, id: newId(who.id) })) : [],
  }))
}

/** "Se referat" points to minutes that the new meeting does not have yet. */
function ownNote(note: Words | null): Words | null {
  if (note === null) return null
  const own = Object.entries(note).filter(([, text]) => !onlyPointsToMinutes(text))
  return withoutEmpty(Object.fromEntries(own))
}

/**
 * The dates of the new days. One that is not given lies as far behind the first as before, or a day behind its forerunner
 * where that is not known.
 * @param before the dates of the days they are made after
 * @param given "YYYY-MM-DD"; without the first, those not given are unknown
 */
export function datesOf(before: readonly (string | null)[], given: readonly (string | null)[]): (string | null)[] {
  const [first] = given
  let last = first ?? null
  return before.map((date, i) => {
    if (given[i]) last = given[i]
    else if (i > 0 && first && last) last = behind(first, before[0] ?? null, date) ?? dayAfter(last)
    else return null
    return last
  })
}

function behind(first: string, firstBefore: string | null, date: string | null): string | null {
  if (firstBefore === null || date === null || date <= firstBefore) return null
  const distance = Temporal.PlainDate.from(firstBefore).until(date)
  return Temporal.PlainDate.from(first).add(distance).toString()
}

const dayAfter = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString()

/** Days of one meeting follow each other. */
export const inOrder = (dates: readonly (string | null)[]): boolean => {
  const known = dates.filter((date) => date !== null)
  return known.every((date, i) => i === 0 || known[i - 1]! < date)
}

/** A text that people wrote, and where it stands: the meeting's own, one around the programme, or an item's. */
export interface Passage {
  readonly of: { readonly kind: 'meeting' } | { readonly kind: 'text' | 'item'; readonly id: string }
  /** What it is called, for telling where it is; null for the meeting itself. */
  readonly title: Words | null
  readonly text: Words
}

interface Written {
  readonly meeting: { readonly title: Words; readonly summary: Words | null }
  readonly texts: readonly {
    readonly id: string
    readonly heading: Words | null
    readonly body: Words
    readonly kind: TextKind
  }[]
  readonly items: readonly {
    readonly id: string
    readonly title: Words
    readonly description: Words | null
    readonly note: Words | null
    readonly audience: Audience
  }[]
}

/** Everything that people wrote in a meeting and that comes along. */
export function passagesOf({ meeting, texts, items }: Written): Passage[] {
  const of = (of: Passage['of'], title: Words | null, ...all: (Words | null)[]): Passage[] =>
    all.flatMap((text) => (text ? [{ of, title, text }] : []))
  return [
    ...of({ kind: 'meeting' }, null, meeting.title, meeting.summary),
    ...texts.flatMap(({ id, heading, body }) => of({ kind: 'text', id }, heading, heading, body)),
    ...items.flatMap(({ id, title, description, note }) => of({ kind: 'item', id }, title, title, description, note)),
  ]
}
