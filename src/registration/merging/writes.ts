import { and, eq, sql } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { attendance, registration } from '../tables.ts'

/**
 * Registrations and attendance. Two registrations for one meeting stay two: each was confirmed by an address of its own, and
 * an organiser decides which of them holds. That somebody was there twice is once, and what was said last of it holds.
 */
export async function mergeInRegistrations(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  for (const [column, change] of [
    [registration.personId, { personId: to }],
    [registration.byPerson, { byPerson: to }],
    [registration.substituteFor, { substituteFor: to }],
  ] as const)
    await tx
      .update(registration)
      .set(change)
      .where(and(eq(registration.networkId, networkId), eq(column, from)))
  const there = (personId: string) => and(eq(attendance.networkId, networkId), eq(attendance.personId, personId))
  const sameAs = (personId: string) => sql`exists (select 1 from ${attendance} as other where other.person_id = ${personId}
    and other.meeting_id = ${attendance.meetingId} and other.item_id is not distinct from ${attendance.itemId}
    and (other.at, other.id) > (${attendance.at}, ${attendance.id}))`
  await tx.delete(attendance).where(and(there(from), sameAs(to)))
  await tx.delete(attendance).where(and(there(to), sameAs(from)))
  await tx.update(attendance).set({ personId: to }).where(there(from))
  await tx
    .update(attendance)
    .set({ byPerson: to })
    .where(and(eq(attendance.networkId, networkId), eq(attendance.byPerson, from)))
}

export async function mergeOrganisationInRegistrations(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(registration)
    .set({ organisationId: to })
    .where(and(eq(registration.networkId, networkId), eq(registration.organisationId, from)))
  await tx
    .update(attendance)
    .set({ organisationId: to })
    .where(and(eq(attendance.networkId, networkId), eq(attendance.organisationId, from)))
}
