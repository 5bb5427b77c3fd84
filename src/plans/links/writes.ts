/** Tying measures to what was said, decided and done elsewhere. For those who may change the plan. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { networkById } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { measureIn } from '../measures/writes.ts'
import { type PlanLinkKind, planLink } from '../tables.ts'
import { editPlan } from '../writes.ts'
import { mayLink } from './reads.ts'

type Link = { readonly kind: PlanLinkKind; readonly subjectId: string }

/** Ties a measure to something the actor may read. Said twice, it is tied once. @throws NotFound */
export async function addLink(db: Db, actor: Actor, planId: string, measureId: string, link: Link): Promise<void> {
  await editPlan(db, actor, planId, async (tx, { networkId }) => {
    await measureIn(tx, planId, measureId)
    const network = (await networkById(tx, networkId))!
    if (!(await mayLink(tx, actor, network, link.kind, link.subjectId))) throw new NotFound()
    await tx
      .insert(planLink)
      .values({ networkId, planId, measureId, ...link, by: actor.person?.id ?? null })
      .onConflictDoNothing()
    return { done: { action: 'measure.linked', about: { kind: 'measure', id: measureId }, after: link }, result: null }
  })
}

/** @returns what it was tied to, so that it can be tied again */
export async function removeLink(db: Db, actor: Actor, planId: string, measureId: string, id: string): Promise<Link> {
  return editPlan(db, actor, planId, async (tx) => {
    const [gone] = await tx
      .delete(planLink)
      .where(and(eq(planLink.id, id), eq(planLink.planId, planId), eq(planLink.measureId, measureId)))
      .returning({ kind: planLink.kind, subjectId: planLink.subjectId })
    if (!gone) throw new NotFound()
    return { done: { action: 'measure.unlinked', about: { kind: 'measure', id: measureId }, before: gone }, result: gone }
  })
}
