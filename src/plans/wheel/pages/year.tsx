/** One year of a plan: what goes on in which month, drawn as a wheel and told month by month. */
import { said } from '#meeting/parts/said.ts'
import { date, monthName } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { stateName } from '../../parts/words.ts'
import type { MeasureView, PlanView } from '../../reads.ts'
import type { YearMeeting } from '../reads.ts'
import { arc, labelled, pointAt, type Span, spanIn, yearsOf } from '../rules.ts'

export interface YearPageProps {
  readonly view: PlanView
  readonly year: number
  readonly meetings: readonly YearMeeting[]
}

type InYear = MeasureView & { readonly span: Span }
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
/** How many measures there is room for in the wheel; all of them stand in the list. */
const RINGS = 9

export function YearPage({ view, year, meetings }: YearPageProps) {
  const title = said(view.plan.title)
  const measures = view.goals.flatMap((goal) =>
    goal.measures.flatMap((one): InYear[] => {
      const span = one.status === 'dropped' ? null : spanIn(year, one)
      return span ? [{ ...one, span }] : []
    }),
  )
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[{ text: <span lang={title.lang}>{title.text}</span>, href: view.path }, { text: m.plans_year_wheel() }]}
      />
      <div class="sm-head">
        <h1 class="sm-title sm-title--m">{m.plans_year_of({ year })}</h1>
        <nav class="sm-years" aria-label={m.plans_years()}>
          {yearsOf(view.plan).map((one) => (
            <a key={one} class="ds-link" href={`${view.path}/year/${one}`} aria-current={one === year ? 'page' : undefined}>
              {one}
            </a>
          ))}
        </nav>
      </div>
      <div class="sm-wheelcols">
        <Wheel year={year} measures={measures} meetings={meetings} />
        <Section id="months" title={m.plans_months()}>
          <Months measures={measures} meetings={meetings} />
        </Section>
      </div>
    </main>
  )
}

function Wheel({ year, measures, meetings }: { year: number; measures: readonly InYear[]; meetings: readonly YearMeeting[] }) {
  const shown = measures.slice(0, RINGS).map((one, place) => ({ ...one, radius: 142 - place * 13 }))
  const labels = labelled(shown)
  return (
    <figure class="sm-wheel">
      <svg viewBox="-205 -205 410 410" role="img" aria-labelledby="wheel-t wheel-d">
        <title id="wheel-t">{m.plans_year_of({ year })}</title>
        <desc id="wheel-d">{m.plans_wheel_about({ measures: measures.length, meetings: meetings.length })}</desc>
        <circle class="sm-wheel__rim" r="200" />
        <circle class="sm-wheel__rim" r="172" />
        {MONTHS.map((month) => {
          const [from, to, name] = [pointAt(20, month), pointAt(200, month), pointAt(186, month + 0.5)]
          return (
            <g key={month}>
              <line class="sm-wheel__spoke" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
              <text class="sm-wheel__month" x={name.x} y={name.y + 5} text-anchor="middle">
                {monthName(month).slice(0, 3)}
              </text>
            </g>
          )
        })}
        {meetings.map((one) => {
          const [month, day] = [Number(one.on.slice(5, 7)), Number(one.on.slice(8, 10))]
          const at = pointAt(160, month + (day - 1) / 31)
          return <rect key={one.path} class="sm-wheel__meeting" x={at.x - 5} y={at.y - 5} width="10" height="10" />
        })}
        {shown.map((one, place) => {
          const label = labels[place]!
          return (
            <g key={one.id} data-of={one.shown} class="sm-wheel__measure">
              <path d={arc(one.radius, one.span)} />
              <text x={label.x} y={label.y + 4} text-anchor="middle">
                {one.number}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="soft">
        {m.plans_wheel_key()}
        {measures.length > RINGS && ` ${m.plans_wheel_more({ count: measures.length - RINGS })}`}
      </figcaption>
    </figure>
  )
}

function Months({ measures, meetings }: { measures: readonly InYear[]; meetings: readonly YearMeeting[] }) {
  return (
    <ol class="sm-months">
      {MONTHS.map((month) => {
        const at = meetings.filter((one) => Number(one.on.slice(5, 7)) === month)
        const begin = measures.filter((one) => one.span.begins && one.span.from === month)
        const end = measures.filter((one) => one.span.ends && one.span.to === month)
        if (at.length + begin.length + end.length === 0) return null
        return (
          <li key={month}>
            <h3 class="sm-months__t">{monthName(month)}</h3>
            <ul class="sm-list">
              {at.map((one) => (
                <li key={one.path}>
                  <a class="sm-list__t" href={one.path} lang={said(one.title).lang}>
                    {said(one.title).text}
                  </a>
                  <span class="sm-list__m">{`${m.plans_link_meeting()} · ${date(one.on, false)}`}</span>
                </li>
              ))}
              {begin.map((one) => (
                <Line key={`b${one.id}`} one={one} what={m.plans_begins({ date: date(one.starts!, false) })} />
              ))}
              {end.map((one) => (
                <Line key={`e${one.id}`} one={one} what={m.plans_ends_on({ date: date(one.ends!, false) })} />
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}

const Line = ({ one, what }: { one: InYear; what: string }) => (
  <li>
    <a class="sm-list__t" href={one.path} lang={said(one.title).lang}>
      {`${one.number} ${said(one.title).text}`}
    </a>
    <span class="sm-list__m">{`${what} · ${stateName(one.shown)}`}</span>
  </li>
)
