/** What hangs on items goes with them to another meeting. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { material, proposal, upload } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveMaterials(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  const ids = [...itemIds]
  await tx.update(material).set({ meetingId }).where(inArray(material.itemId, ids))
  await tx.update(upload).set({ meetingId }).where(inArray(upload.itemId, ids))
  await tx.update(proposal).set({ meetingId }).where(inArray(proposal.itemId, ids))
}
