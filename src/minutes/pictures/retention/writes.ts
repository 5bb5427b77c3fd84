import { eq } from 'drizzle-orm'
import { letGo } from '#materials/kept/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutesPicture } from '../tables.ts'

/** The pictures of an item's minutes, when those go. */
export async function deletePictures(tx: Tx, itemId: string): Promise<void> {
  await letGo(tx, await tx.delete(minutesPicture).where(eq(minutesPicture.itemId, itemId)).returning())
}
