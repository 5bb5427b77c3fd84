import type { ComponentChildren } from 'preact'
import type { Actor } from '#actor.ts'
import { FollowSection } from '#notices/parts/follow.tsx'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { AskSection } from '#questions/parts/ask.tsx'
import { openUntil } from '#questions/rules.ts'
import { Section } from '#ui/section.tsx'
import { type Outcome, outcomesOf } from '../outcomes/rules.ts'
import type { ItemView, MeetingView, News, TextView } from '../reads.ts'
import { isForAll, isInAudience } from '../rules.ts'
import { Prose } from './prose.tsx'
import { said } from './said.ts'
import { Take } from './take.tsx'

interface Found extends Outcome {
  readonly item: ItemView
}

/** What the page says beside the programme, worked out once for the aside and for the way to it on a phone. */
export interface Beside {
  readonly news: readonly (readonly News[])[]
  readonly decisions: readonly Found[]
  readonly actions: readonly Found[]
  readonly practical: readonly TextView[]
  readonly groundRules: readonly TextView[]
}

const MOST_NEWS = 6

/** Gathers what is new (by item, newest first) and what the published minutes decided and handed out. */
export function besideOf(view: MeetingView, items: readonly ItemView[]): Beside {
  const byItem = new Map<number | null, News[]>()
  for (const one of view.news) if (one.isNew) byItem.set(one.itemPublicId, [...(byItem.get(one.itemPublicId) ?? []), one])
  const outcomes = items.flatMap((item) => outcomesOf(item.minutes?.html ?? '').map((outcome) => ({ ...outcome, item })))
  return {
    news: [...byItem.values()].slice(0, MOST_NEWS),
    decisions: outcomes.filter((one) => one.kind === 'decision'),
    actions: outcomes.filter((one) => one.kind === 'action'),
    practical: view.texts.filter((text) => text.kind === 'practical'),
    groundRules: view.texts.filter((text) => text.kind === 'ground_rules'),
  }
}

