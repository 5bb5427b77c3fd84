/** Puts two together that were one. Whatever refers to the one that goes is moved by the features that own it. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { mergeInActions, mergeOrganisationInActions } from '#actions/merging/writes.ts'
import type { Actor } from '#actor.ts'
import { mergeInChanges } from '#changes/merging/writes.ts'
import { mergeInMaterials } from '#materials/merging/writes.ts'
import { mergeInMatters } from '#matters/merging/writes.ts'
import { mergeInMeetings } from '#meeting/merging/writes.ts'
import { mergeInMinutes, mergeOrganisationInMinutes } from '#minutes/merging/writes.ts'
import { mergeInTranscripts } from '#minutes/transcript/merging/writes.ts'
import { mergeInNotices } from '#notices/merging/writes.ts'
import type { Merge } from '#people/merging/rules.ts'
import { removeMerged } from '#people/merging/writes.ts'
import { mergeProfiles } from '#people/profile/writes.ts'
import { mergeInPlanInputs, mergeOrganisationInPlanInputs } from '#plans/consultation/merging/writes.ts'
import { mergeInPlans, mergeOrganisationInPlans } from '#plans/merging/writes.ts'
import { moveActs } from '#platform/activity/moving.ts'
import { bury, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingsOf, networkSubject } from '#platform/live/subjects.ts'
import { mergeInProgrammes } from '#programme/merging/writes.ts'
import { mergeInInputs, mergeOrganisationInInputs } from '#questions/merging/writes.ts'
import { mergeInRegistrations, mergeOrganisationInRegistrations } from '#registration/merging/writes.ts'
import { mergeInRooms, mergeOrganisationInRooms } from '#room/merging/writes.ts'
import { readOrganisation } from '../organisations/reads.ts'
import { countOwners, type MemberView, readMember } from '../people/reads.ts'
import { mayManage, mayOrganise, mayStepDown } from '../rules.ts'
import { membership, organisation, organisationNumber } from '../tables.ts'
import { lockNetwork } from '../writes.ts'
import type { MergeInput } from './forms.ts'
import { livesElsewhere } from './reads.ts'

/**
 * Makes two members of a network one. The one that stays keeps name, address and what they said of themselves; the other's
 * registrations, appearances, attendance and all else there become theirs, and what stood written stays as it was. It cannot be
 * taken back. A person who is known in other networks stays a person there.
 * @throws Invalid for the same one twice, and for oneself as the one that goes; Refused when no owner would be left
 */
export async function mergeMembers(db: Db, actor: Actor, networkId: string, input: MergeInput): Promise<void> {
  if (actor.network?.id !== networkId || !actor.network.role) throw new NotFound()
  const may = mayManage(actor)
  if (may !== 'yes') throw new Refused(may)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const { stays, goes, chosen } = await theTwo(input, (id) => readMember(tx, networkId, id))
    if (stays.to || goes.to) throw new NotFound()
    if (actor.person?.id === goes.personId) throw new Invalid({ keep: 'directory_double_self' })
    await checkOwners(tx, networkId, stays, goes, chosen('role').role)
    const merge: Merge = { networkId, from: goes.personId, to: stays.personId }
    for (const move of [
      ...[mergeInMeetings, mergeInProgrammes, mergeInRegistrations, mergeInInputs, mergeInMaterials, mergeInPlanInputs],
      ...[mergeInMinutes, mergeInTranscripts, mergeInNotices, mergeInChanges, mergeInRooms, mergeInActions, mergeInMatters],
      mergeInPlans,
    ])
      await move(tx, merge)
    await mergeProfiles(tx, networkId, merge.from, merge.to)
    await mergeMemberships(tx, merge, goes.id)
    const place = {
      role: chosen('role').role,
      office: chosen('office').office,
      organisationId: chosen('organisation').organisationId,
      readsSpecial: stays.readsSpecial,
    }
    await tx.update(membership).set(place).where(eq(membership.id, stays.id))
    await moveActs(tx, networkId, merge.from, merge.to)
    await record(tx, actor, {
      networkId,
      action: 'person.merged',
      about: { kind: 'person', id: merge.to },
      before: { role: stays.role, office: stays.office, organisationId: stays.organisationId },
      after: place,
      raises: [networkSubject(networkId), meetingsOf(networkId)],
    })
    if (!(await livesElsewhere(tx, networkId, merge.from))) await removeMerged(tx, actor, merge.from, merge.to)
  })
}

