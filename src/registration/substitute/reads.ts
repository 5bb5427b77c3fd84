/** Standing substitutes of the network, so that nobody writes again what is known. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { membership } from '#network/tables.ts'
import { shownOf } from '#people/profile/rules.ts'
import { person, profile } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'

/** The first of those who stand in for somebody, by name; the address only where its owner shows it to the members. */
export async function standInOf(
  db: Db,
  networkId: string,
  personId: string | null,
): Promise<{ name: string; email: string; organisationId: string | null } | null> {
  if (personId === null) return null
  const [row] = await db
    .select({ name: person.name, email: person.email, told: profile, organisationId: membership.organisationId })
    .from(membership)
    .innerJoin(person, and(eq(person.id, membership.personId), isNull(person.deletedAt)))
    .leftJoin(profile, and(eq(profile.personId, membership.personId), eq(profile.networkId, networkId)))
    .where(and(eq(membership.networkId, networkId), eq(membership.substituteOf, personId), isNull(membership.to)))
    .orderBy(asc(person.name))
    .limit(1)
  if (!row) return null
  return { name: row.name, email: shownOf(row.told, row.email).email ?? '', organisationId: row.organisationId }
}

const theirs = alias(membership, 'theirs')

/** The person whom somebody stands in for, while both belong to the network; or null. */
export async function standsInFor(db: Db, networkId: string, personId: string | null): Promise<string | null> {
  if (personId === null) return null
  const [row] = await db
    .select({ personId: theirs.personId })
    .from(membership)
    .innerJoin(theirs, and(eq(theirs.networkId, networkId), eq(theirs.personId, membership.substituteOf), isNull(theirs.to)))
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, personId), isNull(membership.to)))
  return row?.personId ?? null
}
