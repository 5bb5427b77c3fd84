/** What was decided, and what happened: line by line in time, what was written, and what was shown and asked beside it. */
import { Standing } from '#actions/parts/standing.tsx'
import { dueOf, ownersOf } from '#actions/parts/words.ts'
import { decisionPath } from '#decisions/rules.ts'
import { said } from '#meeting/parts/said.ts'
import { Outcome } from '#minutes/outcome/parts/outcome.tsx'
import { date } from '#platform/words/dates.ts'
import { type Locale, spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { Story, Treatment } from '../reads.ts'
import { askingText, type Line as LineOf, linesOf, yearOf } from '../rules.ts'

type Line = LineOf<Treatment>

const foreign = (locale: Locale): Locale | undefined => (locale === spokenTo(localeNow()) ? undefined : locale)

/** @param base `/{network}` @param none what is said where nothing is told yet */
export function StoryText({ of, base, path, none }: { of: Story; base: string; path: string; none: string }) {
  const { treatments } = of
  const lines = linesOf(treatments, of.alone)
  const minuted = treatments.filter((one) => one.minutes?.excerpt)
  return (
    <>
      <Section id="story" title={m.matters_story()}>
        <Years of={of} path={path} />
        {lines.length === 0 ? <p class="sm-empty">{none}</p> : <Timeline lines={lines} base={base} />}
        <Pages of={of} path={path} />
      </Section>
      {minuted.length === 0 ? null : (
        <Section id="minutes" title={m.meeting_col_minutes()} aside={minuted.length}>
          <ul class="sm-feed sm-feed--plain">
            {minuted.map((one) => (
              <li key={one.id}>
                <div>
                  <a class="sm-feed__t" href={`${one.path}#minutes`} lang={said(one.title).lang}>
                    {said(one.title).text}
                  </a>
                  <p lang={foreign(one.minutes!.locale)}>{one.minutes!.excerpt}</p>
                  <p class="sm-feed__m">
                    <Where of={one} /> · {one.minutes!.approved ? m.matters_approved() : m.matters_published()}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

/** The years to choose from, where there are several. */
function Years({ of, path }: { of: Story; path: string }) {
  if (of.years.length < 2) return null
  return (
    <nav class="sm-storyyears" aria-label={m.matters_years()}>
      <a class="ds-link" href={path} aria-current={of.year === null ? 'page' : undefined}>
        {m.matters_newest()}
      </a>
      {of.years.map((year) => (
        <a
          key={year}
          class="ds-link"
          href={path + askingText({ year, page: 1 })}
          aria-current={of.year === year ? 'page' : undefined}
        >
          {year}
        </a>
      ))}
    </nav>
  )
}

/** The pages of it, where it is longer than one: the newest first. */
function Pages({ of: { year, page, pages }, path }: { of: Story; path: string }) {
  if (pages < 2) return null
  return (
    <nav class="sm-acts" aria-label={m.matters_pages_nav()}>
      {page < pages ? (
        <LinkButton
          variant="secondary"
          size="sm"
          icon={icons.arrowLeft}
          href={path + askingText({ year, page: page + 1 })}
          rel="next"
        >
          {m.matters_older()}
        </LinkButton>
      ) : null}
      <span class="soft">{m.matters_page_of({ page, pages })}</span>
      {page > 1 ? (
        <LinkButton variant="secondary" size="sm" href={path + askingText({ year, page: page - 1 })} rel="prev">
          {m.matters_newer()}
        </LinkButton>
      ) : null}
    </nav>
  )
}

function Timeline({ lines, base }: { lines: readonly Line[]; base: string }) {
  return (
    <ol class="sm-story">
      {lines.map((line, i) => {
        const year = yearOf(line.on)
        const before = i === 0 ? undefined : yearOf(lines[i - 1]!.on)
        return (
          <li key={keyOf(line)}>
            <span class={year === before ? 'sm-story__y sr' : 'sm-story__y'}>{year ?? m.matters_no_day()}</span>
            <div class="sm-story__is">
              <LineText line={line} base={base} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

const keyOf = (line: Line): string =>
  line.is === 'decision' ? line.decision.id : line.is === 'action' ? line.action.id : line.of.id

function LineText({ line, base }: { line: Line; base: string }) {
  if (line.is === 'decision')
    return (
      <>
        <p>
          <State is="decided">{m.matters_decision({ number: line.decision.words })}</State>
        </p>
        <a class="sm-story__t" href={decisionPath(base, line.decision)} lang={foreign(line.decision.locale)}>
          {line.decision.block.text}
        </a>
        <p class="sm-feed__m">
          <From of={line.of} />
        </p>
      </>
    )
  if (line.is === 'action') return <ActionLine line={line} />
  const title = said(line.of.title)
  return (
    <>
      <p class="sm-story__k">
        {line.of.outcome ? (
          <Outcome of={line.of.outcome} base={base} />
        ) : (
          <>
            <Icon of={icons.calendar} /> {m.matters_treated()}
          </>
        )}
      </p>
      <a class="sm-story__t" href={line.of.path} lang={title.lang}>
        {title.text}
      </a>
      <p class="sm-feed__m">
        <Where of={line.of} />
      </p>
    </>
  )
}

function ActionLine({ line: { of, on, action } }: { line: Extract<Line, { is: 'action' }> }) {
  const due = dueOf(action)
  const facts = [ownersOf(action).join(', '), due && m.matters_due({ date: due })].filter(Boolean)
  return (
    <>
      <p class="sm-story__k">
        <Icon of={icons.tasklist} /> {m.matters_action()}
      </p>
      <a class="sm-story__t" href={action.path} lang={foreign(action.locale)}>
        {action.text}
      </a>
      <p class="sm-feed__m">
        {facts.join(', ')}
        {of ? (
          <>
            {facts.length > 0 ? ' · ' : null}
            <From of={of} />
          </>
        ) : null}
        {!of && action.meeting ? (
          <>
            {facts.length > 0 ? ' · ' : null}
            {m.matters_from()} <Where of={{ meeting: action.meeting, on }} />
          </>
        ) : null}
      </p>
      <p class="sm-story__now">
        <span class="soft">{m.matters_now()}</span> <Standing one={action} />
      </p>
      {action.last ? (
        <p class="sm-feed__m" lang={foreign(action.locale)}>
          {action.last.text}
        </p>
      ) : null}
    </>
  )
}

/** "fra Om E-bøker, Biblioteksjefmøte, 29. april 2020" */
function From({ of }: { of: Treatment }) {
  const title = said(of.title)
  return (
    <>
      {m.matters_from()}{' '}
      <a class="ds-link" href={of.path} lang={title.lang}>
        {title.text}
      </a>
      , <Where of={of} />
    </>
  )
}

function Where({ of }: { of: Pick<Treatment, 'meeting' | 'on'> }) {
  const meeting = said(of.meeting.title)
  return (
    <>
      <a class="sm-story__m" href={of.meeting.path} lang={meeting.lang}>
        {meeting.text}
      </a>
      {of.on ? (
        <>
          , <time datetime={of.on}>{date(of.on)}</time>
        </>
      ) : null}
    </>
  )
}

/** What was shown and asked, newest first. */
export function StoryBeside({ of }: { of: Story }) {
  const newest = of.treatments.toReversed()
  const papers = newest.flatMap((one) => one.papers.map((paper) => ({ one, paper })))
  const questions = newest.flatMap((one) => one.questions)
  return (
    <>
      {papers.length === 0 ? null : (
        <Section id="papers" title={m.matters_papers()} aside={papers.length}>
          <ul class="sm-list">
            {papers.map(({ one, paper }) => (
              <li key={paper.id}>
                <a class="sm-list__t" href={paper.href} lang={said(paper.title).lang}>
                  {said(paper.title).text}
                </a>
                <span class="sm-list__m">
                  {[paper.pages ? m.matters_pages({ count: paper.pages }) : '', one.on ? date(one.on) : '']
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {questions.length === 0 ? null : (
        <Section id="questions" title={m.matters_questions()} aside={questions.length}>
          <ul class="sm-list">
            {questions.map((one) => (
              <li key={one.id}>
                <a class="sm-list__t" href={one.href} lang={foreign(one.locale)}>
                  {one.text}
                </a>
                <span class="sm-list__m">
                  {one.answeredOn ? m.matters_answered({ date: date(one.answeredOn) }) : m.matters_unanswered()}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
