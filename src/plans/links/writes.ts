/** Tying measures to what was said, decided and done elsewhere. For those who may change the plan. */
import { and, eq } from 'drizzle-orm'
import { tieToMeasure, untieFromMeasure } from '#actions/measure/writes.ts'
import type { Actor } from '#actor.ts'
import { networkById } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { measureIn } from '../measures/writes.ts'
import { planLink } from '../tables.ts'
import { editPlan } from '../writes.ts'
import { mayLink, type TiedKind } from './reads.ts'

type Link = { readonly kind: TiedKind; readonly subjectId: string }

/** Ties a measure to something the actor may read. Said twice, it is tied once. @throws NotFound */
export async function addLink(db: Db, actor: Actor, planId: string, measureId: string, link: Link): Promise<void> {
  await editPlan(db, actor, planId, async (tx, { networkId }) => {
    await measureIn(tx, planId, measureId)
    const network = (await networkById(tx, networkId))!
    if (!(await mayLink(tx, actor, network, link.kind, link.subjectId))) throw new NotFound()
    const { kind, subjectId } = link
    if (kind === 'action') await tieToMeasure(tx, networkId, subjectId, measureId)
    else
      await tx
        .insert(planLink)
        .values({ networkId, planId, measureId, kind, subjectId, by: actor.person?.id ?? null })
        .onConflictDoNothing()
    return { done: { action: 'measure.linked', about: { kind: 'measure', id: measureId }, after: link }, result: null }
  })
}

/** Unties it again. @throws NotFound */
export async function removeLink(db: Db, actor: Actor, planId: string, measureId: string, link: Link): Promise<void> {
  await editPlan(db, actor, planId, async (tx, { networkId }) => {
    await measureIn(tx, planId, measureId)
    const { kind, subjectId } = link
    if (kind === 'action') await untieFromMeasure(tx, networkId, subjectId, measureId)
    else {
      const tie = and(eq(planLink.measureId, measureId), eq(planLink.kind, kind), eq(planLink.subjectId, subjectId))
      const gone = await tx.delete(planLink).where(tie).returning({ id: planLink.id })
      if (gone.length === 0) throw new NotFound()
    }
    return { done: { action: 'measure.unlinked', about: { kind: 'measure', id: measureId }, before: link }, result: null }
  })
}
