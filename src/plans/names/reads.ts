/** What measures are called and where they stand, and what of a plan can be searched for: for the features around. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { readablePlans } from '../reads.ts'
import type { PlanRow } from '../rules.ts'
import { goal, measure, measureOwner, plan } from '../tables.ts'

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

export interface PlanEntry {
  readonly kind: 'plan' | 'goal' | 'measure'
  readonly id: string
  readonly planId: string
  readonly title: Words
  readonly text: Words | null
  /** `/{network}/plans/…` */
  readonly path: string
  readonly audience: PlanRow['audience']
  readonly publishedAt: string | null
  readonly updatedAt: string
  readonly organisationIds: readonly string[]
}

/** Everything of a network's plans that can be searched for, with what says who may see it. Access is the caller's to keep. */
export async function planFeedEntries(db: Db, network: Pick<NetworkRow, 'id' | 'slug'>, planId?: string): Promise<PlanEntry[]> {
  const here = (column: typeof plan.id | typeof goal.planId | typeof measure.planId) => (planId ? eq(column, planId) : undefined)
  const plans = await db
    .select()
    .from(plan)
    .where(and(eq(plan.networkId, network.id), isNull(plan.deletedAt), here(plan.id)))
  const goals = await db
    .select()
    .from(goal)
    .where(and(eq(goal.networkId, network.id), isNull(goal.deletedAt), here(goal.planId)))
  const measures = await db
    .select()
    .from(measure)
    .where(and(eq(measure.networkId, network.id), isNull(measure.deletedAt), here(measure.planId)))
  const owners = await db.select().from(measureOwner).where(eq(measureOwner.networkId, network.id))
  return plans.flatMap((of) => {
    const path = `/${network.slug}/plans/${of.slug}`
    const shared = { planId: of.id, audience: of.audience, publishedAt: of.publishedAt }
    const own = goals.filter((one) => one.planId === of.id)
    return [
      {
        kind: 'plan' as const,
        id: of.id,
        title: of.title,
        text: of.description,
        path,
        updatedAt: of.updatedAt,
        organisationIds: [],
        ...shared,
      },
      ...own.map((one) => ({
        kind: 'goal' as const,
        id: one.id,
        title: one.title,
        text: one.description,
        path: `${path}#goal-${one.id}`,
        updatedAt: one.updatedAt,
        organisationIds: [],
        ...shared,
      })),
      ...measures
        .filter((one) => own.some((each) => each.id === one.goalId))
        .map((one) => ({
          kind: 'measure' as const,
          id: one.id,
          title: one.title,
          text: one.description,
          path: `${path}/measures/${one.publicId}`,
          updatedAt: one.updatedAt,
          organisationIds: owners.flatMap((each) =>
            each.measureId === one.id && each.organisationId ? [each.organisationId] : [],
          ),
          ...shared,
        })),
    ]
  })
}
