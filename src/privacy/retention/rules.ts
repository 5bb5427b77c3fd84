/** What is kept of people, for what, and for how long: the one table. Pure. */
import { instantOf } from '#platform/words/instant.ts'

/** From when a term runs. */
export type Since = 'meeting_end' | 'made' | 'left' | 'seen'

export interface Purpose {
  readonly id: PurposeId
  readonly since: Since
  /** Days, unless a network says otherwise; null: kept, and why stands in the words for it. */
  readonly days: number | null
  /** What a network may choose, in days. */
  readonly least: number
  readonly most: number
}

const YEAR = 365

const term = <Id extends string>(id: Id, since: Since, days: number, least: number, most: number) => ({
  id,
  since,
  days,
  least,
  most,
})
const kept = <Id extends string>(id: Id, since: Since = 'made') => ({ id, since, days: null, least: 0, most: 0 })

/** The shortest first, as far as one need not go before another: a registration goes when its invoice address has gone. Last what is kept. */
const all = [
  term('unconfirmed', 'made', 7, 1, 30),
  term('special', 'meeting_end', 30, 0, 90),
  term('practical', 'meeting_end', 30, 0, YEAR),
  term('profile', 'left', 30, 0, YEAR),
  term('mail', 'made', 90, 7, 3 * YEAR),
  term('transcript', 'meeting_end', 90, 7, YEAR),
  term('input', 'meeting_end', 180, 30, 5 * YEAR),
  term('visit', 'seen', 180, 30, 2 * YEAR),
  term('invoice', 'meeting_end', 5 * YEAR, 30, 10 * YEAR),
  term('registration', 'meeting_end', YEAR, 30, 5 * YEAR),
  term('speaker', 'meeting_end', YEAR, 30, 5 * YEAR),
  term('findable', 'made', YEAR, 30, 10 * YEAR),
  term('letter', 'made', YEAR, 30, 5 * YEAR),
  term('history', 'made', 5 * YEAR, YEAR, 10 * YEAR),
  kept('membership'),
  kept('invitation'),
  kept('attendance', 'meeting_end'),
  kept('programme'),
  kept('minutes'),
] as const

export type PurposeId = (typeof all)[number]['id']
export const purposes: readonly Purpose[] = all

/** Those with a term, which a network may set. */
export const withTerm = purposes.filter((one): one is Purpose & { readonly days: number } => one.days !== null)

/** Days for one purpose in a network; null: kept. */
export function daysFor(purpose: Purpose, set: Readonly<Record<string, number>>): number | null {
  if (purpose.days === null) return null
  const own = set[purpose.id]
  return own !== undefined && own >= purpose.least && own <= purpose.most ? own : purpose.days
}

const named = withTerm.find(({ id }) => id === 'findable')!

/** Until when who looks for a name is led to minutes that were published then. */
export const findableUntil = (publishedAt: string, set: Readonly<Record<string, number>>): Temporal.Instant =>
  instantOf(publishedAt).add({ hours: 24 * daysFor(named, set)! })

/**
 * Whether who looks for a name may be led to a page: all minutes on it were published lately enough.
 * @param published of each, when; null for what is not before readers
 */
export const isFindable = (
  published: readonly (string | null)[],
  set: Readonly<Record<string, number>>,
  now: Temporal.Instant,
): boolean => published.every((at) => at === null || Temporal.Instant.compare(findableUntil(at, set), now) > 0)

/** The day before which names are looked for in vain by everybody but members: "2025-11-23". */
export const findableSince = (set: Readonly<Record<string, number>>, now: Temporal.Instant): string =>
  now
    .subtract({ hours: 24 * daysFor(named, set)! })
    .toString()
    .slice(0, 10)

/** What lies before this moment has had its time. */
export const timeIsOut = (days: number, now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: 24 * days })

/** Only what differs from the program's own terms is stored: those may change with a new version. */
export const asStored = (chosen: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    withTerm.flatMap(({ id, days }) => (chosen[id] !== undefined && chosen[id] !== days ? [[id, chosen[id]]] : [])),
  )

/** The terms as a form shows them. */
export const shownTerms = (set: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(withTerm.map((purpose) => [purpose.id, daysFor(purpose, set)!]))

/** Tells two states of a network's terms apart. */
export const termsVersion = (set: Readonly<Record<string, number>>): string =>
  Object.entries(shownTerms(set))
    .map(([id, days]) => `${id}-${days}`)
    .join('.')
