/** When what is handed in is shown, and what it waits for until then. Pure. */
import { dateAt, nightOf, timesOf } from '#meeting/schedule/rules.ts'
import type { PublishRule } from '#programme/tables.ts'
import type { MaterialRow } from '../rules.ts'

export const publishRules: readonly PublishRule[] = ['at_once', 'approval', 'after']

type Held = Pick<MaterialRow, 'kind' | 'publishedAt' | 'publishedBy' | 'publishAt'>

/** What readers get of a material, or what it waits for: an organiser's word, or the end of the item (null while that has no time). */
export type Showing = { readonly is: 'shown' | 'hidden' | 'approval' } | { readonly is: 'after'; readonly at: string | null }

/** Whether nobody has decided yet: neither shown nor hidden by hand. A recording is always a decision. */
export const isUndecided = (one: Held): boolean =>
  one.publishedAt === null && one.publishedBy === null && one.kind !== 'recording'

/** @param rule of the item it hangs on */
export function showingOf(one: Held, rule: PublishRule): Showing {
  if (one.publishedAt !== null) return { is: 'shown' }
  // Where everything is shown at once, nothing waits: what is not shown was hidden.
  if (rule === 'at_once' || !isUndecided(one)) return { is: 'hidden' }
  return rule === 'approval' ? { is: 'approval' } : { is: 'after', at: one.publishAt }
}

/**
 * Whether something handed in is shown right away.
 * @param by.organises an organiser who adds something has thereby approved it
 * @param end of the item, null while it has none
 */
export function isShownAtOnce(
  rule: PublishRule,
  by: { readonly organises: boolean },
  end: Temporal.Instant | null,
  now: Temporal.Instant,
): boolean {
  if (rule === 'approval') return by.organises
  return rule === 'at_once' || (end !== null && Temporal.Instant.compare(end, now) <= 0)
}

interface Timed {
  readonly id: string
  readonly dayId: string | null
  readonly parentId: string | null
  readonly start: string | null
  readonly end: string | null
}

/** What the ends of items follow from. Items in their order. */
export interface Timetable {
  readonly timezone: string
  /** When the meeting ends: for items without an end of their own. */
  readonly endsAt: string | null
  readonly days: readonly { readonly id: string; readonly date: string | null }[]
  readonly items: readonly Timed[]
}

/** When an item is over; a part is when the item it lies in is. Null without a date, on the shelf, and for what is not there. */
export function endOf({ timezone, endsAt, days, items }: Timetable, itemId: string): string | null {
  const own = items.find((one) => one.id === itemId)
  const timed = own?.parentId ? items.find((one) => one.id === own.parentId) : own
  const date = days.find((day) => day.id === timed?.dayId)?.date
  if (!timed || !date) return null
  if (timed.start === null || timed.end === null) return endsAt
  const night = nightOf(items.filter((one) => one.dayId === timed.dayId && one.parentId === null))
  return timesOf(dateAt(date, night, timed), timed.start, timed.end, timezone)[1]
}
