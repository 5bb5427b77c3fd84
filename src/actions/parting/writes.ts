/** Actions go with the items they came up at to another meeting. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { action } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveActions(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(action)
    .set({ meetingId })
    .where(inArray(action.itemId, [...itemIds]))
}
