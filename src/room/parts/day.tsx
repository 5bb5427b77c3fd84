/** The day to scale, as a line: what is over, what is on, what comes; breaks thin. Decoration: the list beside it is the truth. */
import { wall } from '#platform/words/dates.ts'
import { type Expected, MINUTE, type Planned } from '../show/rules.ts'

const HOUR = 60 * MINUTE

export function DayLine(props: {
  readonly plan: readonly Planned[]
  readonly rows: readonly Expected[]
  readonly timezone: string
}) {
  const spans = props.rows.flatMap((row) => (row.from === null || row.to === null ? [] : [{ row, from: row.from, to: row.to }]))
  if (spans.length === 0) return null
  const from = Math.min(...spans.map((span) => span.from))
  const to = Math.max(...spans.map((span) => span.to), from + HOUR)
  const x = (at: number) => (100 * (at - from)) / (to - from)
  const first = Math.ceil(from / HOUR) * HOUR
  const hours = Array.from({ length: Math.floor((to - first) / HOUR) + 1 }, (_, i) => first + i * HOUR)
  // Of a longer day every other hour, or fewer: their names must not run into each other on a phone.
  const named = Math.ceil(hours.length / MOST_NAMES)
  const hourOf = (at: number) => wall(new Date(at).toISOString(), props.timezone).time.slice(0, 2)
  const isBreak = (id: string) => ['break', 'lunch'].includes(props.plan.find((one) => one.id === id)?.kind ?? '')
  // In shares of the width and in heights of its letters, so that neither letters nor gaps are stretched.
  return (
    <svg class="sm-dayline" aria-hidden="true">
      {spans.map(({ row, from, to }) => {
        const [height, y] = row.state === 'now' ? [1.25, 0] : isBreak(row.id) ? [0.2, 0.52] : [0.9, 0.17]
        return (
          <rect
            key={row.id}
            class={`is-${row.state}`}
            x={`${x(from)}%`}
            y={`${y}em`}
            width={`${Math.max(LEAST, x(to) - x(from) - GAP)}%`}
            height={`${height}em`}
          />
        )
      })}
      {hours.map((at, i) => (
        <g key={at}>
          <line x1={`${x(at)}%`} x2={`${x(at)}%`} y1="1.4em" y2="1.7em" />
          {i % named === 0 && (
            <text x={`${x(at)}%`} y="2.6em" text-anchor={x(at) < EDGE ? 'start' : x(at) > 100 - EDGE ? 'end' : 'middle'}>
              {hourOf(at)}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

/** All in hundredths of the width. */
const GAP = 0.3
const LEAST = 0.15
/** So near an end a name is written from it inwards. */
const EDGE = 2
const MOST_NAMES = 10
