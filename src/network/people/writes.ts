/** Who belongs to a network, as what. Every grant and withdrawal is recorded; a network always keeps an owner. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { person } from '#people/tables.ts'
import { findOrAddPerson } from '#people/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import type { Locale } from '#platform/words/text.ts'
import { mayManage, mayStepDown } from '../rules.ts'
import { membership, organisation } from '../tables.ts'
import { lockNetwork } from '../writes.ts'
import type { InviteInput, MemberInput, PlaceInput } from './forms.ts'
import { countOwners, readMember } from './reads.ts'

/**
 * Gives somebody a place in the network and mails them, in one transaction; the person is made if nobody has the address.
 * @param letter writes the mail for whoever it is
 * @throws Invalid when they belong already
 */
export async function invite(
  ground: Pick<Ground, 'db' | 'config' | 'jobs'>,
  actor: Actor,
  networkId: string,
  input: InviteInput,
  letter: (to: { email: string; locale: Locale | null }) => Written,
): Promise<string> {
  enforce(actor, networkId)
  return inTransaction(ground.db, async (tx) => {
    const { name, email, ...place } = input
    const someone = await findOrAddPerson(tx, actor, { name, email })
    const id = await addMember(tx, actor, networkId, someone.id, place)
    await queueMail(ground, tx, { networkId, to: email, kind: 'invitation', ...letter({ email, locale: someone.locale }) })
    return id
  })
}

/** Gives a person a place in the network within another write's transaction. @throws Invalid when they have one */
export async function addMember(tx: Tx, actor: Actor, networkId: string, personId: string, place: PlaceInput): Promise<string> {
  enforce(actor, networkId)
  await checkOrganisation(tx, networkId, place.organisationId)
  const [made] = await tx
    .insert(membership)
    .values({ networkId, personId, ...place })
    .onConflictDoNothing()
    .returning({ id: membership.id })
  if (!made) throw new Invalid({ email: 'network_people_already' })
  await record(tx, actor, {
    networkId,
    action: 'membership.granted',
    about: { kind: 'person', id: personId },
    after: place,
    raises: [networkSubject(networkId)],
  })
  return made.id
}

/** Mails a member once more that they have been added. */
export async function inviteAgain(
  ground: Pick<Ground, 'db' | 'config' | 'jobs'>,
  actor: Actor,
  networkId: string,
  id: string,
  letter: (to: { email: string; locale: Locale | null }) => Written,
): Promise<void> {
  enforce(actor, networkId)
  await inTransaction(ground.db, async (tx) => {
    const { personId, to } = await readMember(tx, networkId, id)
    const [someone] = await tx.select().from(person).where(eq(person.id, personId))
    if (to || !someone?.email) throw new NotFound()
    const { email, locale } = someone
    await queueMail(ground, tx, { networkId, to: email, kind: 'invitation', ...letter({ email, locale }) })
    await record(tx, actor, {
      networkId,
      action: 'membership.invited_again',
      about: { kind: 'person', id: personId },
      raises: [],
    })
  })
}

/**
 * Changes what somebody is in the network: role, office, organisation, who they stand in for, whether they read what is kept apart.
 * @throws Refused for the last owner's role
 */
export async function changeMember(db: Db, actor: Actor, networkId: string, id: string, place: MemberInput): Promise<void> {
  enforce(actor, networkId)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const before = await readMember(tx, networkId, id)
    if (before.to) throw new NotFound()
    const answer = mayStepDown(before.role, place.role, await countOwners(tx, networkId))
    if (answer !== 'yes') throw new Refused(answer)
    await checkOrganisation(tx, networkId, place.organisationId)
    if (place.substituteOf) await checkSubstitute(tx, networkId, before.personId, place.substituteOf)
    await tx.update(membership).set(place).where(eq(membership.id, id))
    const { role, organisationId, office, substituteOf, readsSpecial } = before
    await record(tx, actor, {
      networkId,
      action: 'membership.changed',
      about: { kind: 'person', id: before.personId },
      before: { role, organisationId, office, substituteOf, readsSpecial },
      after: place,
      raises: [networkSubject(networkId)],
    })
  })
}

/** Ends a membership; whoever it was is out at their next request. @throws Refused for the last owner */
export async function withdraw(db: Db, actor: Actor, networkId: string, id: string): Promise<void> {
  enforce(actor, networkId)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const row = await readMember(tx, networkId, id)
    if (row.to) return
    const answer = mayStepDown(row.role, null, await countOwners(tx, networkId))
    if (answer !== 'yes') throw new Refused(answer)
    await tx.update(membership).set({ to: sql`now()` }).where(eq(membership.id, id))
    await record(tx, actor, {
      networkId,
      action: 'membership.withdrawn',
      about: { kind: 'person', id: row.personId },
      before: { role: row.role },
      raises: [networkSubject(networkId)],
    })
  })
}

/** Takes a withdrawal back. @throws Invalid when they have been given a new place meanwhile */
export async function restore(db: Db, actor: Actor, networkId: string, id: string): Promise<void> {
  enforce(actor, networkId)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const row = await readMember(tx, networkId, id)
    if (!row.to) return
    const [now] = await tx
      .select({ id: membership.id })
      .from(membership)
      .where(and(eq(membership.networkId, networkId), eq(membership.personId, row.personId), isNull(membership.to)))
    if (now) throw new Invalid({ email: 'network_people_already' })
    await tx.update(membership).set({ to: null }).where(eq(membership.id, id))
    await record(tx, actor, {
      networkId,
      action: 'membership.restored',
      about: { kind: 'person', id: row.personId },
      after: { role: row.role },
      raises: [networkSubject(networkId)],
    })
  })
}

/** To whoever may not, the page is not there: a member is told why, an outsider nothing. */
function enforce(actor: Actor, networkId: string): void {
  if (actor.network?.id !== networkId || !actor.network.role) throw new NotFound()
  const answer = mayManage(actor)
  if (answer !== 'yes') throw new Refused(answer)
}

/** @param field the form's own name for it */
export async function checkOrganisation(tx: Tx, networkId: string, id: string | null, field = 'organisationId'): Promise<void> {
  if (id === null) return
  const [row] = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.networkId, networkId), isNull(organisation.deletedAt)))
  if (!row) throw new Invalid({ [field]: 'network_people_organisation_wrong' })
}

async function checkSubstitute(tx: Tx, networkId: string, personId: string, of: string): Promise<void> {
  const [row] = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, of), isNull(membership.to)))
  if (!row || of === personId) throw new Invalid({ substituteOf: 'directory_substitute_wrong' })
}
