/** Who has the floor, and how their time stands. The clock is silent; what it means stands beside it in words. */
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { useNow } from '../../parts/clock.tsx'
import type { SpeakingView } from '../reads.ts'
import { milestoneAt, spokenIn } from '../rules.ts'
import type { TurnKind } from '../tables.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** 100 → "1.40". @param seconds whole or not */
export const shortTime = (seconds: number): string =>
  m.room_clock({ minutes: Math.floor(seconds / 60), seconds: two(Math.floor(seconds % 60)) })

/** What a turn is called where it is not an ordinary one. */
export const kindName = (kind: TurnKind): string =>
  ({ order: m.floor_kind_order, reply: m.floor_kind_reply, ordinary: m.floor_kind_ordinary })[kind]()

/** Time spoken of the time there is, as "1.40 av 2.00". @param short without the time there is */
export function SpeakerClock({ of: one, short = false }: { readonly of: SpeakingView; readonly short?: boolean }) {
  const now = useNow()
  const spoken = spokenIn(one, now)
  const milestone = milestoneAt(one.seconds * 1000 - spoken, one.seconds)
  const time = shortTime(spoken / 1000)
  return (
    <span class={`sm-floorclock is-${milestone}`}>
      <span role="timer" aria-label={m.floor_clock_label({ name: one.name })}>
        {short ? time : m.floor_of_time({ time, limit: shortTime(one.seconds) })}
      </span>
      {milestone !== 'running' && (
        <span class="sm-floorclock__stage">
          <Icon of={milestone === 'over' ? icons.exclamationmarkTriangle : icons.hourglass} />
          {milestone === 'over' ? m.floor_over() : m.floor_soon()}
        </span>
      )}
      {one.runningSince === null && <span class="sm-floorclock__stage">{m.floor_clock_stands()}</span>}
    </span>
  )
}
