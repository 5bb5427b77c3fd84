/** On a phone: the ways to what one does in a room, with how much is there. */
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { Mine, RoomState } from '../reads.ts'

/** @param props.mine one's own, where this is the room: a poll that waits for one's answer is marked until it has it */
export function Jumps({ state, mine = null }: { readonly state: RoomState; readonly mine?: Mine | null }) {
  const open = state.polls.polls.filter((poll) => poll.state === 'open').length
  const waits = mine?.polls.ballots.some((own) => !own.voted) ?? false
  const asked = state.questions.questions.filter((one) => one.state === 'waiting' || one.state === 'shown').length
  const ways = [
    { to: '#questions', icon: icons.chat, label: m.room_jump_questions(), count: asked },
    { to: '#floor', icon: icons.microphone, label: m.room_jump_floor(), count: state.floor.waiting.length },
    ...(open > 0
      ? [{ to: '#polls', icon: icons.barChart, label: m.polls_title(), count: waits ? m.room_jump_new() : open }]
      : []),
    ...(state.groups.breakouts.length > 0
      ? [{ to: '#groups', icon: icons.personGroup, label: m.room_jump_groups(), count: state.groups.breakouts.length }]
      : []),
  ]
  return (
    <nav class="sm-jumps" aria-label={m.room_jumps()}>
      {ways.map((way) => (
        <a key={way.to} href={way.to}>
          <Icon of={way.icon} />
          <span>
            {way.label} <b>{way.count}</b>
          </span>
        </a>
      ))}
    </nav>
  )
}
