import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { minutesLive, minutesUpdate } from '../tables.ts'

/** The shared document of minutes, when those go. */
export async function deleteShared(tx: Tx, minutesId: string): Promise<void> {
  for (const table of [minutesUpdate, minutesLive]) await tx.delete(table).where(eq(table.minutesId, minutesId))
}
