/** Somebody changes jobs: one membership ends and the next begins. What was done in the old one keeps saying so. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { instantAt, wall } from '#platform/words/dates.ts'
import { mayManage } from '../../rules.ts'
import { membership } from '../../tables.ts'
import { lockNetwork } from '../../writes.ts'
import { readMember } from '../reads.ts'
import { checkOrganisation } from '../writes.ts'
import type { JobInput } from './forms.ts'
import { mayBeginOn } from './rules.ts'

/**
 * Ends a membership and begins the next, in the same role. The right to read what is kept apart ends, and so does standing in
 * for somebody: both were for the old job.
 * @param id of the membership that ends; one's own, or anybody's for owners
 * @returns the id of the new one
 * @throws Invalid({ newFrom }) for a day ahead, or before the old job
 */
export async function changeJob(db: Db, actor: Actor, networkId: string, id: string, input: JobInput): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { timezone } = await lockNetwork(tx, networkId)
    const before = await readMember(tx, networkId, id)
    if (before.to || !mayActFor(actor, networkId, before.personId)) throw new NotFound()
    await checkOrganisation(tx, networkId, input.organisationId, 'newOrganisation')
    const now = Temporal.Now.instant()
    const today = wall(now.toString(), timezone).date
    const may = mayBeginOn(input.from, wall(before.from, timezone).date, today)
    if (may !== 'yes') throw new Invalid({ newFrom: may })
    // Today's begins now: midnight may lie before the one that ends.
    const at = input.from === today ? now.toString() : instantAt(input.from, '00:00', timezone)
    await tx.update(membership).set({ to: at }).where(eq(membership.id, id))
    const made = newId()
    const { organisationId, office } = input
    await tx
      .insert(membership)
      .values({ id: made, networkId, personId: before.personId, role: before.role, organisationId, office, from: at })
    await record(tx, actor, {
      networkId,
      action: 'membership.job_changed',
      about: { kind: 'person', id: before.personId },
      before: { organisationId: before.organisationId, office: before.office },
      after: { organisationId, office, from: at },
      raises: [networkSubject(networkId)],
    })
    return made
  })
}

/**
 * Takes a change of job back: the old membership goes on as if nothing had been.
 * @param id of the new one
 * @throws NotFound when it is not the newest, or was none of a change of job
 */
export async function undoJob(db: Db, actor: Actor, networkId: string, id: string): Promise<string> {
  return inTransaction(db, async (tx) => {
    await lockNetwork(tx, networkId)
    const made = await readMember(tx, networkId, id)
    if (made.to || !mayActFor(actor, networkId, made.personId)) throw new NotFound()
    const [before] = await tx
      .select({ id: membership.id })
      .from(membership)
      .where(and(eq(membership.networkId, networkId), eq(membership.personId, made.personId), eq(membership.to, made.from)))
    if (!before) throw new NotFound()
    await tx.delete(membership).where(and(eq(membership.id, id), isNull(membership.to)))
    await tx.update(membership).set({ to: null }).where(eq(membership.id, before.id))
    await record(tx, actor, {
      networkId,
      action: 'membership.job_restored',
      about: { kind: 'person', id: made.personId },
      before: { organisationId: made.organisationId, office: made.office },
      raises: [networkSubject(networkId)],
    })
    return before.id
  })
}

const mayActFor = (actor: Actor, networkId: string, personId: string): boolean =>
  actor.network?.id === networkId && actor.network.role !== null && (actor.person?.id === personId || mayManage(actor) === 'yes')
