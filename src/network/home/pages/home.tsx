/** A network's home: the next meeting, what is new, its series, earlier meetings. */
import type { ComponentChildren } from 'preact'
import { MyActions } from '#actions/parts/mine.tsx'
import type { ActionView } from '#actions/reads.ts'
import { said } from '#meeting/parts/said.ts'
import { FollowSection } from '#notices/parts/follow.tsx'
import { date, wall } from '#platform/words/dates.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { RegistrationStanding } from '#registration/parts/standing.tsx'
import type { Shown } from '#registration/reads.ts'
import { SearchBox } from '#search/parts/box.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { LogoMark } from '../../logo/parts/logo.tsx'
import { shownLogo } from '../../logo/rules.ts'
import type { NewsItem } from '../news/reads.ts'
import { EarlierMeetings } from '../parts/earlier.tsx'
import { daysOf, MeetingItem, NextWhen, States, whereOf } from '../parts/line.tsx'
import type { HomeView, MeetingLine } from '../reads.ts'

export function HomePage(props: {
  view: HomeView
  mayOrganise: boolean
  signedIn: boolean
  following: boolean | null
  /** How registration for the next meeting stands; null where there is none. */
  registration: Shown | null
  /** What is theirs to follow up. */
  mine: readonly ActionView[]
  above: ComponentChildren
}) {
  const { view, mayOrganise, signedIn } = props
  const { network, next, earlier } = view
  const base = `/${network.slug}`
  const name = said(network.name)
  const logo = shownLogo(network, localeNow())
  const description = said(network.description)
  const browsing = earlier.year !== null
  const title = (
    <h1 class="sm-title" lang={name.lang}>
      {name.text}
    </h1>
  )
  return (
    <main id="content">
      <div class="sm-hero">
        <div class="sm-hero__in">
          {logo ? (
            <div class="sm-named">
              <LogoMark logo={logo} beside={name.text} />
              {title}
            </div>
          ) : (
            title
          )}
          <SearchBox base={base} q="" />
          {mayOrganise && (
            <LinkButton href={`${base}/new`} size="md" icon={icons.plus}>
              {m.network_new_meeting()}
            </LinkButton>
          )}
          {description.text && (
            <p class="sm-lead" lang={description.lang}>
              {description.text}
            </p>
          )}
        </div>
      </div>
      {props.above}
      <div class="sm-page">
        {!browsing && (
          <>
            <div class="sm-home">
              {next ? <Next line={next} base={base} registration={props.registration} /> : <NoneAhead />}
              {view.drafts.length > 0 && <Drafts lines={view.drafts} base={base} />}
            </div>
            <MyActions actions={props.mine} base={base} />
            {view.ahead.length > 0 && (
              <Section id="ahead" title={m.network_ahead()}>
                <ul class="sm-meetings">
                  {view.ahead.map((line) => (
                    <MeetingItem key={line.id} line={line} base={base} withYear />
                  ))}
                </ul>
              </Section>
            )}
            {(view.news || view.series.length > 0) && (
              <div class="sm-home sm-home--2">
                {view.news && <News news={view.news} base={base} />}
                {view.series.length > 0 && <SeriesList series={view.series} base={base} timezone={network.timezone} />}
              </div>
            )}
          </>
        )}
        <div class="sm-home--2">
          <EarlierMeetings earlier={earlier} base={base} list={base} />
        </div>
        <p class="sm-acts sm-ways">
          <a class="ds-link" href={`${base}/speakers`}>
            {m.programme_speakers_all()}
          </a>
          {mayOrganise && (
            <a class="ds-link" href={`${base}/notices`}>
              {m.letters_to_members()}
            </a>
          )}
        </p>
        <FollowSection
          network={network.slug}
          kind="network"
          subjectId={network.id}
          following={props.following}
          feeds={{ path: base, calendar: `${base}/calendar.ics` }}
        />
        {!signedIn && <p class="sm-empty">{m.network_sign_in_hint()}</p>}
      </div>
    </main>
  )
}

