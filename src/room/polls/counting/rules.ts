/** A result as it is shown: rows with numbers, shares and lengths. Pure. */
import type { Result } from '../document.ts'
import { choosable, type PollRow } from '../rules.ts'

export interface Row {
  /** An option's id, or a step of a scale. */
  readonly id: string
  readonly count: number
  /** Whole percent of the ballots; null where the count is one of points. */
  readonly percent: number | null
  /** Percent of the longest row, for a bar. */
  readonly length: number
}

type Of = Pick<PollRow, 'kind' | 'options' | 'most'>

/** One row for everything that could be chosen, in its own order; a ranking by its points. */
export function rowsOf(of: Of, result: Result): Row[] {
  const counts = choosable(of).map((id) => ({ id, count: result.counts[id] ?? 0 }))
  const longest = Math.max(1, ...counts.map((one) => one.count))
  const points = of.kind === 'ranking'
  const rows = counts.map(({ id, count }) => ({
    ...{ id, count },
    percent: points ? null : result.ballots === 0 ? 0 : Math.round((count / result.ballots) * 100),
    length: Math.round((count / longest) * 100),
  }))
  return points ? rows.sort((a, b) => b.count - a.count) : rows
}

/** The mean step of a scale, to one decimal; null where nobody answered. */
export function meanOf(result: Result): number | null {
  const steps = Object.entries(result.counts)
  const answers = steps.reduce((sum, [, count]) => sum + count, 0)
  if (answers === 0) return null
  return Math.round((steps.reduce((sum, [step, count]) => sum + Number(step) * count, 0) / answers) * 10) / 10
}
