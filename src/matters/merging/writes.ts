import { and, eq } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { carryOver, matter, matterFact, topicLink } from '../tables.ts'

/** What they raised, noted and chose; the name of each occasion stays as it was. */
export async function mergeInMatters(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(matter)
    .set({ proposedById: to })
    .where(and(eq(matter.networkId, networkId), eq(matter.proposedById, from)))
  for (const table of [matterFact, topicLink, carryOver])
    await tx
      .update(table)
      .set({ by: to })
      .where(and(eq(table.networkId, networkId), eq(table.by, from)))
}
