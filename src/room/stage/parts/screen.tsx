/** The big screen: what the chair has put there, read from the back row. There is nothing to press. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { useNow } from '../../parts/clock.tsx'
import { DayLine } from '../../parts/day.tsx'
import { clockTime, useShow } from '../../parts/now.tsx'
import type { ScreenState } from '../reads.ts'
import { shownOf } from '../rules.ts'
import { EntryView, GroupsView, SlideView } from './aside.tsx'
import { NowView } from './now.tsx'
import { PollView, QuestionView, QueueView } from './talk.tsx'

export interface ScreenProps {
  readonly state: ScreenState
  /** `/{network}/{meeting}` */
  readonly base: string
  /** Since when nothing has been heard of the server, in milliseconds since 1970; null while all is well. */
  readonly lost: number | null
}

export function Screen({ state, base, lost }: ScreenProps) {
  const { show, entry } = state
  const { rows, running } = useShow(show)
  const now = useNow()
  const { view, id } = { id: '', ...shownOf(state.stage.view, showable(state)) }
  const title = said(show.title)
  const on = show.rows.find((row) => row.id === running[0]?.id)
  const isNow =
    view === 'auto' && on && on.kind !== 'break' && on.kind !== 'lunch' && !show.show.pause && show.show.endedAt === null
  return (
    <div class={isNow ? 'sm-stage sm-stage--now' : 'sm-stage'} data-view={view}>
      <header class="sm-stage__top">
        <p lang={title.lang}>{title.text}</p>
        {lost !== null && <p class="sm-stage__lost">{m.stage_lost({ time: clockTime(lost, show.timezone) })}</p>}
        <p class="sm-stage__time">
          <time>{clockTime(now, show.timezone)}</time>
        </p>
      </header>
      <main class="sm-stage__main" id="content">
        {view === 'question' && <QuestionView question={state.questions.questions.find((one) => one.id === id)!} show={show} />}
        {view === 'queue' && <QueueView floor={state.floor} />}
        {view === 'poll' && <PollView poll={state.polls.polls.find((one) => one.id === id)!} />}
        {view === 'groups' && <GroupsView groups={state.groups} timezone={show.timezone} />}
        {view === 'slide' && <SlideView slide={state.slide!} base={base} />}
        {view === 'entry' && <EntryView entry={entry!} />}
        {view === 'auto' && <NowView show={show} />}
      </main>
      <footer class="sm-stage__foot">
        <DayLine plan={show.rows} rows={rows} timezone={show.timezone} />
        {entry && view !== 'entry' && (
          <p class="sm-stage__join">
            {m.stage_join()}
            <br />
            <b>{entry.address}</b> {m.stage_code()} <b>{entry.code}</b>
          </p>
        )}
      </footer>
    </div>
  )
}

const showable = ({ questions, polls, slide, groups, entry }: ScreenState) => ({
  questions: questions.questions,
  polls: polls.polls,
  slide,
  groups: groups.breakouts.length > 0,
  entry,
})
