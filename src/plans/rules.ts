/** Who may do what with a plan, and how far it has come. Pure. */
import type { Actor } from '#actor.ts'
import { isMember, mayOrganise } from '#network/rules.ts'
import type { goal, IndicatorKind, indicator, MeasureStatus, measure, measureOwner, plan, reading } from './tables.ts'

export type PlanRow = typeof plan.$inferSelect
export type GoalRow = typeof goal.$inferSelect
export type MeasureRow = typeof measure.$inferSelect
export type OwnerRow = typeof measureOwner.$inferSelect
export type IndicatorRow = typeof indicator.$inferSelect
export type ReadingRow = typeof reading.$inferSelect
/** What says how a number is to be read, and what was read. */
export type Measuring = Pick<IndicatorRow, 'kind' | 'unit'>
export type Read = Pick<ReadingRow, 'value' | 'numerator' | 'denominator'>

type Seen = Pick<PlanRow, 'networkId' | 'publishedAt' | 'audience' | 'deletedAt'>

/** Until a plan is published it is the organisers' alone. In SQL: `readablePlans`. */
export function mayReadPlan(actor: Actor, row: Seen): 'yes' | 'plans_not_yours' {
  if (actor.network?.id !== row.networkId || row.deletedAt !== null) return 'plans_not_yours'
  if (mayOrganise(actor) === 'yes') return 'yes'
  return row.publishedAt !== null && (row.audience === 'public' || isMember(actor)) ? 'yes' : 'plans_not_yours'
}

/** Changes a plan, its goals and measures: those who organise. */
export function mayEditPlan(actor: Actor, row: Pick<PlanRow, 'networkId'>): 'yes' | 'network_only_organisers' {
  return actor.network?.id === row.networkId ? mayOrganise(actor) : 'network_only_organisers'
}

/**
 * Tells how a measure is going and what its indicators say: those who organise, whoever it rests with or takes part, and the
 * members of an organisation that does.
 * @param organisationId on whose behalf the actor is in the network
 */
export function mayTell(
  actor: Actor,
  row: Pick<PlanRow, 'networkId'>,
  owners: readonly Pick<OwnerRow, 'organisationId' | 'personId'>[],
  organisationId: string | null,
): 'yes' | 'plans_only_owners' {
  if (mayEditPlan(actor, row) === 'yes') return 'yes'
  if (actor.network?.id !== row.networkId || !isMember(actor) || !actor.person) return 'plans_only_owners'
  const { id } = actor.person
  const theirs = owners.some((one) => one.personId === id || (organisationId && one.organisationId === organisationId))
  return theirs ? 'yes' : 'plans_only_owners'
}

/** What one sees of a measure: its status, and that its time is out where it is neither done nor dropped. */
export type ShownState = MeasureStatus | 'overdue'
/** In the order in which they are told. */
export const shownStates = [
  'done',
  'under_way',
  'not_started',
  'blocked',
  'overdue',
  'dropped',
] as const satisfies readonly ShownState[]

export const measureStatuses = ['not_started', 'under_way', 'blocked', 'done', 'dropped'] as const

/** Those that say why. */
export const needsReason = (status: MeasureStatus): boolean => status === 'blocked' || status === 'dropped'

/** @param today `YYYY-MM-DD`; the last day of the period is still within it */
export const isOverdue = (row: Pick<MeasureRow, 'status' | 'ends'>, today: string): boolean =>
  row.ends !== null && row.ends < today && row.status !== 'done' && row.status !== 'dropped'

/** A measure that has come to a halt stays so when its time is out: that is what one has to know of it. */
export const shownState = (row: Pick<MeasureRow, 'status' | 'ends'>, today: string): ShownState =>
  isOverdue(row, today) && row.status !== 'blocked' ? 'overdue' : row.status

/**
 * Weights against each other as parts of 1. One that nobody gave counts as the mean of those that were given; all count alike
 * where none was, or where those given come to nothing.
 */
export function normalised(weights: readonly (number | null)[]): number[] {
  const given = weights.filter((one): one is number => one !== null && one > 0)
  const mean = given.length > 0 ? given.reduce((a, b) => a + b, 0) / given.length : 1
  const full = weights.map((one) => (one === null ? mean : Math.max(0, one)))
  const sum = full.reduce((a, b) => a + b, 0)
  return sum > 0 ? full.map((one) => one / sum) : full.map(() => 1 / full.length)
}

