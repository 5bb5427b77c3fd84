/** What one person has said of coming to a network's meetings. */
import { and, eq } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isActive, type RegistrationRow } from '../rules.ts'
import { registration } from '../tables.ts'

/** By meeting: the registration that counts, or one that no longer does where there is no other. */
export async function registrationsOf(
  db: Db,
  networkId: string,
  personId: string,
): Promise<ReadonlyMap<string, RegistrationRow>> {
  const rows = await db
    .select()
    .from(registration)
    .where(and(eq(registration.networkId, networkId), eq(registration.personId, personId)))
  const found = new Map<string, RegistrationRow>()
  for (const row of rows) if (isActive(row.state) || !found.has(row.meetingId)) found.set(row.meetingId, row)
  return found
}
