/** What came of an item at its meeting. Pure. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes, type Verdict } from '#meeting/rules.ts'
import type { Kind } from '#programme/document.ts'
import type { BlockCounts } from '../document.ts'
import type { MinutesRow } from '../rules.ts'
import type { itemOutcome, OutcomeKind } from '../tables.ts'

export type OutcomeRow = typeof itemOutcome.$inferSelect

export const outcomeKinds: readonly OutcomeKind[] = ['decided', 'noted', 'action', 'postponed', 'referred', 'withdrawn', 'none']

/** Saying what came of an item: until the meeting is closed. What was approved with an outcome keeps it. */
export function maySetOutcome(
  actor: Actor,
  meeting: Pick<MeetingRow, 'id' | 'networkId' | 'closedAt'>,
  row: Pick<MinutesRow, 'state'> | null,
  before: OutcomeRow | null,
): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (meeting.closedAt !== null) return 'closing_is_closed'
  return row?.state === 'approved' && before !== null ? 'minutes_is_approved' : 'yes'
}

/** What the text says came of it: a decision, else something to do, else it was noted; null where nothing is written. */
export function suggestOutcome(blocks: BlockCounts, text: string): OutcomeKind | null {
  if (blocks.decisions > 0) return 'decided'
  if (blocks.actions > 0) return 'action'
  return text.trim() === '' ? null : 'noted'
}

/** Kinds of items that nobody takes minutes of. */
export const noMinutes: ReadonlySet<Kind> = new Set<Kind>(['break', 'lunch', 'registration', 'social'])

interface Kept {
  readonly kind: Kind
  readonly parentId: string | null
  readonly expectsMinutes: boolean
  readonly minutes: unknown
}

/** The items that minutes are kept of: those that say so or have some; where none does, all that are more than a pause. */
export function keptItems<I extends Kept>(items: readonly I[]): I[] {
  const stated = items.filter((item) => item.expectsMinutes || item.minutes !== null)
  return stated.length > 0 ? stated : items.filter((item) => !noMinutes.has(item.kind) && item.parentId === null)
}
