/** What is left of documents goes with their items to another meeting. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { dueDocument } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveDue(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(dueDocument)
    .set({ meetingId })
    .where(inArray(dueDocument.itemId, [...itemIds]))
}
