/** How much hangs on somebody or something, for whoever is about to put two together. */
import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { invitation, meetingRole } from '#meeting/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { speaker } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { attendance, registration } from '#registration/tables.ts'
import { membership, organisation } from '../tables.ts'

export type Held = Readonly<Record<'registrations' | 'attendance' | 'appearances' | 'roles' | 'inputs', number>>

/** What in a network is of a person. No access is checked. */
export async function heldBy(db: Db, networkId: string, personId: string): Promise<Held> {
  const of = (table: PgTable & { networkId: PgColumn; personId: PgColumn }) =>
    countOf(db, table, and(eq(table.networkId, networkId), eq(table.personId, personId)))
  return {
    registrations: await of(registration),
    attendance: await of(attendance),
    appearances: await of(speaker),
    roles: await of(meetingRole),
    inputs: await of(input),
  }
}

export type HeldByOrganisation = Readonly<Record<'members' | 'registrations' | 'below', number>>

/** What in a network is of an organisation. No access is checked. */
export async function heldByOrganisation(db: Db, networkId: string, id: string): Promise<HeldByOrganisation> {
  return {
    members: await countOf(
      db,
      membership,
      and(eq(membership.networkId, networkId), eq(membership.organisationId, id), isNull(membership.to)),
    ),
    registrations: await countOf(
      db,
      registration,
      and(eq(registration.networkId, networkId), eq(registration.organisationId, id)),
    ),
    below: await countOf(
      db,
      organisation,
      and(eq(organisation.networkId, networkId), eq(organisation.parentId, id), isNull(organisation.deletedAt)),
    ),
  }
}

/** Whether a person is known outside of a network too, or runs the installation: then they stay a person when they leave it. */
export async function livesElsewhere(db: Db, networkId: string, personId: string): Promise<boolean> {
  const elsewhere = (table: typeof membership | typeof invitation | typeof meetingRole | typeof registration) =>
    sql`exists (select 1 from ${table} where ${and(eq(table.personId, personId), ne(table.networkId, networkId))})`
  const [row] = await db
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        eq(person.id, personId),
        or(
          eq(person.operator, true),
          elsewhere(membership),
          elsewhere(invitation),
          elsewhere(meetingRole),
          elsewhere(registration),
        ),
      ),
    )
  return row !== undefined
}

async function countOf(db: Db, table: PgTable, where: SQL | undefined): Promise<number> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(table).where(where)
  return row!.count
}
