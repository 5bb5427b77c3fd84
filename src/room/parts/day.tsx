/** The day to scale, as a line: what is over, what is on, what comes; breaks thin. Decoration: the list beside it is the truth. */
import { type Expected, MINUTE, type Planned } from '../show/rules.ts'

const WIDTH = 1000
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
  const x = (at: number) => ((at - from) / (to - from)) * WIDTH
  const first = Math.ceil(from / HOUR) * HOUR
  const hours = Array.from({ length: Math.floor((to - first) / HOUR) + 1 }, (_, i) => first + i * HOUR)
  const isBreak = (id: string) => ['break', 'lunch'].includes(props.plan.find((one) => one.id === id)?.kind ?? '')
  return (
    <svg class="sm-dayline" viewBox={`0 0 ${WIDTH} 34`} preserveAspectRatio="none" aria-hidden="true">
      {spans.map(({ row, from, to }) => {
        const [height, y] = row.state === 'now' ? [14, 0] : isBreak(row.id) ? [2, 6] : [10, 2]
        return (
          <rect
            key={row.id}
            class={`is-${row.state}`}
            x={x(from)}
            y={y}
            width={Math.max(1, x(to) - x(from) - 2)}
            height={height}
          />
        )
      })}
      {hours.map((at) => (
        <line key={at} x1={x(at)} x2={x(at)} y1="17" y2="22" />
      ))}
    </svg>
  )
}
