import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { bury, inTransaction, record, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { mayOrganise } from '../rules.ts'
import { organisation, organisationNumber } from '../tables.ts'
import { lockNetwork } from '../writes.ts'
import type { OrganisationInput } from './forms.ts'
import { readOrganisation } from './reads.ts'
import { mayLieUnder, stateText } from './rules.ts'

/** Adds organisations, each with its numbers. @returns their ids in the order given */
export async function addOrganisations(
  db: Db,
  actor: Actor,
  networkId: string,
  inputs: readonly OrganisationInput[],
): Promise<string[]> {
  enforce(actor, networkId)
  return inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const parents = await parentsIn(tx, networkId)
    const ids: string[] = []
    for (const { numbers, ...fields } of inputs) {
      const id = newId()
      if (mayLieUnder(id, fields.parentId, parents) !== 'yes') throw new Invalid({ parent: 'network_org_parent_wrong' })
      await tx.insert(organisation).values({ id, networkId, ...fields })
      await putNumbers(tx, networkId, id, numbers)
      await record(tx, actor, {
        networkId,
        action: 'organisation.added',
        about: { kind: 'organisation', id },
        after: { ...fields, numbers },
        raises: [networkSubject(networkId)],
      })
      parents.set(id, fields.parentId)
      ids.push(id)
    }
    return ids
  })
}

/**
 * Changes an organisation and its numbers.
 * @param seen the state the form was made from (`stateText`)
 * @throws Conflict when it has been changed since
 */
export async function changeOrganisation(
  db: Db,
  actor: Actor,
  networkId: string,
  id: string,
  input: OrganisationInput,
  seen: string,
): Promise<void> {
  enforce(actor, networkId)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const before = await readOrganisation(tx, networkId, id)
    if (before.deletedAt) throw new NotFound()
    if (stateText(before) !== seen) throw new Conflict<unknown>(before, input)
    if (mayLieUnder(id, input.parentId, await parentsIn(tx, networkId)) !== 'yes')
      throw new Invalid({ parent: 'network_org_parent_wrong' })
    const { numbers, ...fields } = input
    await tx.update(organisation).set(fields).where(eq(organisation.id, id))
    await tx.delete(organisationNumber).where(eq(organisationNumber.organisationId, id))
    await putNumbers(tx, networkId, id, numbers)
    await record(tx, actor, {
      networkId,
      action: 'organisation.changed',
      about: { kind: 'organisation', id },
      before,
      after: input,
      raises: [networkSubject(networkId)],
    })
  })
}

/** Takes an organisation out of the lists. What was done on its behalf keeps its name. */
export async function removeOrganisation(db: Db, actor: Actor, networkId: string, id: string): Promise<void> {
  await setRemoved(db, actor, networkId, id, true)
}

export async function restoreOrganisation(db: Db, actor: Actor, networkId: string, id: string): Promise<void> {
  await setRemoved(db, actor, networkId, id, false)
}

async function setRemoved(db: Db, actor: Actor, networkId: string, id: string, removed: boolean): Promise<void> {
  enforce(actor, networkId)
  await inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const row = await readOrganisation(tx, networkId, id)
    if ((row.deletedAt !== null) === removed) return
    await tx
      .update(organisation)
      .set({ deletedAt: removed ? new Date().toISOString() : null })
      .where(eq(organisation.id, id))
    if (removed) await bury(tx, { id, networkId, kind: 'organisation' })
    else await unbury(tx, id)
    const action = removed ? 'organisation.removed' : 'organisation.restored'
    await record(tx, actor, { networkId, action, about: { kind: 'organisation', id }, raises: [networkSubject(networkId)] })
  })
}

function enforce(actor: Actor, networkId: string): void {
  if (actor.network?.id !== networkId) throw new NotFound()
  const answer = mayOrganise(actor)
  if (answer !== 'yes') throw new Refused(answer)
}

async function parentsIn(tx: Tx, networkId: string): Promise<Map<string, string | null>> {
  const rows = await tx
    .select({ id: organisation.id, parentId: organisation.parentId })
    .from(organisation)
    .where(and(eq(organisation.networkId, networkId), isNull(organisation.deletedAt)))
  return new Map(rows.map((row) => [row.id, row.parentId]))
}

async function putNumbers(
  tx: Tx,
  networkId: string,
  organisationId: string,
  numbers: OrganisationInput['numbers'],
): Promise<void> {
  if (numbers.length > 0)
    await tx.insert(organisationNumber).values(numbers.map((number) => ({ ...number, networkId, organisationId })))
}
