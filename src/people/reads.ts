import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { membership, type NetworkRole, network, organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { person } from './tables.ts'

export type PersonRow = typeof person.$inferSelect

/** The living person with an address, whatever its capitals, or null. For sign-in and invitations: no access is checked. */
export async function personByEmail(db: Db, email: string): Promise<PersonRow | null> {
  const [row] = await db
    .select()
    .from(person)
    .where(and(sql`lower(${person.email}) = lower(${email})`, isNull(person.deletedAt)))
  return row ?? null
}

export interface Profile {
  readonly person: PersonRow
  readonly memberships: readonly {
    readonly networkId: string
    readonly networkSlug: string
    readonly networkName: Words
    readonly role: NetworkRole
    readonly office: string | null
    readonly organisation: Words | null
  }[]
}

/**
 * One's own profile with the networks one belongs to.
 * @throws NotFound for those who are not signed in
 */
export async function ownProfile(db: Db, actor: Actor): Promise<Profile> {
  const id = actor.person?.id
  const [row] = id ? await db.select().from(person).where(eq(person.id, id)) : []
  if (!row) throw new NotFound()
  const memberships = await db
    .select({
      networkId: network.id,
      networkSlug: network.slug,
      networkName: network.name,
      role: membership.role,
      office: membership.office,
      organisation: organisation.name,
    })
    .from(membership)
    .innerJoin(network, eq(network.id, membership.networkId))
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(and(eq(membership.personId, row.id), isNull(membership.to)))
    .orderBy(network.slug)
  return { person: row, memberships }
}
