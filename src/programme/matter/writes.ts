import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { item } from '../tables.ts'

/** Says which matter some items of a network are treatments of, or of none. The caller checks who may, and records it. */
export async function tieItems(tx: Tx, networkId: string, items: readonly string[], matterId: string | null): Promise<void> {
  if (items.length === 0) return
  await tx
    .update(item)
    .set({ matterId })
    .where(and(inArray(item.id, [...items]), eq(item.networkId, networkId)))
}