function Next({ line, base, registration }: { line: MeetingLine; base: string; registration: Shown | null }) {
  const title = said(line.title)
  const summary = said(line.summary)
  const href = `${base}/${line.slug}`
  return (
    <section class="sm-next" aria-labelledby="next">
      <p class="sm-next__k">{line.state === 'live' ? m.network_running() : m.network_next()}</p>
      <h2 class="sm-next__t" id="next" lang={title.lang}>
        <a href={href}>{title.text}</a>
      </h2>
      <NextWhen line={line} />
      {whereOf(line) && <p class="soft">{whereOf(line)}</p>}
      {summary.text && (
        <p class="soft" lang={summary.lang}>
          {summary.text}
        </p>
      )}
      <div class="sm-meetings__s">
        <States line={line} />
      </div>
      <RegistrationStanding shown={registration} path={href} timezone={line.timezone} />
      <div class="sm-acts">
        <LinkButton href={href} size="md">
          {m.network_open_programme()}
        </LinkButton>
        {line.startsAt && (
          <LinkButton href={`${href}.ics`} size="md" variant="tertiary" icon={icons.calendar}>
            {m.network_calendar()}
          </LinkButton>
        )}
      </div>
    </section>
  )
}

const NoneAhead = () => (
  <section class="sm-next" aria-labelledby="next">
    <h2 class="sm-h2" id="next">
      {m.network_next()}
    </h2>
    <p class="sm-empty">{m.network_none_ahead()}</p>
  </section>
)

function Drafts({ lines, base }: { lines: readonly MeetingLine[]; base: string }) {
  return (
    <Section id="drafts" title={m.network_drafts()} aside={lines.length}>
      <p class="sm-list__m">{m.network_drafts_help()}</p>
      <ul class="sm-list">
        {lines.map((line) => {
          const title = said(line.title)
          const days = daysOf(line)
          return (
            <li key={line.id}>
              <a class="sm-list__t" href={`${base}/${line.slug}`} lang={title.lang}>
                {title.text}
              </a>
              <span class="sm-list__m">{days ? date(days.from) : m.network_no_date()}</span>
              <States line={line} />
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function News({ news, base }: { news: NonNullable<HomeView['news']>; base: string }) {
  const days = daysOf(news.meeting)
  const title = days
    ? m.network_news({ date: date(days.from) })
    : m.network_news_undated({ title: said(news.meeting.title).text })
  return (
    <Section
      id="news"
      title={title}
      aside={
        <a class="ds-link" href={`${base}/${news.meeting.slug}`}>
          {m.network_whole_programme()}
        </a>
      }
    >
      <ul class="sm-feed sm-feed--plain">
        {news.items.map((item) => {
          const name = said(item.title)
          const at = wall(item.at, news.meeting.timezone).date
          return (
            <li key={item.path}>
              <div>
                <a class="sm-feed__t" href={item.path} lang={name.lang}>
                  {name.text}
                </a>
                <p class="sm-feed__m">{factsOf(item).join(' · ')}</p>
              </div>
              <time datetime={at}>{date(at, days?.from.slice(0, 4) !== at.slice(0, 4))}</time>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** "Presentasjon, 18 sider", "Referat, godkjent", "1 beslutning". */
function factsOf(item: NewsItem): string[] {
  const kinds = {
    presentation: m.network_news_presentation,
    paper: m.network_news_paper,
    link: m.network_news_link,
    recording: m.network_news_recording,
  }
  const states = {
    draft: m.network_news_minutes_draft,
    proposed: m.network_news_minutes_proposed,
    approved: m.network_news_minutes_approved,
  }
  const facts = item.materials.map((one) =>
    one.pages ? `${kinds[one.kind]()}, ${m.network_news_pages({ count: one.pages })}` : kinds[one.kind](),
  )
  if (item.minutes) facts.push(states[item.minutes.state]())
  if (item.minutes?.decisions) facts.push(m.network_news_decisions({ count: item.minutes.decisions }))
  return facts
}

function SeriesList({ series, base, timezone }: { series: HomeView['series']; base: string; timezone: string }) {
  return (
    <Section id="series" title={m.network_series()}>
      <ul class="sm-list">
        {series.map((one) => {
          const name = said(one.name)
          const newest = said(one.newest?.title)
          return (
            <li key={one.id}>
              <a class="sm-list__t" href={`${base}/series/${one.slug}`} lang={name.lang}>
                {name.text}
              </a>
              <span class="sm-list__m">
                {one.newest ? m.network_series_newest({ title: newest.text }) : m.network_series_none()}
                {one.newest?.startsAt && `, ${date(wall(one.newest.startsAt, timezone).date)}`}
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
