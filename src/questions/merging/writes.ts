import { and, eq } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { input } from '../tables.ts'

/** What was sent in before meetings, and what was answered. */
export async function mergeInInputs(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(input)
    .set({ personId: to })
    .where(and(eq(input.networkId, networkId), eq(input.personId, from)))
  await tx
    .update(input)
    .set({ answeredBy: to })
    .where(and(eq(input.networkId, networkId), eq(input.answeredBy, from)))
}

export async function mergeOrganisationInInputs(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(input)
    .set({ organisationId: to })
    .where(and(eq(input.networkId, networkId), eq(input.organisationId, from)))
}
