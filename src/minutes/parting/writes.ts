/** Minutes go with their items to another meeting. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { minutesThread } from '../comments/tables.ts'
import { minutesPicture } from '../pictures/tables.ts'
import { amendment, correction, itemOutcome, minutes, minutesObject } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveMinutes(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(minutes)
    .set({ meetingId })
    .where(inArray(minutes.itemId, [...itemIds]))
  for (const table of [minutesObject, correction, amendment, itemOutcome, minutesPicture, minutesThread])
    await tx
      .update(table)
      .set({ meetingId })
      .where(inArray(table.itemId, [...itemIds]))
}
