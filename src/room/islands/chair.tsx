/** The chairs' console: what is on and its keys, the rest of the day, and everything that waits for a chair. One thumb on a phone. */
import { m } from '#platform/words/words.ts'
import { askableIn } from '#questions/room/parts/ask.tsx'
import { QuestionsConsole } from '#questions/room/parts/chair.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { FloorConsole } from '../floor/parts/chair.tsx'
import type { KnownName } from '../floor/reads.ts'
import { GroupsChair } from '../groups/parts/chair.tsx'
import { Agenda } from '../parts/agenda.tsx'
import { LiveFrame } from '../parts/frame.tsx'
import { Jumps } from '../parts/jumps.tsx'
import { itemOn, NowPanel } from '../parts/now.tsx'
import { ChairPolls } from '../polls/parts/chair.tsx'
import type { Mine, RoomState } from '../reads.ts'
import { Keys, Shortcuts, UndoLast } from '../show/parts/keys.tsx'
import { LateChoices } from '../show/parts/late.tsx'
import { SignalCounts } from '../signals/parts/chair.tsx'
import { StageChair } from '../stage/parts/chair.tsx'
import { VideoChair } from '../video/parts/chair.tsx'
import { type LiveProps, useLive } from './live.ts'

export interface ChairProps extends LiveProps<RoomState> {
  /** Organisers choose how the video is held; chairs are not all organisers. */
  readonly edits: boolean
  /** Offered where a name is typed for the speaker list. */
  readonly names: readonly KnownName[]
}

export default function Chair(props: ChairProps) {
  const { state, of } = useLive<RoomState, Mine>(props, null)
  const { base } = props
  const { show, people } = state
  const on = itemOn(show)
  const { view } = state.stage
  return (
    <LiveFrame
      class="sm-ctl"
      title={m.room_chair_title()}
      of={of}
      unsent={props.unsent}
      show={show}
      people={people}
      links={[
        { href: `${base}/room`, label: m.room_tool(), icon: icons.eye },
        { href: `${base}/since`, label: m.since_short(), icon: icons.tasklist },
        { href: `${base}/stage`, label: m.room_to_stage(), icon: icons.monitor },
        { href: `${base}/chair/settings`, label: m.room_people_title(), icon: icons.personGroup },
      ]}
    >
      {/* In the order a chair needs them: so they stand on a phone, and so keys go through them. */}
      <div class="sm-ctl__cols">
        <div class="sm-ctl__main">
          <NowPanel show={show} />
          <Jumps state={state} />
          <Keys show={show} base={base} />
          <div class="sm-ctl__under">
            <UndoLast show={show} base={base} />
            <Shortcuts />
          </div>
          <SignalCounts state={state.signals} />
          <LateChoices show={show} base={base} />
          <ChairPolls state={state.polls} item={on} base={base} />
        </div>
        <div class="sm-ctl__side">
          <FloorConsole state={state.floor} base={base} itemId={on?.id ?? null} names={props.names} />
          <QuestionsConsole
            state={state.questions}
            base={base}
            items={askableIn(show).items}
            onStage={view.view === 'question' ? view.id : null}
          />
        </div>
        <div class="sm-ctl__more">
          <GroupsChair state={state.groups} base={base} timezone={show.timezone} />
          <StageChair
            state={state.stage}
            show={show}
            hasGroups={state.groups.breakouts.length > 0}
            hasCode={people.code !== null}
            base={base}
          />
          <VideoChair state={state.video} base={base} edits={props.edits} />
        </div>
        <Section id="runs" title={m.room_runs()} class="sm-ctl__runs">
          <Agenda show={show} />
        </Section>
      </div>
    </LiveFrame>
  )
}
