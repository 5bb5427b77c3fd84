/**
 * Bars for two periods, drawn on the server: no script, no style in the page. Widths are shares of whatever width there is, so
 * that the words keep their size on a phone. The two differ by pattern, not by colour alone; the table says the same.
 */
import { m } from '#platform/words/words.ts'
import type { Figure } from '../rules.ts'

const LABEL = 20
const BAR = 14
const ROW = LABEL + 2 * BAR + 16
/** What is left of the width for the number behind the longest bar, in per cent. */
const ROOM = 14

export function Chart({
  of,
  period,
  earlier,
  largest,
}: {
  of: Pick<Figure, 'id' | 'title' | 'chart'>
  period: string
  earlier: string
  /** How many bars it holds. */
  largest: number
}) {
  const bars = of.chart.bars.slice(0, largest)
  const most = Math.max(1, ...bars.flatMap((bar) => [bar.now, bar.before]))
  const width = (n: number) => `${(n / most) * (100 - ROOM)}%`
  const hatch = `hatch-${of.id}`
  return (
    <figure class="sm-chart">
      <svg width="100%" height={bars.length * ROW} role="img" aria-labelledby={`chart-${of.id}`}>
        <title id={`chart-${of.id}`}>{m.statistics_chart({ title: of.title })}</title>
        <Hatch id={hatch} />
        {bars.map((bar, i) => (
          <g key={bar.label}>
            <text x="0" y={i * ROW + LABEL - 6} lang={bar.lang} class="sm-chart__label">
              {bar.label}
            </text>
            {[
              { n: bar.now, class: 'sm-chart__now', y: i * ROW + LABEL },
              { n: bar.before, class: 'sm-chart__before', y: i * ROW + LABEL + BAR + 2, fill: `url(#${hatch})` },
            ].map(({ n, class: look, y, fill }) => (
              <g key={look}>
                {n > 0 ? <rect x="0" y={y} width={width(n)} height={BAR} class={look} fill={fill} /> : null}
                <text x={width(n)} y={y + BAR - 2} dx="6" class="sm-chart__n">
                  {n}
                  {of.chart.unit}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
      <figcaption>
        <span class="sm-chart__key">
          <svg width="20" height={BAR} aria-hidden="true">
            <rect width="20" height={BAR} class="sm-chart__now" />
          </svg>
          {period}
        </span>
        <span class="sm-chart__key">
          <svg width="20" height={BAR} aria-hidden="true">
            <rect x=".5" y=".5" width="19" height={BAR - 1} class="sm-chart__before" fill={`url(#${hatch})`} />
          </svg>
          {earlier}
        </span>
        {of.chart.bars.length > largest ? <span>{m.statistics_chart_first({ n: largest })}</span> : null}
      </figcaption>
    </figure>
  )
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" class="sm-chart__line" />
      </pattern>
    </defs>
  )
}
