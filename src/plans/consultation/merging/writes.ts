import { and, eq } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { planInput, planVersion } from '../../tables.ts'

/** What was said of drafts, what was answered, and who wrote down that a plan was adopted. */
export async function mergeInPlanInputs(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  const own = (column: typeof planInput.personId | typeof planInput.answeredBy) =>
    and(eq(planInput.networkId, networkId), eq(column, from))
  await tx.update(planInput).set({ personId: to }).where(own(planInput.personId))
  await tx.update(planInput).set({ answeredBy: to }).where(own(planInput.answeredBy))
  await tx
    .update(planVersion)
    .set({ by: to })
    .where(and(eq(planVersion.networkId, networkId), eq(planVersion.by, from)))
}

export async function mergeOrganisationInPlanInputs(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(planInput)
    .set({ organisationId: to })
    .where(and(eq(planInput.networkId, networkId), eq(planInput.organisationId, from)))
}