/** What the one that goes was stays as history of the other; who stood in for them stands in for the other. */
async function mergeMemberships(tx: Tx, { networkId, from, to }: Merge, going: string): Promise<void> {
  await tx
    .update(membership)
    .set({ to: sql`now()` })
    .where(and(eq(membership.id, going), isNull(membership.to)))
  await tx
    .update(membership)
    .set({ personId: to })
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, from)))
  await tx
    .update(membership)
    .set({ substituteOf: to })
    .where(and(eq(membership.networkId, networkId), eq(membership.substituteOf, from)))
  // Nobody stands in for themselves.
  await tx
    .update(membership)
    .set({ substituteOf: null })
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, to), eq(membership.substituteOf, to)))
}

async function checkOwners(tx: Tx, networkId: string, stays: MemberView, goes: MemberView, role: MemberView['role']) {
  const was = stays.role === 'owner' || goes.role === 'owner' ? 'owner' : stays.role
  // Two owners that become one are one owner less; those others that there are must do.
  const owners = (await countOwners(tx, networkId)) - (stays.role === 'owner' && goes.role === 'owner' ? 1 : 0)
  const answer = mayStepDown(was, role, owners)
  if (answer !== 'yes') throw new Refused(answer)
}

/**
 * Makes two organisations one: members, registrations, attendance, what was sent in, what lies below it, and the numbers with
 * their dates. The address of the one that goes leads to the other.
 * @throws Invalid for the same one twice
 */
export async function mergeOrganisations(db: Db, actor: Actor, networkId: string, input: MergeInput): Promise<void> {
  if (actor.network?.id !== networkId) throw new NotFound()
  const may = mayOrganise(actor)
  if (may !== 'yes') throw new Refused(may)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const { stays, goes } = await theTwo(input, (id) => readOrganisation(tx, networkId, id))
    if (stays.deletedAt || goes.deletedAt) throw new NotFound()
    const merge = { networkId, from: goes.id, to: stays.id }
    await mergeOrganisationInRegistrations(tx, merge)
    await mergeOrganisationInInputs(tx, merge)
    await mergeOrganisationInPlanInputs(tx, merge)
    await mergeOrganisationInRooms(tx, merge)
    await mergeOrganisationInMinutes(tx, merge)
    await mergeOrganisationInActions(tx, merge)
    await mergeOrganisationInPlans(tx, merge)
    await tx
      .update(membership)
      .set({ organisationId: stays.id })
      .where(and(eq(membership.networkId, networkId), eq(membership.organisationId, goes.id)))
    await tx
      .update(organisation)
      .set({ parentId: stays.id })
      .where(and(eq(organisation.networkId, networkId), eq(organisation.parentId, goes.id)))
    // What lay below the one that goes lies where that lay.
    const parentId = stays.parentId === goes.id ? goes.parentId : (stays.parentId ?? goes.parentId)
    await tx
      .update(organisation)
      .set({
        name: { ...goes.name, ...stays.name },
        place: stays.place ?? goes.place,
        parentId: parentId === stays.id ? null : parentId,
        version: stays.version + 1,
      })
      .where(eq(organisation.id, stays.id))
    const known = new Set(stays.numbers.map((one) => `${one.kind} ${one.number}`))
    for (const { kind, number, id } of goes.numbers)
      if (known.has(`${kind} ${number}`)) await tx.delete(organisationNumber).where(eq(organisationNumber.id, id))
      else await tx.update(organisationNumber).set({ organisationId: stays.id }).where(eq(organisationNumber.id, id))
    await tx
      .update(organisation)
      .set({ deletedAt: sql`now()`, mergedInto: stays.id, version: goes.version + 1 })
      .where(eq(organisation.id, goes.id))
    await bury(tx, { id: goes.id, networkId, kind: 'organisation' })
    await record(tx, actor, {
      networkId,
      action: 'organisation.merged',
      about: { kind: 'organisation', id: stays.id },
      before: goes,
      raises: [networkSubject(networkId), meetingsOf(networkId)],
    })
  })
}

/** The two, as what becomes of them, and from which side something was chosen. */
async function theTwo<T>(input: MergeInput, read: (id: string) => Promise<T>) {
  if (input.one === input.other) throw new Invalid({ other: 'directory_double_choose' })
  const sides = { one: await read(input.one), other: await read(input.other) }
  return {
    stays: sides[input.keep],
    goes: sides[input.keep === 'one' ? 'other' : 'one'],
    chosen: (what: 'office' | 'organisation' | 'role') => sides[input[what]],
  }
}
