import { and, eq, inArray } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { measureOwner, measurePeriodChange, measureUpdate, plan, planLink, reading } from '../tables.ts'

/** What rests with them, and what they told and read. */
export async function mergeInPlans(tx: Tx, merge: Merge): Promise<void> {
  const { networkId, from, to } = merge
  await mergeOwners(tx, merge, 'personId')
  for (const table of [measurePeriodChange, measureUpdate, reading, planLink])
    await tx
      .update(table)
      .set({ by: to })
      .where(and(eq(table.networkId, networkId), eq(table.by, from)))
  await tx
    .update(plan)
    .set({ publishedBy: to })
    .where(and(eq(plan.networkId, networkId), eq(plan.publishedBy, from)))
}

export async function mergeOrganisationInPlans(tx: Tx, merge: OrganisationMerge): Promise<void> {
  const { networkId, from, to } = merge
  await mergeOwners(tx, merge, 'organisationId')
  await tx
    .update(measureUpdate)
    .set({ organisationId: to })
    .where(and(eq(measureUpdate.networkId, networkId), eq(measureUpdate.organisationId, from)))
}

/** Where a measure rests with both it rests with the one that stays, in the role that they had. */
async function mergeOwners(tx: Tx, { networkId, from, to }: Merge, column: 'personId' | 'organisationId'): Promise<void> {
  const whose = measureOwner[column]
  const goes = and(eq(measureOwner.networkId, networkId), eq(whose, from))
  const has = tx.select({ id: measureOwner.measureId }).from(measureOwner).where(eq(whose, to))
  await tx.delete(measureOwner).where(and(goes, inArray(measureOwner.measureId, has)))
  await tx
    .update(measureOwner)
    .set({ [column]: to })
    .where(goes)
}
