import { and, eq } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutes, minutesObject, minutesRevision } from '../tables.ts'

/** Who wrote, approved and published, and who owns what is to be done. The text itself stays as it is: minutes say who was named there. */
export async function mergeInMinutes(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  for (const [column, change] of [
    [minutes.approvedBy, { approvedBy: to }],
    [minutes.publishedBy, { publishedBy: to }],
    [minutes.writer, { writer: to }],
  ] as const)
    await tx
      .update(minutes)
      .set(change)
      .where(and(eq(minutes.networkId, networkId), eq(column, from)))
  await tx
    .update(minutesRevision)
    .set({ by: to })
    .where(and(eq(minutesRevision.networkId, networkId), eq(minutesRevision.by, from)))
  for (const [column, change] of [
    [minutesObject.personId, { personId: to }],
    [minutesObject.toldPersonId, { toldPersonId: to }],
  ] as const)
    await tx
      .update(minutesObject)
      .set(change)
      .where(and(eq(minutesObject.networkId, networkId), eq(column, from)))
}

export async function mergeOrganisationInMinutes(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(minutesObject)
    .set({ organisationId: to })
    .where(and(eq(minutesObject.networkId, networkId), eq(minutesObject.organisationId, from)))
}
