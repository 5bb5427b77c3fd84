import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { stageKeys } from '#platform/live/subjects.ts'

/**
 * Makes every key to a meeting's screen void. Those made from now on bear the next number: the revision that this raises.
 * @throws NotFound for all but chairs
 */
export async function renewStageKey(db: Db, actor: Actor, meeting: MeetingRow): Promise<void> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  await inTransaction(db, (tx) =>
    record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'room.stage_key_renewed',
      about: { kind: 'room', id: meeting.id },
      raises: [stageKeys(meeting.id)],
    }),
  )
}
