import { and, eq } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { planChange } from '../tables.ts'

/** Who changed plans. */
export async function mergeInChanges(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(planChange)
    .set({ byPerson: to })
    .where(and(eq(planChange.networkId, networkId), eq(planChange.byPerson, from)))
}
