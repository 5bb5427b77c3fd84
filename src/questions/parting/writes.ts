/** What was sent in about items, and who wondered too, goes with them to another meeting. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { input, inputVote } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveInputs(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  const moved = await tx
    .update(input)
    // What is answered now is answered in the room it was asked in.
    .set({ meetingId, answeringAt: null })
    .where(inArray(input.itemId, [...itemIds]))
    .returning({ id: input.id })
  const ids = moved.map((one) => one.id)
  await tx.update(inputVote).set({ meetingId }).where(inArray(inputVote.inputId, ids))
}
