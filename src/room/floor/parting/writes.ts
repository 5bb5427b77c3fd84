/** What was said on items goes with them to another meeting. */
import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { turn } from '../tables.ts'

/** Turns that were had; who waits, waits where they asked. The caller holds both meetings and records the act. */
export async function moveTurns(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(turn)
    .set({ meetingId })
    .where(and(inArray(turn.itemId, [...itemIds]), isNotNull(turn.endedAt)))
}
