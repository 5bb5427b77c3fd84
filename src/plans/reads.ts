/** Plans as one reader may see them: access stands in the queries. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { address } from '#network/addresses/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { isMember, mayOrganise } from '#network/rules.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import {
  fulfilled,
  type GoalRow,
  type IndicatorRow,
  isOverdue,
  type MeasureRow,
  type OwnerRow,
  type PlanRow,
  type Progress,
  progressOf,
  type ReadingRow,
  type Rolled,
  rollUp,
  rollUpPlan,
  type ShownState,
  shownState,
} from './rules.ts'
import { goal, indicator, measure, measureOwner, measurePeriodChange, plan, reading } from './tables.ts'

export type PeriodChangeRow = typeof measurePeriodChange.$inferSelect

export interface OwnerView extends Pick<OwnerRow, 'id' | 'role' | 'organisationId' | 'personId'> {
  readonly organisation: Words | null
  /** For members of the network; null for all others. */
  readonly person: string | null
}

export interface IndicatorView extends IndicatorRow {
  /** Oldest first; without those taken back. */
  readonly readings: readonly ReadingRow[]
  readonly latest: ReadingRow | null
}

export interface MeasureView extends MeasureRow {
  /** "1.2" */
  readonly number: string
  readonly path: string
  readonly owners: readonly OwnerView[]
  readonly indicators: readonly IndicatorView[]
  /** Oldest first. */
  readonly moves: readonly PeriodChangeRow[]
  readonly shown: ShownState
  readonly overdue: boolean
  readonly comeTo: Progress
}

export interface GoalView extends GoalRow {
  readonly number: string
  readonly measures: readonly MeasureView[]
  readonly indicators: readonly IndicatorView[]
  readonly rolled: Rolled
}

export interface PlanView {
  readonly plan: PlanRow
  /** `/{network}/plans/{slug}` */
  readonly path: string
  /** `YYYY-MM-DD` where the network is. */
  readonly today: string
  readonly goals: readonly GoalView[]
  readonly rolled: Rolled
}

type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>

/** In SQL: which plans of a network an actor may read; `mayReadPlan`. */
export function readablePlans(actor: Actor, networkId: string): SQL {
  const here = and(eq(plan.networkId, networkId), isNull(plan.deletedAt))!
  if (actor.network?.id === networkId && mayOrganise(actor) === 'yes') return here
  const member = actor.network?.id === networkId && isMember(actor)
  return and(here, isNotNull(plan.publishedAt), member ? undefined : eq(plan.audience, 'public'))!
}

/**
 * One plan by its address, or by one it had before: its `slug` tells which it has now.
 * @throws NotFound alike when there is none and when it is not for this actor
 */
export async function planBySlug(db: Db, actor: Actor, networkId: string, slug: string): Promise<PlanRow> {
  const earlier = db
    .select({ id: address.subjectId })
    .from(address)
    .where(and(eq(address.networkId, networkId), eq(address.kind, 'plan'), eq(address.slug, slug)))
  const [row] = await db
    .select()
    .from(plan)
    .where(and(readablePlans(actor, networkId), or(eq(plan.slug, slug), inArray(plan.id, earlier))))
  if (!row) throw new NotFound()
  return row
}

/** A network's plans with all that stands in them, those that run the longest ahead first. Seven queries, however many there are. */
export async function listPlans(db: Db, actor: Actor, network: At): Promise<PlanView[]> {
  const rows = await db
    .select()
    .from(plan)
    .where(readablePlans(actor, network.id))
    .orderBy(desc(plan.ends), asc(plan.createdAt), asc(plan.id))
  return viewsOf(db, actor, network, rows)
}

/** One plan with all that stands in it. @throws NotFound */
export async function readPlan(db: Db, actor: Actor, network: At, slug: string): Promise<PlanView> {
  const row = await planBySlug(db, actor, network.id, slug)
  const [view] = await viewsOf(db, actor, network, [row])
  return view!
}

export const todayIn = (timezone: string): string => Temporal.Now.plainDateISO(timezone).toString()