/** The part of the way from its baseline to its target that an indicator has come, 0–1; null without a target or a reading. */
export function fulfilled(row: Pick<IndicatorRow, 'target' | 'baseline'>, value: number | null): number | null {
  if (row.target === null || value === null) return null
  const from = row.baseline ?? 0
  const way = row.target - from
  if (way === 0) return value === row.target ? 1 : 0
  return Math.min(1, Math.max(0, (value - from) / way))
}

export interface Progress {
  /** 0–100, whole. */
  readonly percent: number
  /** What it was taken from: what somebody said, what its indicators say, or only that it is done or not. */
  readonly from: 'said' | 'indicators' | 'status'
}

/** How far one measure has come. @param parts what its indicators have come to, 0–1 (`fulfilled`) */
export function progressOf(row: Pick<MeasureRow, 'status' | 'progress'>, parts: readonly (number | null)[] = []): Progress {
  if (row.status === 'done') return { percent: 100, from: 'status' }
  if (row.progress !== null) return { percent: Math.min(100, Math.max(0, row.progress)), from: 'said' }
  const known = parts.filter((one) => one !== null)
  if (row.status === 'not_started' || known.length === 0) return { percent: 0, from: 'status' }
  // Everything that is measured may be reached, and the measure still be open: only who says so makes it done.
  return { percent: Math.floor((known.reduce((a, b) => a + b, 0) / known.length) * 100), from: 'indicators' }
}

export interface Rolled {
  /** How many measures there are in each state; what is dropped is counted here too. */
  readonly counts: Readonly<Record<ShownState, number>>
  readonly measures: number
  /** How many are past their time, those that have come to a halt among them. */
  readonly overdue: number
  /** 0–100, whole; null where nothing counts: no measures, or all of them dropped. Not to be shown without the counts. */
  readonly percent: number | null
}

export interface Weighed extends Pick<MeasureRow, 'status' | 'ends' | 'weight'> {
  readonly percent: number
}

/** How a goal stands, from its measures. What is dropped counts neither for nor against. */
export function rollUp(measures: readonly Weighed[], today: string): Rolled {
  const counts = { done: 0, under_way: 0, not_started: 0, blocked: 0, overdue: 0, dropped: 0 }
  for (const one of measures) counts[shownState(one, today)]++
  return {
    counts,
    measures: measures.length,
    overdue: measures.filter((one) => isOverdue(one, today)).length,
    percent: weighed(measures.filter((one) => one.status !== 'dropped')),
  }
}

/** How a plan stands, from its goals. A goal in which nothing counts counts neither for nor against. */
export function rollUpPlan(goals: readonly (Rolled & Pick<GoalRow, 'weight'>)[]): Rolled {
  const counts = { done: 0, under_way: 0, not_started: 0, blocked: 0, overdue: 0, dropped: 0 }
  for (const one of goals) for (const state of shownStates) counts[state] += one.counts[state]
  return {
    counts,
    measures: goals.reduce((sum, one) => sum + one.measures, 0),
    overdue: goals.reduce((sum, one) => sum + one.overdue, 0),
    percent: weighed(goals.flatMap(({ percent, weight }) => (percent === null ? [] : [{ percent, weight }]))),
  }
}

/** Whole per cent; 100 only where everything is. */
function weighed(parts: readonly { readonly percent: number; readonly weight: number | null }[]): number | null {
  if (parts.length === 0) return null
  if (parts.every(({ percent }) => percent === 100)) return 100
  const shares = normalised(parts.map(({ weight }) => weight))
  const sum = parts.reduce((all, { percent }, place) => all + percent * shares[place]!, 0)
  return Math.min(99, Math.max(0, Math.round(sum)))
}

/** What a reading comes to, as its indicator's target: a share in per cent. */
export const readingValue = (kind: IndicatorKind, given: Read): number =>
  kind === 'share' && given.numerator !== null && given.denominator ? (100 * given.numerator) / given.denominator : given.value
