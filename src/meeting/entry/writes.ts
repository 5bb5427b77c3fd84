/** One write about a meeting, in one transaction: the meeting is locked, the rule asked, the act recorded. */
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import type { Subject } from '#platform/live/subjects.ts'
import type { MeetingRow, Verdict } from '../rules.ts'
import { lockMeeting } from './reads.ts'

export interface Done<T> {
  /** Null where nothing came of it. */
  readonly action: string | null
  readonly before?: unknown
  readonly after?: unknown
  readonly result: T
}

/**
 * @param how.may the rule that allows it
 * @param how.raises the subjects whose readers see it; none where only organisers do, whose pages are not kept
 * @throws NotFound when there is no such meeting for this actor; Refused with what the rule says
 */
export async function changeMeeting<T>(
  db: Db,
  actor: Actor,
  meetingId: string,
  how: { readonly may: (actor: Actor, row: MeetingRow) => Verdict; readonly raises?: readonly Subject[] },
  write: (tx: Tx, row: MeetingRow) => Promise<Done<T>>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const row = await lockMeeting(tx, actor, meetingId)
    const verdict = how.may(actor, row)
    if (verdict !== 'yes') throw new Refused(verdict)
    const { action, before, after, result } = await write(tx, row)
    if (action !== null)
      await record(tx, actor, {
        networkId: row.networkId,
        action,
        about: { kind: 'meeting', id: meetingId },
        meetingId,
        before,
        after,
        raises: how.raises ?? [],
      })
    return result
  })
}
