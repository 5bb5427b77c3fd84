/** Sending what waits at once, instead of when it has been quiet. */
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'

export const TELL_QUEUE = 'notices.tell'

/**
 * A job for each follower: who also waits for news of another meeting gets both when that has been quiet.
 * @throws NotFound for those who do not organise
 */
export async function sendNow(
  ground: Pick<Ground, 'db' | 'jobs'>,
  actor: Actor,
  row: Pick<MeetingRow, 'id' | 'networkId'>,
  followerIds: readonly string[],
): Promise<void> {
  if (mayEdit(actor, row) !== 'yes') throw new NotFound()
  await inTransaction(ground.db, async (tx) => {
    for (const followerId of followerIds) await ground.jobs.send(tx, TELL_QUEUE, { followerId, meetingId: row.id })
    await record(tx, actor, {
      networkId: row.networkId,
      meetingId: row.id,
      action: 'followers.send_now',
      about: { kind: 'meeting', id: row.id },
      after: { followers: followerIds.length },
      raises: [],
    })
  })
}
