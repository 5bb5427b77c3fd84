import { and, eq, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { mergeWhoComments } from '../comments/traces/writes.ts'
import { amendment, closing, correction, itemOutcome, minutes, minutesObject, minutesRevision } from '../tables.ts'
import { mergeWriters } from '../together/traces/writes.ts'

/**
 * Who wrote, corrected, approved and published, and who owns what is to be done. The text itself stays as it is: minutes say who
 * was named there.
 */
export async function mergeInMinutes(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  const theirs = (table: { readonly networkId: AnyPgColumn }, column: AnyPgColumn) =>
    and(eq(table.networkId, networkId), eq(column, from))
  for (const [column, change] of [
    [minutes.approvedBy, { approvedBy: to }],
    [minutes.publishedBy, { publishedBy: to }],
    [minutes.writer, { writer: to }],
  ] as const)
    await tx.update(minutes).set(change).where(theirs(minutes, column))
  for (const [column, change] of [
    [minutesObject.personId, { personId: to }],
    [minutesObject.toldPersonId, { toldPersonId: to }],
  ] as const)
    await tx.update(minutesObject).set(change).where(theirs(minutesObject, column))
  for (const [column, change] of [
    [correction.personId, { personId: to }],
    [correction.answeredBy, { answeredBy: to }],
  ] as const)
    await tx.update(correction).set(change).where(theirs(correction, column))
  for (const table of [minutesRevision, amendment, itemOutcome, closing])
    await tx.update(table).set({ by: to }).where(theirs(table, table.by))
  await tx
    .update(minutesRevision)
    .set({ authors: sql`array_replace(${minutesRevision.authors}, ${from}::uuid, ${to}::uuid)` })
    .where(and(eq(minutesRevision.networkId, networkId), sql`${from} = any(${minutesRevision.authors})`))
  await mergeWhoComments(tx, networkId, from, to)
  await mergeWriters(tx, networkId, from, to)
}

export async function mergeOrganisationInMinutes(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(minutesObject)
    .set({ organisationId: to })
    .where(and(eq(minutesObject.networkId, networkId), eq(minutesObject.organisationId, from)))
}
