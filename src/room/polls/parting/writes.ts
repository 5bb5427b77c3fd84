/** Polls on items go with them to another meeting, and what was voted with the polls. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { ballot, elector, hasVoted, poll, secretBallot } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function movePolls(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  const moved = await tx
    .update(poll)
    .set({ meetingId })
    .where(inArray(poll.itemId, [...itemIds]))
    .returning({ id: poll.id })
  if (moved.length === 0) return
  const ids = moved.map((one) => one.id)
  for (const table of [elector, ballot, hasVoted, secretBallot])
    await tx.update(table).set({ meetingId }).where(inArray(table.pollId, ids))
}
