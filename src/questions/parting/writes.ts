/** What was sent in about items goes with them to another meeting. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { input } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveInputs(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(input)
    .set({ meetingId })
    .where(inArray(input.itemId, [...itemIds]))
}
