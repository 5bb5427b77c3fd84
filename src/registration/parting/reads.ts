/** Those whom a change of plan concerns. */
import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { RegistrationRow } from '../rules.ts'
import { registration } from '../tables.ts'

/** Everybody who comes, waits or has asked, in the order of the line. */
export async function activeAt(db: Db, meetingId: string): Promise<RegistrationRow[]> {
  return db
    .select()
    .from(registration)
    .where(and(eq(registration.meetingId, meetingId), notInArray(registration.state, ['withdrawn', 'declined', 'unconfirmed'])))
    .orderBy(asc(registration.number))
}

/** Registrations by their ids, whatever has become of them. */
export async function registrationsById(db: Db, ids: readonly string[]): Promise<RegistrationRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(registration)
    .where(inArray(registration.id, [...ids]))
    .orderBy(asc(registration.number))
}
