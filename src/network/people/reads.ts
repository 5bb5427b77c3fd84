import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { person } from '#people/tables.ts'
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
  /** For owners only. */
  readonly email: string | null
  readonly role: NetworkRole
  readonly office: string | null
  readonly organisationId: string | null
  readonly organisation: Words | null
  /** When the membership ended; null while it lasts. */
  readonly to: string | null
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
  to: membership.to,
}

/** Who belongs to a network now, by name in the order of the Norwegian alphabet. For its members; addresses for its owners. */
export async function listMembers(db: Db, actor: Actor, networkId: string): Promise<MemberView[]> {
  if (actor.network?.id !== networkId || maySeePeople(actor) !== 'yes') throw new NotFound()
  const rows = await db
    .select(fields)
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to), isNull(person.deletedAt)))
    .orderBy(asc(person.name))
  const alphabet = new Intl.Collator('nb')
  const shown = mayManage(actor) === 'yes' ? rows : rows.map((row) => ({ ...row, email: null }))
  return shown.sort((a, b) => alphabet.compare(a.name, b.name))
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
