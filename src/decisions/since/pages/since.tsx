/** What happened since the meeting before, all of it in one list: by what needs the meeting most. */
import { said } from '#meeting/parts/said.ts'
import type { MeetingView } from '#meeting/reads.ts'
import { date, wall } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { Followed } from '../../parts/followed.tsx'
import { decisionPath } from '../../rules.ts'
import { Entry } from '../parts/one.tsx'
import type { Since } from '../reads.ts'
import { type Kind, kindOf, kinds } from '../rules.ts'

export interface SincePageProps {
  readonly view: Pick<MeetingView, 'meeting' | 'network' | 'path'>
  /** Null where no meeting was held before. */
  readonly since: Since | null
}

const titles: Readonly<Record<Kind, () => string>> = {
  overdue: m.since_overdue,
  blocked: m.since_blocked,
  open: m.since_open,
  done: m.since_done,
  ended: m.since_ended,
}

export function SincePage({ view, since }: SincePageProps) {
  const title = said(view.meeting.title)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.since_crumbs()}
        steps={[{ href: view.path, text: <span lang={title.lang}>{title.text}</span> }, { text: m.since_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.since_title()}</h1>
      {since ? <Found view={view} since={since} /> : <p class="sm-empty">{m.since_first()}</p>}
    </main>
  )
}

function Found({ view, since }: { view: SincePageProps['view']; since: Since }) {
  const { previous, actions, decisions } = since
  const before = said(previous.title)
  const [first] = actions
  return (
    <>
      <p class="sm-lead">
        {m.since_after()}{' '}
        <a class="ds-link" href={previous.path} lang={before.lang}>
          {before.text}
        </a>
        {previous.startsAt ? `, ${date(wall(previous.startsAt, previous.timezone).date)}` : null}
      </p>
      {first ? (
        <p class="sm-acts">
          <LinkButton href={`${view.path}/since?step=${first.publicId}`} icon={icons.presentation} variant="secondary">
            {m.since_run()}
          </LinkButton>
        </p>
      ) : null}
      {actions.length === 0 && decisions.length === 0 ? <p class="sm-empty">{m.since_nothing()}</p> : null}
      {kinds.map((kind) => {
        const own = actions.filter((one) => kindOf(one) === kind)
        return own.length === 0 ? null : (
          <Section key={kind} id={kind} title={titles[kind]()} aside={own.length}>
            <ul class="sm-list sm-list--read sm-lookback">
              {own.map((one) => (
                <Entry key={one.id} one={one} timezone={view.network.timezone} />
              ))}
            </ul>
          </Section>
        )
      })}
      {decisions.length === 0 ? null : <Decided since={since} base={`/${view.network.slug}`} />}
    </>
  )
}

function Decided({ since, base }: { since: Since; base: string }) {
  return (
    <Section id="decided" title={m.since_decisions()} aside={since.decisions.length}>
      <ul class="sm-list sm-list--read sm-lookback">
        {since.decisions.map((one) => {
          const item = said(one.item.title)
          const counts = since.followed.get(one.item.id)
          return (
            <li key={one.id}>
              <a
                class="sm-list__t"
                href={decisionPath(base, one)}
                lang={one.locale === spokenTo(localeNow()) ? undefined : one.locale}
              >
                {one.block.text}
              </a>
              <p class="sm-list__m">
                {[one.words, ...(one.on ? [date(one.on)] : [])].join(' · ')} · <span lang={item.lang}>{item.text}</span>
                {(counts?.all ?? 0) + one.amendments > 0 ? (
                  <>
                    {' · '}
                    <Followed counts={counts} amendments={one.amendments} />
                  </>
                ) : null}
              </p>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
