/** A plan as it was read, in short lines: what is expected of a whole plan is seen at a glance. */
import type { ReadPlan } from '../src/plans/intake/rules.ts'

const SIGNS = { goal: 'G', measure: 'M', indicator: 'I', about: '-', plan: 'P', skip: 'x' } as const

/** "= title (from – to)", then a line for each thing in it; headings that only frame are left out. */
export function toldPlan(read: ReadPlan): string[] {
  const span = (from: string | null, to: string | null) => (from || to ? `${from ?? ''} – ${to ?? ''}`.trim() : '')
  return [
    `= ${read.title ?? ''} (${span(read.from, read.to)})`,
    ...read.entries
      .filter((one) => one.as !== 'skip')
      .map((one) =>
        [
          `${SIGNS[one.as]} ${one.text}`,
          ...(one.owner ? [one.owner] : []),
          ...(one.from || one.to ? [span(one.from, one.to)] : []),
          ...(one.state ? [one.state] : []),
        ].join(' · '),
      ),
  ]
}
