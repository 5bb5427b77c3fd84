/** When the minutes of a meeting are done, and what is to be mended before. Pure. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair, type Verdict } from '#meeting/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { closing } from '../tables.ts'

export type ClosingRow = typeof closing.$inferSelect

type Where = Pick<MeetingRow, 'id' | 'networkId' | 'closedAt' | 'publishedAt' | 'startsAt'>

/** @param lacking how many items have no outcome */
export function mayClose(actor: Actor, meeting: Where, lacking: number, now: Temporal.Instant): Verdict {
  const allowed = mayChair(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (meeting.closedAt !== null) return 'closing_is_closed'
  if (meeting.publishedAt === null || !hasBegun(meeting, now)) return 'closing_not_held'
  return lacking > 0 ? 'closing_outcomes_missing' : 'yes'
}

/** @param latest no later meeting of its series has begun: what others stand on is not opened again */
export function mayOpenAgain(actor: Actor, meeting: Where, latest: boolean): Verdict {
  const allowed = mayChair(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (meeting.closedAt === null) return 'closing_is_open'
  return latest ? 'yes' : 'closing_not_latest'
}

export const hasBegun = (meeting: Pick<MeetingRow, 'startsAt'>, now: Temporal.Instant): boolean =>
  meeting.startsAt !== null && Temporal.Instant.compare(instantOf(meeting.startsAt), now) <= 0

/** Something to mend before a meeting is closed. Only a missing outcome keeps it open. */
export type Lack =
  | { readonly is: 'outcome' | 'minutes' | 'corrections' | 'comments' | 'pictures'; readonly itemId: string }
  | { readonly is: 'owner'; readonly itemId: string; readonly blockId: string; readonly text: string }
  | { readonly is: 'nobody' }

/** What a check looks at of one item. */
export interface Checked {
  readonly itemId: string
  readonly outcome: boolean
  readonly begun: boolean
  readonly openCorrections: number
  /** What is said of the text among those who write it, and not settled. */
  readonly openThreads: number
  /** Pictures that nobody has said of what they show. */
  readonly undescribed: number
  /** Action points that nobody is responsible for. */
  readonly unowned: readonly { readonly blockId: string; readonly text: string }[]
}

/** What is to be mended, item by item, and that nobody was there last. */
export const lacksOf = (items: readonly Checked[], present: number): Lack[] => [
  ...items.flatMap((one): Lack[] => [
    ...(one.outcome ? [] : [{ is: 'outcome' as const, itemId: one.itemId }]),
    ...(one.begun ? [] : [{ is: 'minutes' as const, itemId: one.itemId }]),
    ...(one.openCorrections > 0 ? [{ is: 'corrections' as const, itemId: one.itemId }] : []),
    ...(one.openThreads > 0 ? [{ is: 'comments' as const, itemId: one.itemId }] : []),
    ...(one.undescribed > 0 ? [{ is: 'pictures' as const, itemId: one.itemId }] : []),
    ...one.unowned.map((block) => ({ is: 'owner' as const, itemId: one.itemId, ...block })),
  ]),
  ...(present > 0 ? [] : [{ is: 'nobody' as const }]),
]

/** How far the minutes of all items can be taken at once. */
export type WholeAct = 'publish' | 'propose' | 'approve'

/** One item's minutes, as whoever acts on all of them saw them. */
export interface SeenItem {
  readonly itemId: string
  readonly number: number
}
