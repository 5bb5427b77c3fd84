import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { action } from '../tables.ts'

/** Says which matter some actions of a network are of by themselves, or of none. The caller checks who may, and records it. */
export async function tieActions(tx: Tx, networkId: string, actions: readonly string[], matterId: string | null): Promise<void> {
  if (actions.length === 0) return
  await tx
    .update(action)
    .set({ matterId })
    .where(and(inArray(action.id, [...actions]), eq(action.networkId, networkId)))
}
