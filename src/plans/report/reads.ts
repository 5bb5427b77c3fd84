/** What a year's report on a plan says: how it stood when the year was out, or stands today, and what happened in it. */
import type { ActionView } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { type LinkView, listFollowed, listLinks } from '../links/reads.ts'
import type { IndicatorView, MeasureView, PlanView } from '../reads.ts'
import {
  fulfilled,
  isOverdue,
  type MeasureRow,
  progressOf,
  type ReadingRow,
  type Rolled,
  rollUp,
  rollUpPlan,
  type ShownState,
  shownState,
} from '../rules.ts'
import { listHappened } from '../telling/reads.ts'
import type { Happened } from '../telling/rules.ts'
import { reportYears } from './rules.ts'

export interface MeasureReport extends Pick<MeasureRow, 'status' | 'starts' | 'ends'> {
  readonly of: MeasureView
  readonly shown: ShownState
  readonly overdue: boolean
  readonly percent: number
  readonly moved: boolean
  readonly indicators: readonly IndicatorReport[]
}
export interface IndicatorReport {
  readonly of: IndicatorView
  /** The last of the year, and the last before it. */
  readonly reading: ReadingRow | null
  readonly before: ReadingRow | null
}
export interface GoalReport {
  readonly of: PlanView['goals'][number]
  readonly measures: readonly MeasureReport[]
  readonly indicators: readonly IndicatorReport[]
  readonly rolled: Rolled
}
export interface PlanReport {
  readonly network: NetworkRow
  readonly view: PlanView
  readonly year: number
  /** The day that it tells of: the last of the year, or today. */
  readonly asOf: string
  readonly goals: readonly GoalReport[]
  readonly rolled: Rolled
  /** In the order in which it happened. */
  readonly happened: readonly Happened[]
  readonly links: readonly LinkView[]
  readonly actions: readonly ActionView[]
}

/** @throws NotFound for a year that the plan is not for, or that is yet to come */
export async function readReport(db: Db, actor: Actor, network: NetworkRow, view: PlanView, year: number): Promise<PlanReport> {
  if (!reportYears(view.plan, view.today).includes(year)) throw new NotFound()
  const all = await listHappened(db, actor, network, view)
  const asOf = [`${year}-12-31`, view.today].sort()[0]!
  const goals = view.goals.map((of): GoalReport => {
    const measures = of.measures.map((one) => measureAt(one, all, asOf, year))
    const rolled = rollUp(
      measures.map((one) => ({ ...one, weight: one.of.weight })),
      asOf,
    )
    return { of, measures, indicators: of.indicators.map((one) => indicatorAt(one, asOf, year)), rolled }
  })
  const links = await listLinks(db, actor, network, view.plan.id)
  return {
    ...{ network, view, year, asOf, goals },
    rolled: rollUpPlan(goals.map(({ of, rolled }) => ({ weight: of.weight, ...rolled }))),
    happened: all.filter((one) => one.on.startsWith(`${year}-`)).toReversed(),
    links,
    actions: await listFollowed(db, actor, network, view),
  }
}

/** How a measure stood on a day: what was told and moved later is taken back. */
function measureAt(of: MeasureView, all: readonly Happened[], asOf: string, year: number): MeasureReport {
  const own = all.filter((one) => one.about.path === of.path).toReversed()
  const told = own.filter((one) => one.kind === 'told')
  const later = told.some((one) => one.on > asOf && (one.status !== null || one.progress !== null))
  const before = told.filter((one) => one.on <= asOf)
  const status = later ? (before.findLast((one) => one.status !== null)?.status ?? 'not_started') : of.status
  const progress = later ? (before.findLast((one) => one.progress !== null)?.progress ?? null) : of.progress
  const moves = own.filter((one) => one.kind === 'moved')
  const period = moves.find((one) => one.on > asOf)?.before ?? of
  const indicators = of.indicators.map((one) => indicatorAt(one, asOf, year))
  const parts = indicators.map((one) => fulfilled(one.of, (one.reading ?? one.before)?.value ?? null))
  const at = { status, starts: period.starts, ends: period.ends }
  return {
    ...at,
    of,
    shown: shownState(at, asOf),
    overdue: isOverdue(at, asOf),
    percent: progressOf({ status, progress }, parts).percent,
    moved: moves.some((one) => one.on.startsWith(`${year}-`)),
    indicators,
  }
}

function indicatorAt(of: IndicatorView, asOf: string, year: number): IndicatorReport {
  const known = of.readings.filter((one) => one.on <= asOf)
  return {
    of,
    reading: known.findLast((one) => one.on >= `${year}-01-01`) ?? null,
    before: known.findLast((one) => one.on < `${year}-01-01`) ?? null,
  }
}
