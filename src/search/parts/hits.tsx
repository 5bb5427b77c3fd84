/** What was found, as it is listed: the title leads to the place, the passage stands below it, the words are marked. */
import { statusLooks, statusWords } from '#actions/parts/words.ts'
import { pageRanges } from '#materials/viewer/rules.ts'
import { date } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import { State } from '#ui/state.tsx'
import type { Kind } from '../document.ts'
import { excerpt, marked, type Piece } from '../marking/rules.ts'
import type { Doing, Hit } from '../rules.ts'
import { storyIcons } from './kinds.ts'

const lang = (hit: Hit) => (hit.lang === spokenTo(localeNow()) ? undefined : hit.lang)

const Pieces = ({ of }: { of: readonly Piece[] }) => (
  <>{of.map((piece) => (piece.marked ? <mark class="sm-found__mark">{piece.text}</mark> : piece.text))}</>
)

const isSaid = (hit: Hit) => hit.kind === 'decision'

/** Of no day: when they were put down says nothing. */
const undated: readonly Kind[] = ['person', 'topic', 'plan', 'matter']

/** "Møte, 29. april 2020 · treff på side 2, 5 og 9" */
function factsOf(hit: Hit): string {
  const when = undated.includes(hit.kind) ? '' : date(hit.day, true)
  const place = [hit.of, when].filter(Boolean).join(', ')
  const due = hit.action?.due ? m.search_due({ date: date(hit.action.due, true) }) : ''
  const pages = hit.pages.length > 0 ? m.search_pages({ count: hit.pages.length, pages: listed(pageRanges(hit.pages)) }) : ''
  return [place, due, pages].filter(Boolean).join(' · ')
}

const listed = (all: readonly string[]): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${m.search_and()} ${all.at(-1)}`

export const Hits = ({ hits, marks }: { hits: readonly Hit[]; marks: readonly string[] }) => (
  <ul class="sm-found">
    {hits.map((hit) => {
      const facts = factsOf(hit)
      return (
        <li key={hit.sourceId}>
          <a class="sm-found__t" href={hit.href} lang={lang(hit)}>
            <Pieces of={isSaid(hit) ? excerpt(hit.text, marks) : marked(hit.title, marks)} />
          </a>
          {hit.text && !isSaid(hit) ? (
            <p class="sm-found__p" lang={lang(hit)}>
              <Pieces of={excerpt(hit.text, marks)} />
            </p>
          ) : null}
          {facts ? <p class="sm-found__m">{[isSaid(hit) ? hit.title : '', facts].filter(Boolean).join(' · ')}</p> : null}
          {hit.action ? <Standing of={hit.action} lang={lang(hit)} marks={marks} /> : null}
        </li>
      )
    })}
  </ul>
)

/** How it stands, and what was told of it last. */
function Standing({ of, lang, marks }: { of: Doing; lang: string | undefined; marks: readonly string[] }) {
  return (
    <>
      <p class="sm-found__s">
        <State is={statusLooks[of.status]}>{statusWords[of.status]()}</State>
        {of.overdue ? <State is="overdue">{m.actions_overdue()}</State> : null}
      </p>
      {of.latest ? (
        <p class="sm-found__m">
          {m.search_latest({ date: date(of.latest.on, true) })}{' '}
          <span lang={lang}>
            <Pieces of={excerpt(of.latest.text, marks)} />
          </span>
        </p>
      ) : null}
    </>
  )
}

/** Decisions and what was to be done, in the order of time. */
export const Story = ({ hits, marks }: { hits: readonly Hit[]; marks: readonly string[] }) => (
  <ol class="sm-course">
    {[...hits]
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.kind === b.kind ? 0 : a.kind === 'decision' ? -1 : 1))
      .map((hit, i, all) => (
        <li key={hit.sourceId} data-kind={hit.kind}>
          <span class="sm-course__y">{all[i - 1]?.day.slice(0, 4) === hit.day.slice(0, 4) ? null : hit.day.slice(0, 4)}</span>
          <div>
            <p class="sm-course__k">
              <Icon of={hit.kind === 'action' ? storyIcons.action : storyIcons.decision} />{' '}
              {hit.kind === 'action'
                ? m.search_one_action()
                : hit.number
                  ? m.search_one_decision_number({ number: hit.number })
                  : m.search_one_decision()}
            </p>
            <a class="sm-course__t" href={hit.href} lang={lang(hit)}>
              <Pieces of={excerpt(hit.kind === 'action' ? hit.title : hit.text, marks)} />
            </a>
            <p class="sm-found__m">{[hit.kind === 'action' ? hit.text : hit.title, factsOf(hit)].filter(Boolean).join(' · ')}</p>
            {hit.action ? <Standing of={hit.action} lang={lang(hit)} marks={marks} /> : null}
          </div>
        </li>
      ))}
  </ol>
)