async function viewsOf(db: Db, actor: Actor, network: At, plans: readonly PlanRow[]): Promise<PlanView[]> {
  if (plans.length === 0) return []
  const ids = plans.map((one) => one.id)
  const goals = await db
    .select()
    .from(goal)
    .where(and(inArray(goal.planId, ids), isNull(goal.deletedAt)))
    .orderBy(asc(goal.position), asc(goal.id))
  const measures = await db
    .select()
    .from(measure)
    .where(and(inArray(measure.planId, ids), isNull(measure.deletedAt)))
    .orderBy(asc(measure.position), asc(measure.id))
  const owners = await db
    .select({ row: measureOwner, organisation: organisation.name, person: person.name })
    .from(measureOwner)
    .innerJoin(measure, eq(measure.id, measureOwner.measureId))
    .leftJoin(organisation, eq(organisation.id, measureOwner.organisationId))
    .leftJoin(person, and(eq(person.id, measureOwner.personId), isNull(person.deletedAt)))
    .where(inArray(measure.planId, ids))
    .orderBy(asc(measureOwner.role), asc(measureOwner.id))
  const moves = await db
    .select({ row: measurePeriodChange })
    .from(measurePeriodChange)
    .innerJoin(measure, eq(measure.id, measurePeriodChange.measureId))
    .where(inArray(measure.planId, ids))
    .orderBy(asc(measurePeriodChange.at), asc(measurePeriodChange.id))
  const indicators = await db
    .select()
    .from(indicator)
    .where(and(inArray(indicator.planId, ids), isNull(indicator.deletedAt)))
    .orderBy(asc(indicator.position), asc(indicator.id))
  const readings = await db
    .select({ row: reading })
    .from(reading)
    .innerJoin(indicator, eq(indicator.id, reading.indicatorId))
    .where(and(inArray(indicator.planId, ids), isNull(reading.removedAt)))
    .orderBy(asc(reading.on), asc(reading.at), asc(reading.id))
  const member = isMember(actor)
  const today = todayIn(network.timezone)

  const measured = indicators.map((row): IndicatorView => {
    const own = readings.flatMap((one) => (one.row.indicatorId === row.id ? [quiet(one.row, member)] : []))
    return { ...row, readings: own, latest: own.at(-1) ?? null }
  })
  return plans.map((row): PlanView => {
    const path = `/${network.slug}/plans/${row.slug}`
    const views = goals
      .filter((one) => one.planId === row.id)
      .map((one, place): GoalView => {
        const number = String(place + 1)
        const inGoal = measures
          .filter((each) => each.goalId === one.id)
          .map((each, at): MeasureView => {
            const byWhich = measured.filter((each_) => each_.measureId === each.id)
            return {
              ...each,
              number: `${number}.${at + 1}`,
              path: `${path}/measures/${each.publicId}`,
              owners: owners.flatMap(({ row: owner, ...names }) =>
                owner.measureId === each.id && (owner.organisationId || (member && names.person))
                  ? [{ ...owner, ...names, person: member ? names.person : null, personId: member ? owner.personId : null }]
                  : [],
              ),
              indicators: byWhich,
              moves: moves.flatMap((move) => (move.row.measureId === each.id ? [quiet(move.row, member)] : [])),
              shown: shownState(each, today),
              overdue: isOverdue(each, today),
              comeTo: progressOf(
                each,
                byWhich.map((measuring) => fulfilled(measuring, measuring.latest?.value ?? null)),
              ),
            }
          })
        return {
          ...one,
          number,
          measures: inGoal,
          indicators: measured.filter((each) => each.goalId === one.id && each.measureId === null),
          rolled: rollUp(
            inGoal.map((each) => ({ ...each, percent: each.comeTo.percent })),
            today,
          ),
        }
      })
    return {
      plan: row,
      path,
      today,
      goals: views,
      rolled: rollUpPlan(views.map(({ weight, rolled }) => ({ weight, ...rolled }))),
    }
  })
}

/** Who said something is told to members of the network; what was said, to whoever reads the plan. */
const quiet = <T extends { readonly by: string | null; readonly byName: string | null }>(row: T, member: boolean): T =>
  member ? row : { ...row, by: null, byName: null }

/** The organisation on whose behalf an actor is in the network now; null for none. */
export async function ownOrganisation(db: Db, actor: Actor, networkId: string): Promise<string | null> {
  if (!actor.person || !isMember(actor)) return null
  const [row] = await db
    .select({ id: membership.organisationId })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.personId, actor.person.id), isNull(membership.to)))
  return row?.id ?? null
}
