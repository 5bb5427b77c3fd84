/** One series: what is ahead, and all it has held. */
import { said } from '#meeting/parts/said.ts'
import { capital } from '#meeting/parts/when.tsx'
import { FollowSection } from '#notices/parts/follow.tsx'
import { longDate, monthName } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { holidayHint, rhythmWords } from '../../parts/rhythm.ts'
import type { SeriesPlan } from '../../series/reads.ts'
import { EarlierMeetings } from '../parts/earlier.tsx'
import { MeetingItem } from '../parts/line.tsx'
import type { SeriesView } from '../reads.ts'

/**
 * @param plan for organisers
 * @param following whether whoever reads follows the series; null where nobody is signed in
 */
export function SeriesPage({ view, plan, following }: { view: SeriesView; plan: SeriesPlan | null; following: boolean | null }) {
  const base = `/${view.network.slug}`
  const path = `${base}/series/${view.series.slug}`
  const network = said(view.network.name)
  const name = said(view.series.name)
  const description = said(view.series.description)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { text: <span lang={network.lang}>{network.text}</span>, href: base },
          { text: <span lang={name.lang}>{name.text}</span> },
        ]}
      />
      <h1 class="sm-title" lang={name.lang}>
        {name.text}
      </h1>
      {description.text && (
        <p class="sm-lead" lang={description.lang}>
          {description.text}
        </p>
      )}
      {view.series.rhythm && <p class="soft">{rhythmWords(view.series.rhythm)}</p>}
      {plan && <Plan series={view.series} plan={plan} base={base} />}
      {view.earlier.year === null && view.ahead.length > 0 && (
        <Section id="ahead" title={m.network_ahead_series()}>
          <ul class="sm-meetings">
            {view.ahead.map((line) => (
              <MeetingItem key={line.id} line={line} base={base} withYear />
            ))}
          </ul>
        </Section>
      )}
      <FollowSection
        network={view.network.slug}
        kind="series"
        subjectId={view.series.id}
        following={following}
        feeds={{ path, calendar: `${path}/calendar.ics` }}
      />
      <EarlierMeetings earlier={view.earlier} base={base} list={path} />
    </main>
  )
}

/** For organisers: when the series meets next by its rhythm, and the way to a meeting there. */
function Plan(props: { series: SeriesView['series']; plan: SeriesPlan; base: string }) {
  const { series, plan, base } = props
  const { next } = plan
  const hint = next?.date ? holidayHint(next.date) : ''
  const query = new URLSearchParams({
    ...(plan.last && { from: plan.last.id }),
    series: series.id,
    ...(next?.date && { date: next.date }),
  })
  return (
    <Section id="plan" title={m.network_series_work()}>
      <p>
        {next ? (
          <>
            {m.network_series_next()}:{' '}
            <strong>{next.date ? <time datetime={next.date}>{longDate(next.date)}</time> : capital(monthOf(next.month))}</strong>
          </>
        ) : (
          m.network_series_next_undated()
        )}
      </p>
      {hint && <p class="soft">{hint}</p>}
      <div class="sm-acts">
        <LinkButton href={`${base}/new/from?${query}`} icon={icons.plus}>
          {m.network_series_make_next()}
        </LinkButton>
        <LinkButton href={`${base}/series/${series.slug}/edit`} variant="secondary" icon={icons.pencil}>
          {m.network_series_edit()}
        </LinkButton>
      </div>
    </Section>
  )
}

/** "2027-04" → "april 2027". */
const monthOf = (month: string): string => `${monthName(Number(month.slice(5)))} ${month.slice(0, 4)}`
