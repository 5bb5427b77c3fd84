/** One member's page, as another member sees it. */
import { and, desc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { profileOf } from '#people/profile/reads.ts'
import { type Shown, shownOf } from '#people/profile/rules.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { mayManage, mayOrganise, maySeePeople } from '../../rules.ts'
import { membership, type NetworkRole, organisation } from '../../tables.ts'
import { type MemberView, readMember } from '../reads.ts'

/** A time in which somebody was one thing in the network. */
export interface Spell {
  readonly id: string
  readonly role: NetworkRole
  readonly office: string | null
  readonly organisation: Words | null
  readonly from: string
  readonly to: string | null
}

export interface Named {
  /** Of the membership: where their page is. */
  readonly id: string
  readonly name: string
}

export interface MemberPageView {
  readonly member: MemberView
  readonly shown: Shown
  /** Whether it is one's own. */
  readonly own: boolean
  readonly substituteFor: Named | null
  readonly substitutes: readonly Named[]
  /** Newest first, with the one that lasts. For organisers, and for oneself; empty for others. */
  readonly history: readonly Spell[]
}

/**
 * The page of a member who belongs to the network now.
 * @param id of the membership
 * @returns the id of the newer membership to lead to, where this one has ended and the person still belongs
 * @throws NotFound for those who do not belong, and about them
 */
export async function readMemberPage(db: Db, actor: Actor, networkId: string, id: string): Promise<MemberPageView | string> {
  if (actor.network?.id !== networkId || maySeePeople(actor) !== 'yes') throw new NotFound()
  const member = await readMember(db, networkId, id)
  if (member.to !== null) {
    const now = await currentOf(db, networkId, member.personId)
    if (now) return now.id
    throw new NotFound()
  }
  const own = actor.person?.id === member.personId
  const [told, history, substituteFor, substitutes] = await Promise.all([
    profileOf(db, networkId, member.personId),
    own || mayOrganise(actor) === 'yes' ? historyOf(db, networkId, member.personId) : [],
    member.substituteOf ? currentOf(db, networkId, member.substituteOf) : null,
    substitutesOf(db, networkId, member.personId),
  ])
  const shown = shownOf(told, member.email)
  const email = own || mayManage(actor) === 'yes' ? member.email : shown.email
  return { member, shown: { ...shown, email }, own, substituteFor, substitutes, history }
}

/** Everything somebody has been in a network, newest first. No access is checked. */
export async function historyOf(db: Db, networkId: string, personId: string): Promise<Spell[]> {
  return db
    .select({
      id: membership.id,
      role: membership.role,
      office: membership.office,
      organisation: organisation.name,
      from: membership.from,
      to: membership.to,
    })
    .from(membership)
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, personId)))
    .orderBy(desc(membership.from))
}

/** The membership somebody has now, or null. No access is checked. */
export async function currentOf(db: Db, networkId: string, personId: string): Promise<Named | null> {
  const [row] = await db
    .select({ id: membership.id, name: person.name })
    .from(membership)
    .innerJoin(person, and(eq(person.id, membership.personId), isNull(person.deletedAt)))
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, personId), isNull(membership.to)))
  return row ?? null
}

const standIn = alias(membership, 'stand_in')

/** Who stands in for somebody when they cannot come. No access is checked. */
export async function substitutesOf(db: Db, networkId: string, personId: string): Promise<Named[]> {
  return db
    .select({ id: standIn.id, name: person.name })
    .from(standIn)
    .innerJoin(person, and(eq(person.id, standIn.personId), isNull(person.deletedAt)))
    .where(and(eq(standIn.networkId, networkId), eq(standIn.substituteOf, personId), isNull(standIn.to)))
    .orderBy(person.name)
}
