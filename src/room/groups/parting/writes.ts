/** Groups on items go with them to another meeting, with what they wrote and who was in them. */
import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { breakout, breakoutGroup, breakoutMember } from '../tables.ts'

/** The caller holds both meetings, has checked what the actor may, and records the act. */
export async function moveGroups(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  const moved = await tx
    .update(breakout)
    .set({ meetingId })
    .where(inArray(breakout.itemId, [...itemIds]))
    .returning({ id: breakout.id })
  const ids = moved.map((one) => one.id)
  if (ids.length === 0) return
  for (const table of [breakoutGroup, breakoutMember])
    await tx.update(table).set({ meetingId }).where(inArray(table.breakoutId, ids))
}
