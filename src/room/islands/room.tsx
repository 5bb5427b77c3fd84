/** The room as all see it: made on the server, readable and usable so, and live where there is script. */
import { m } from '#platform/words/words.ts'
import { askableIn } from '#questions/room/parts/ask.tsx'
import { QuestionsInRoom } from '#questions/room/parts/questions.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { FloorInRoom } from '../floor/parts/floor.tsx'
import { Groups } from '../groups/parts/groups.tsx'
import { Returned } from '../groups/parts/returned.tsx'
import { Agenda } from '../parts/agenda.tsx'
import { LiveFrame } from '../parts/frame.tsx'
import { Jumps } from '../parts/jumps.tsx'
import { Muted } from '../parts/muted.tsx'
import { NowPanel } from '../parts/now.tsx'
import { GroundRules, OnTheTable } from '../parts/table.tsx'
import { Thumb } from '../parts/thumb.tsx'
import { Polls } from '../polls/parts/poll.tsx'
import type { Mine, RoomState } from '../reads.ts'
import { Signals } from '../signals/parts/signals.tsx'
import { Video } from '../video/parts/video.tsx'
import { type LiveProps, useLive } from './live.ts'
import type { OwnNews } from './source.ts'

export interface RoomProps extends LiveProps<RoomState> {
  readonly mine: Mine | null
  /** Why one cannot take part, and where one can come in; null for somebody who is in. */
  readonly enter: { readonly href: string; readonly label: string } | null
  readonly chairs: boolean
}

/**
 * What guests may do, what one may vote on, the groups one is in or waits for, and what bears one's name: it may have been done on
 * another device. Not how many voted: that changes with every ballot.
 */
const hangsOn = ({ polls, groups, people, floor, questions }: RoomState, mine: Mine) => [
  [floor.speaking, ...floor.waiting, ...questions.questions].flatMap((one) =>
    one?.name === mine.participant.name ? [one.id] : [],
  ),
  mine.participant.guest && people.guestsMay,
  polls.polls.map(({ id, state, electors }) => [id, state, electors]),
  groups.breakouts.map(({ id, standing, groups: all }) => {
    const own = all.filter((group) => mine.groups.groups.some((one) => one.id === group.id))
    return [id, standing, (own.length > 0 ? own : all).map(({ id, count, version }) => [id, count, version])]
  }),
]

const isStale = ({ participant }: Mine, { muted }: OwnNews) => participant.muted !== muted

export default function Room(props: RoomProps) {
  const { state, mine, of } = useLive<RoomState, Mine>(props, props.mine, hangsOn, isStale)
  const { base } = props
  const { show } = state
  const { items, now } = askableIn(show)
  const ended = show.show.endedAt !== null
  return (
    <LiveFrame
      class="sm-room"
      title={m.room_title()}
      of={of}
      unsent={props.unsent}
      show={show}
      people={state.people}
      links={[
        { href: base, label: m.room_to_programme(), icon: icons.bulletList },
        ...(props.chairs ? [{ href: `${base}/chair`, label: m.room_to_chair(), icon: icons.gavel }] : []),
      ]}
    >
      <NowPanel show={show} actions={<Video state={state.video} inside={mine !== null} base={base} />} />
      {props.enter && (
        <p class="sm-room__enter">
          {m.room_reading_only()}{' '}
          <LinkButton href={props.enter.href} variant="secondary" size="sm">
            {props.enter.label}
          </LinkButton>
        </p>
      )}
      {mine && <Muted muted={mine.participant.muted} />}
      <Jumps state={state} mine={mine} />
      <div class="sm-room__cols">
        <div class="sm-room__col">
          <QuestionsInRoom state={state.questions} mine={mine?.questions ?? null} base={base} now={now} items={items} />
          {/* In the widest column: what groups brought back is read side by side. */}
          {state.groups.breakouts
            .filter((of) => of.standing === 'returned')
            .map((of) => (
              <Returned key={of.id} of={of} id={of === state.groups.breakouts[0] ? 'groups' : undefined} />
            ))}
        </div>
        <div class="sm-room__col">
          <FloorInRoom state={state.floor} mine={ended ? null : (mine?.floor ?? null)} base={base} itemId={now} />
          {mine && !ended && <Signals base={base} muted={mine.participant.muted} />}
          <OnTheTable show={show} />
          <GroundRules show={show} />
        </div>
        <div class="sm-room__col">
          <Polls state={state.polls} mine={mine?.polls ?? null} base={base} />
          <Groups state={state.groups} mine={mine?.groups ?? null} base={base} timezone={show.timezone} />
          <Section id="day" title={m.room_day()}>
            <Agenda show={show} />
          </Section>
        </div>
      </div>
      {mine && !ended && <Thumb floor={state.floor} mine={mine} />}
    </LiveFrame>
  )
}
