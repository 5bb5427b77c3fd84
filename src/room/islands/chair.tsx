/** The chairs' console: what is on and its keys, the rest of the day, and everything that waits for a chair. One thumb on a phone. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { askableIn } from '#questions/room/parts/ask.tsx'
import { QuestionsConsole } from '#questions/room/parts/chair.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { FloorConsole } from '../floor/parts/chair.tsx'
import type { KnownName } from '../floor/reads.ts'
import { GroupsChair } from '../groups/parts/chair.tsx'
import { Agenda } from '../parts/agenda.tsx'
import { Announcing } from '../parts/announce.ts'
import { Bar } from '../parts/bar.tsx'
import { ClockContext } from '../parts/clock.tsx'
import { RoomFlash } from '../parts/flash.tsx'
import { itemOn, NowPanel } from '../parts/now.tsx'
import { Sending } from '../parts/sending.ts'
import { Spoken } from '../parts/spoken.tsx'
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
  const { state, line, clock, send, flash, dismiss } = useLive<RoomState, Mine>(props, null)
  const [awake, setAwake] = useState(false)
  const voice = useRef<HTMLParagraphElement>(null)
  useEffect(() => setAwake(true), [])
  const announce = useCallback((text: string) => {
    if (voice.current) voice.current.textContent = text
  }, [])
  const { base } = props
  const { show, people } = state
  const on = itemOn(show)
  const { view } = state.stage
  return (
    <Sending.Provider value={awake ? send : null}>
      <ClockContext.Provider value={clock}>
        <Announcing.Provider value={announce}>
          <div class="sm-ctl">
            <h1 class="sr">{m.room_chair_title()}</h1>
            <Bar
              line={awake ? line : null}
              present={people.present}
              timezone={show.timezone}
              links={[
                { href: `${base}/room`, label: m.room_to_room(), icon: icons.eye },
                { href: `${base}/stage`, label: m.room_to_stage(), icon: icons.monitor },
                { href: `${base}/chair/settings`, label: m.room_to_settings(), icon: icons.cog },
              ]}
            />
            <RoomFlash answer={flash} onClose={dismiss} />
            <p class="sr" role="status" aria-live="polite" ref={voice} />
            <Spoken show={show} />
            <div class="sm-ctl__cols">
              <Section id="runs" title={m.room_runs()} class="sm-ctl__runs">
                <Agenda show={show} />
              </Section>
              <div class="sm-ctl__main">
                <NowPanel show={show} />
                <Keys show={show} base={base} />
                <UndoLast show={show} base={base} />
                <SignalCounts state={state.signals} />
                <LateChoices show={show} base={base} />
                <Shortcuts />
                <ChairPolls state={state.polls} item={on} base={base} />
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
              <div class="sm-ctl__side">
                <FloorConsole state={state.floor} base={base} itemId={on?.id ?? null} names={props.names} />
                <QuestionsConsole
                  state={state.questions}
                  base={base}
                  items={askableIn(show).items}
                  onStage={view.view === 'question' ? view.id : null}
                />
              </div>
            </div>
          </div>
        </Announcing.Provider>
      </ClockContext.Provider>
    </Sending.Provider>
  )
}
