/** Groups: how far they have come, and who may write in which. Pure. */
import type { Verdict } from '#meeting/rules.ts'
import type { Dividing } from './tables.ts'

/** prepared → running → closed (back in plenary) → returned (their notes are there for all) */
export type BreakoutStanding = 'prepared' | 'running' | 'closed' | 'returned'

interface Moments {
  readonly startedAt: string | null
  readonly closedAt: string | null
  readonly returnedAt: string | null
}

export function standingOf({ startedAt, closedAt, returnedAt }: Moments): BreakoutStanding {
  if (returnedAt !== null) return 'returned'
  if (closedAt !== null) return 'closed'
  return startedAt !== null ? 'running' : 'prepared'
}

/** Choosing a group oneself: where that is how they are divided, and for those who came late. */
export function mayChoose(
  breakout: Moments & { readonly dividing: Dividing },
  placed: boolean,
): Verdict<'groups_not_open' | 'groups_placed'> {
  if (standingOf(breakout) !== 'running') return 'groups_not_open'
  return breakout.dividing === 'choice' || !placed ? 'yes' : 'groups_placed'
}

/** Writing in the notes of a group: its members and whoever leads, until the notes have been returned. */
export function mayNote(
  breakout: Moments,
  who: { readonly member: boolean; readonly chair: boolean },
): Verdict<'groups_not_open' | 'groups_not_member'> {
  const standing = standingOf(breakout)
  if (standing === 'prepared' || standing === 'returned') return 'groups_not_open'
  return who.member || who.chair ? 'yes' : 'groups_not_member'
}
