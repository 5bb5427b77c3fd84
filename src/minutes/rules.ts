/** Who may write, approve and publish minutes, and who holds the pen. Pure: `'yes'` or the key of the reason. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair, mayWriteMinutes, type Verdict } from '#meeting/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { minutes, minutesRevision } from './tables.ts'

export type MinutesRow = typeof minutes.$inferSelect
export type RevisionRow = typeof minutesRevision.$inferSelect

type Where = Pick<MeetingRow, 'id' | 'networkId'>

/** How long the pen is held after the last sign of life, in seconds. A writing window gives one three times as often. */
export const PEN_SECONDS = 45

/** Changing the text. Approved minutes are locked until someone takes the approval back. */
export function mayWrite(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'state'> | null): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  return row?.state === 'approved' ? 'minutes_is_approved' : 'yes'
}

/** Approving is for the chair and the organisers, not for whoever only wrote. */
export function mayApprove(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'state' | 'number'> | null): Verdict {
  const allowed = mayChair(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (!row || row.number === 0) return 'minutes_nothing_written'
  return row.state === 'approved' ? 'minutes_is_approved' : 'yes'
}

/** Taking an approval back, so that the text can be changed. */
export function mayReopen(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'state'> | null): Verdict {
  const allowed = mayChair(actor, meeting)
  if (allowed !== 'yes') return allowed
  return row?.state === 'approved' ? 'yes' : 'minutes_not_approved'
}

/** Putting the text that stands before readers. */
export function mayPublish(
  actor: Actor,
  meeting: Where,
  row: Pick<MinutesRow, 'number' | 'publishedNumber' | 'publishedAt'> | null,
): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (!row || row.number === 0) return 'minutes_nothing_written'
  return row.publishedAt !== null && row.publishedNumber === row.number ? 'minutes_already_published' : 'yes'
}

export function mayUnpublish(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'publishedAt'> | null): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  return row?.publishedAt ? 'yes' : 'minutes_not_published'
}

/** Who holds the pen as one window sees it: one window writes at a time. */
export function penOf(
  row: Pick<MinutesRow, 'writer' | 'writerWindow' | 'writerUntil'> | null,
  personId: string | null,
  window: string,
  now: Temporal.Instant,
): 'mine' | 'free' | 'held' {
  if (!row?.writerUntil || Temporal.Instant.compare(instantOf(row.writerUntil), now) <= 0) return 'free'
  return row.writer === personId && row.writerWindow === window ? 'mine' : 'held'
}

/** Someone's work in one sitting: what the list of revisions shows as one line. */
export interface Sitting<R> {
  readonly byName: string | null
  /** Newest first. */
  readonly revisions: readonly R[]
}

/** After this many minutes of quiet the next save begins a new sitting. */
const QUIET_MINUTES = 20

/**
 * Gathers revisions by writer and sitting.
 * @param revisions newest first
 */
export function sittingsOf<R extends Pick<RevisionRow, 'by' | 'byName' | 'at' | 'reason'>>(
  revisions: readonly R[],
): Sitting<R>[] {
  const sittings: { byName: string | null; revisions: R[] }[] = []
  for (const revision of revisions) {
    const later = sittings.at(-1)?.revisions.at(-1)
    const joins =
      later !== undefined &&
      later.by === revision.by &&
      later.reason === 'save' &&
      revision.reason === 'save' &&
      instantOf(revision.at).until(instantOf(later.at)).total('minutes') < QUIET_MINUTES
    if (joins) sittings.at(-1)!.revisions.push(revision)
    else sittings.push({ byName: revision.byName, revisions: [revision] })
  }
  return sittings
}
