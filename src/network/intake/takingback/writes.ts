/** Takes a list back that was taken in: what nobody has touched since becomes as it was. */
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import type { OrganisationInput } from '../../organisations/forms.ts'
import { readOrganisation } from '../../organisations/reads.ts'
import { stateText } from '../../organisations/rules.ts'
import { changeOrganisation, removeOrganisation } from '../../organisations/writes.ts'
import type { MemberInput } from '../../people/forms.ts'
import { hasMembers, membershipOf } from '../../people/reads.ts'
import { changeMember, withdraw } from '../../people/writes.ts'
import { mayOrganise } from '../../rules.ts'
import { lockNetwork } from '../../writes.ts'
import { INTAKE, type Step, stepsOf } from './reads.ts'

/**
 * Whoever was given a place has it no more, and organisations that came with the list are out of it, unless somebody belongs to
 * them. Pressed twice, it is done once. Letters that were sent stay sent.
 * @param id as taking in gave it
 * @returns how many people and organisations it was
 * @throws NotFound to all but whoever took the list in
 */
export async function takeBackList(db: Db, actor: Actor, networkId: string, id: string): Promise<number> {
  const may = mayOrganise(actor)
  if (may !== 'yes') throw new Refused(may)
  const by = actor.person?.id
  if (!by || !isId(id)) throw new NotFound()
  return inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const done = new Set<string>()
    const steps = await stepsOf(tx, networkId, by, id)
    // People first: what they belong to can go when nobody does.
    for (const about of ['membership', 'organisation'])
      for (const step of steps)
        if (step.action.startsWith(about) && (await takeBack(tx, actor, networkId, step))) done.add(step.aboutId)
    if (done.size > 0)
      await record(tx, actor, {
        networkId,
        action: 'list.taken_back',
        about: { kind: INTAKE, id },
        after: { count: done.size },
        raises: [],
      })
    return done.size
  })
}

async function takeBack(tx: Tx, actor: Actor, networkId: string, { action, aboutId, before }: Step): Promise<boolean> {
  switch (action) {
    case 'membership.granted': {
      const membershipId = await membershipOf(tx, networkId, aboutId)
      if (membershipId) await withdraw(tx, actor, networkId, membershipId)
      return membershipId !== null
    }
    case 'membership.changed': {
      const membershipId = await membershipOf(tx, networkId, aboutId)
      if (membershipId) await changeMember(tx, actor, networkId, membershipId, before as MemberInput)
      return membershipId !== null
    }
    case 'organisation.added': {
      if (await hasMembers(tx, networkId, aboutId)) return false
      await removeOrganisation(tx, actor, networkId, aboutId)
      return true
    }
    case 'organisation.changed': {
      const now = await readOrganisation(tx, networkId, aboutId)
      const { name, type, place, parentId, numbers } = before as OrganisationInput
      const was = numbers.map(({ kind, number, validFrom, validTo }) => ({ kind, number, validFrom, validTo }))
      await changeOrganisation(tx, actor, networkId, aboutId, { name, type, place, parentId, numbers: was }, stateText(now))
      return true
    }
    default:
      return false
  }
}