/** On a phone: straight to what lies under the programme. */
export function Jump(props: { beside: Beside }) {
  const { news, decisions, actions } = props.beside
  const ways: [id: string, word: string, count: number][] = [
    ['news', m.meeting_news_short(), news.length],
    ['decisions', m.meeting_decisions(), decisions.length],
    ['actions', m.meeting_actions_short(), actions.length],
  ]
  const open = ways.filter(([, , count]) => count > 0)
  if (open.length === 0) return null
  return (
    <nav class="sm-jumpnav" aria-label={m.meeting_on_page()}>
      <ul class="sm-jump">
        {open.map(([id, word, count]) => (
          <li key={id}>
            <a href={`#${id}`}>
              {word} <b>{count}</b>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Aside(props: {
  view: MeetingView
  actor: Actor
  beside: Beside
  following: boolean | null
  /** Whether questions and matters may be sent in. */
  asks: boolean
}) {
  const { view, beside } = props
  return (
    <aside aria-label={m.meeting_aside()}>
      {beside.news.length === 0 ? null : (
        <Section id="news" title={m.meeting_news()}>
          <ul class="sm-list">
            {beside.news.map((group) => (
              <NewsEntry key={group[0]!.itemPublicId} group={group} timezone={view.meeting.timezone} />
            ))}
          </ul>
        </Section>
      )}
      <Outcomes id="decisions" title={m.meeting_decisions()} of={beside.decisions} class="sm-list sm-list--read" />
      <Outcomes id="actions" title={m.meeting_actions()} of={beside.actions} class="sm-list" />
      {beside.decisions.length + beside.actions.length === 0 ? null : (
        <p>
          <a class="ds-link" href={`${view.path}/decisions`}>
            {m.decisions_open()}
          </a>
        </p>
      )}
      {props.asks && <AskSection base={view.path} until={openUntil(view.meeting)} timezone={view.meeting.timezone} />}
      <Practical view={view} actor={props.actor} texts={beside.practical} />
      {beside.groundRules.length === 0 ? null : (
        <Section id="ground-rules" title={m.meeting_ground_rules()}>
          <Texts of={beside.groundRules} />
        </Section>
      )}
      {view.meeting.publishedAt && (
        <FollowSection
          network={view.network.slug}
          kind="meeting"
          subjectId={view.meeting.id}
          following={props.following}
          feeds={isForAll(view.meeting) ? { path: view.path } : null}
        />
      )}
      <Take view={view} />
    </aside>
  )
}

/** "Biblioteksystem: «Hva vi har» og godkjent referat". */
function NewsEntry(props: { group: readonly News[]; timezone: string }) {
  const [newest] = props.group
  const { itemPublicId, itemTitle } = newest!
  const title = itemPublicId === null ? { text: m.handin_papers(), lang: undefined } : said(itemTitle)
  const files = props.group.filter((one) => one.kind === 'material')
  const minutes = props.group.find((one) => one.kind === 'minutes')
  const [file] = files
  return (
    <li>
      <a class="sm-list__t" href={itemPublicId === null ? '#papers' : `#sak-${itemPublicId}`}>
        <span lang={title.lang}>{title.text}</span>:{' '}
        {file && files.length === 1 ? <q lang={said(file.title).lang}>{said(file.title).text}</q> : null}
        {files.length > 1 ? m.meeting_news_files({ count: files.length }) : null}
        {file && minutes ? ` ${m.meeting_and()} ` : null}
        {minutes ? minutesNews(minutes) : null}
      </a>
      <span class="sm-list__m">{dateTime(newest!.at, props.timezone)}</span>
    </li>
  )
}

const minutesNews = (news: News): string =>
  news.state === 'approved'
    ? m.meeting_news_minutes_approved()
    : news.state === 'proposed'
      ? m.meeting_news_minutes_proposed()
      : m.meeting_news_minutes_draft()

/** The words lead to where they stand in the minutes, on the item's own page, where they are open. */
function Outcomes(props: { id: string; title: string; of: readonly Found[]; class: string }) {
  if (props.of.length === 0) return null
  return (
    <Section id={props.id} title={props.title} aside={props.of.length}>
      <ul class={props.class}>
        {props.of.map((one, i) => (
          <li key={one.id ?? i}>
            <a class="sm-list__t" href={`${one.item.path}#${one.id ?? 'minutes'}`} lang={langOf(one.item)}>
              {one.text}
            </a>
            {one.facts.length === 0 ? null : (
              <span class="sm-list__m" lang={langOf(one.item)}>
                {one.facts.join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const langOf = (item: ItemView) => said({ [item.minutes!.locale]: '·' }).lang

function Practical(props: { view: MeetingView; actor: Actor; texts: readonly TextView[] }) {
  const { meeting } = props.view
  const facts: [string, ComponentChildren][] = []
  if (meeting.place && meeting.attendance !== 'online') facts.push([m.meeting_place(), meeting.place])
  if (
    meeting.joinUrl &&
    meeting.attendance !== 'onsite' &&
    (meeting.state === 'published' || meeting.state === 'live' || meeting.state === 'draft')
  )
    facts.push([
      m.meeting_online_place(),
      // The way into the room is for participants: a public page is read by everybody.
      isInAudience(props.actor, meeting, 'members') ? (
        <a class="ds-link" href={`${props.view.path}/room/join`} rel="noopener">
          {m.meeting_join()}
        </a>
      ) : (
        m.meeting_join_members()
      ),
    ])
  if (facts.length === 0 && props.texts.length === 0) return null
  return (
    <Section id="practical" title={m.meeting_practical()}>
      {facts.length === 0 ? null : (
        <dl class="sm-mfacts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Texts of={props.texts} />
    </Section>
  )
}

/** Texts one after another, each with its heading where it has one. */
export function Texts(props: { of: readonly TextView[] }) {
  return (
    <>
      {props.of.map((text) => {
        const heading = said(text.heading)
        return (
          <div key={text.id} class="sm-mtext">
            {heading.text ? (
              <h3 class="sm-h3" lang={heading.lang}>
                {heading.text}
              </h3>
            ) : null}
            <Prose of={text.body} class="sm-mtext__body" />
          </div>
        )
      })}
    </>
  )
}
