import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { shownOf } from '#people/profile/rules.ts'
import { person, profile } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { mayManage, maySeePeople } from '../rules.ts'
import { membership, type NetworkRole, organisation } from '../tables.ts'

export interface MemberView {
  /** Of the membership. */
  readonly id: string
  readonly personId: string
  readonly name: string
  /** For owners, and for all where its owner has agreed to that. */
  readonly email: string | null
  readonly role: NetworkRole
  readonly office: string | null
  readonly organisationId: string | null
  readonly organisation: Words | null
  readonly from: string
  /** When the membership ended; null while it lasts. */
  readonly to: string | null
  /** The person they stand in for when that one cannot come. */
  readonly substituteOf: string | null
  /** May read what is kept apart: diet and lodging. */
  readonly readsSpecial: boolean
}

/** Somebody as the other members see them. */
export interface ListedMember extends MemberView {
  /** The sum of their picture, where they show one. */
  readonly photo: string | null
  readonly about: Words | null
  readonly phone: string | null
}

const fields = {
  id: membership.id,
  personId: membership.personId,
  name: person.name,
  email: person.email,
  role: membership.role,
  office: membership.office,
  organisationId: membership.organisationId,
  organisation: organisation.name,
  from: membership.from,
  to: membership.to,
  substituteOf: membership.substituteOf,
  readsSpecial: membership.readsSpecial,
}

/**
 * Who belongs to a network now, by name in the order of the Norwegian alphabet, each with what they show of themselves. For its
 * members; addresses for its owners.
 */
export async function listMembers(db: Db, actor: Actor, networkId: string): Promise<ListedMember[]> {
  if (actor.network?.id !== networkId || maySeePeople(actor) !== 'yes') throw new NotFound()
  const rows = await db
    .select({ member: fields, told: profile })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .leftJoin(profile, and(eq(profile.personId, membership.personId), eq(profile.networkId, membership.networkId)))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to), isNull(person.deletedAt)))
    .orderBy(asc(person.name))
  const alphabet = new Intl.Collator('nb')
  const owner = mayManage(actor) === 'yes'
  return rows
    .map(({ member, told }) => {
      const shown = shownOf(told, member.email)
      return { ...member, ...shown, email: owner ? member.email : shown.email }
    })
    .sort((a, b) => alphabet.compare(a.name, b.name))
}

/** One membership, ended ones too. @throws NotFound */
export async function readMember(db: Db, networkId: string, id: string): Promise<MemberView> {
  const [row] = isId(id)
    ? await db
        .select(fields)
        .from(membership)
        .innerJoin(person, eq(person.id, membership.personId))
        .leftJoin(organisation, eq(organisation.id, membership.organisationId))
        .where(and(eq(membership.id, id), eq(membership.networkId, networkId)))
    : []
  if (!row) throw new NotFound()
  return row
}

/** A person's present place in a network, by its id; null where they have none. */
export async function membershipOf(db: Db, networkId: string, personId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, personId), isNull(membership.to)))
  return row?.id ?? null
}

/** Whether anybody belongs to an organisation now. */
export async function hasMembers(db: Db, networkId: string, organisationId: string): Promise<boolean> {
  const rows = await db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.organisationId, organisationId), isNull(membership.to)))
    .limit(1)
  return rows.length > 0
}

/** How many owners a network has now. */
export async function countOwners(db: Db, networkId: string): Promise<number> {
  const [row] = await db
    .select({ owners: sql<number>`count(*)::int` })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(
      and(eq(membership.networkId, networkId), eq(membership.role, 'owner'), isNull(membership.to), isNull(person.deletedAt)),
    )
  return row!.owners
}
