/** What measures are called and where they stand: for the features around. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { readablePlans } from '../reads.ts'
import { goal, measure, plan, planLink } from '../tables.ts'

export interface MeasureName {
  readonly id: string
  readonly planId: string
  readonly plan: Words
  /** "1.2" */
  readonly number: string
  readonly title: Words
  readonly path: string
}

/** Names and addresses of measures: of all plans, or of some measures, as far as the actor may read them. */
export async function listMeasureNames(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug'>,
  ids?: readonly string[],
): Promise<MeasureName[]> {
  if (ids?.length === 0) return []
  const rows = await db
    .select({ plan, goal: { id: goal.id, position: goal.position }, measure })
    .from(measure)
    .innerJoin(goal, and(eq(goal.id, measure.goalId), isNull(goal.deletedAt)))
    .innerJoin(plan, eq(plan.id, measure.planId))
    .where(and(readablePlans(actor, network.id), isNull(measure.deletedAt)))
    .orderBy(desc(plan.ends), asc(plan.id), asc(goal.position), asc(goal.id), asc(measure.position), asc(measure.id))
  const goalIds = [...new Set(rows.map((one) => one.goal.id))]
  // Goals without measures have numbers too.
  const all = await db
    .select({ id: goal.id, planId: goal.planId })
    .from(goal)
    .where(and(eq(goal.networkId, network.id), isNull(goal.deletedAt)))
    .orderBy(asc(goal.position), asc(goal.id))
  return goalIds
    .flatMap((goalId) => rows.filter((one) => one.goal.id === goalId).map((one, at) => ({ ...one, at: at + 1 })))
    .filter((one) => !ids || ids.includes(one.measure.id))
    .map(({ plan: of, goal: { id }, measure: row, at }) => ({
      id: row.id,
      planId: of.id,
      plan: of.title,
      number: `${all.filter((each) => each.planId === of.id).findIndex((each) => each.id === id) + 1}.${at}`,
      title: row.title,
      path: `/${network.slug}/plans/${of.slug}/measures/${row.publicId}`,
    }))
}

/** The measures that an item is tied to, of plans that the actor may read. One query. */
export async function measuresOfItem(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug'>,
  itemId: string,
): Promise<MeasureName[]> {
  const rows = await db
    .select({
      id: measure.id,
      planId: plan.id,
      plan: plan.title,
      slug: plan.slug,
      publicId: measure.publicId,
      title: measure.title,
      number: sql<string>`concat(
        (select count(*) from ${goal} as g where g.plan_id = ${plan.id} and g.deleted_at is null
          and (g.position, g.id) <= (${goal.position}, ${goal.id})), '.',
        (select count(*) from ${measure} as m where m.goal_id = ${goal.id} and m.deleted_at is null
          and (m.position, m.id) <= (${measure.position}, ${measure.id})))`,
    })
    .from(planLink)
    .innerJoin(measure, and(eq(measure.id, planLink.measureId), isNull(measure.deletedAt)))
    .innerJoin(goal, and(eq(goal.id, measure.goalId), isNull(goal.deletedAt)))
    .innerJoin(plan, eq(plan.id, measure.planId))
    .where(and(readablePlans(actor, network.id), eq(planLink.kind, 'item'), eq(planLink.subjectId, itemId)))
    .orderBy(desc(plan.ends), asc(plan.id), asc(goal.position), asc(measure.position), asc(measure.id))
  return rows.map(({ slug, publicId, ...row }) => ({ ...row, path: `/${network.slug}/plans/${slug}/measures/${publicId}` }))
}
