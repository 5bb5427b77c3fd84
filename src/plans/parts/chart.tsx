/**
 * How goals stand, as bars: drawn on the server, with a pattern and a word beside each colour, and the counts in words under every
 * bar. Widths are parts of the whole, so that nothing is drawn anew on a narrow screen and letters keep their size.
 */
import { m } from '#platform/words/words.ts'
import { type Rolled, type ShownState, shownStates } from '../rules.ts'
import { countOf, countsOf, stateName } from './words.ts'

const GAP = 0.6

/** The patterns that the bars are filled with: once on a page, before them. */
export const ChartPatterns = () => (
  <svg class="sm-patterns" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="plan-overdue" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="sm-statebar__ground" data-of="overdue" width="9" height="9" />
        <rect class="sm-statebar__line" data-of="overdue" width="3" height="9" />
      </pattern>
      <pattern id="plan-not_started" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="sm-statebar__ground" data-of="not_started" width="8" height="8" />
        <circle class="sm-statebar__line" data-of="not_started" cx="4" cy="4" r="1" />
      </pattern>
      <pattern id="plan-dropped" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="sm-statebar__ground" data-of="dropped" width="8" height="8" />
        <path class="sm-statebar__stroke" d="M0 8L8 0M0 0L8 8" />
      </pattern>
    </defs>
  </svg>
)

const patterned: ReadonlySet<ShownState> = new Set(['overdue', 'not_started', 'dropped'])
const fillOf = (state: ShownState) => (patterned.has(state) ? { fill: `url(#plan-${state})` } : {})

/** @param most the measures of the goal that has most: what a full width is */
export function StateBar({ id, title, rolled, most }: { id: string; title: string; rolled: Rolled; most: number }) {
  const parts = shownStates.filter((state) => rolled.counts[state] > 0)
  let x = 0
  return (
    <svg class="sm-statebar" width="100%" height="44" role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{countsOf(rolled).join(', ')}</desc>
      {parts.map((state) => {
        const count = rolled.counts[state]
        const width = (100 * count) / most
        const from = x
        x += width
        return (
          <g key={state}>
            <rect
              class="sm-statebar__part"
              data-of={state}
              x={`${from}%`}
              y="1"
              width={`${Math.max(0.5, width - GAP)}%`}
              height="42"
              rx="2"
              {...fillOf(state)}
            />
            <text class="sm-statebar__n" data-of={state} x={`${from + (width - GAP) / 2}%`} y="27" text-anchor="middle">
              {width >= 30 ? countOf(state, count) : count}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** What the colours and patterns mean; those that are used. */
export function Legend({ rolled }: { rolled: Rolled }) {
  return (
    <ul class="sm-legend">
      {shownStates
        .filter((state) => rolled.counts[state] > 0)
        .map((state) => (
          <li key={state}>
            <svg class="sm-statebar sm-statebar--key" width="20" height="20" aria-hidden="true" focusable="false">
              <rect class="sm-statebar__part" data-of={state} x="1" y="1" width="18" height="18" rx="2" {...fillOf(state)} />
            </svg>
            {stateName(state)}
          </li>
        ))}
    </ul>
  )
}

/** How far something has come, as a thin bar with its figure. */
export function PercentBar({ percent, label }: { percent: number; label: string }) {
  return (
    <span class="sm-percent">
      <svg class="sm-percent__bar" width="100%" height="8" aria-hidden="true" focusable="false">
        <rect class="sm-percent__all" width="100%" height="8" />
        <rect class="sm-percent__done" width={`${percent}%`} height="8" />
      </svg>
      <span>{label}</span>
    </span>
  )
}

/** "2 ferdige, 4 under arbeid, 1 over fristen. 46 % er gjort." Never the figure alone. */
export function StandText({ rolled }: { rolled: Rolled }) {
  const counts = countsOf(rolled)
  if (counts.length === 0) return <>{m.plans_no_measures()}</>
  return (
    <>
      {counts.join(' · ')}
      {rolled.percent === null ? null : ` · ${m.plans_percent_done({ percent: rolled.percent })}`}
    </>
  )
}
