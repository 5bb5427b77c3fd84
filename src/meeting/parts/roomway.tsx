/** The way into the room: filled while the meeting runs, quiet in the hours before. */
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import type { MeetingView } from '../reads.ts'

export interface RoomWayProps {
  readonly view: MeetingView
  readonly chairs: boolean
  /** What lets guests in, for those who may pass it on. */
  readonly code: string | null
  readonly baseUrl: string
}

export function RoomWay(props: RoomWayProps) {
  const { meeting, path } = props.view
  if (meeting.template || meeting.publishedAt === null || meeting.statusNow.postponed || meeting.statusNow.cancelled) return null
  const live = meeting.state === 'live'
  if (!live && meeting.state !== 'published') return null
  return (
    <>
      <p class="sm-acts sm-roomway">
        <LinkButton href={`${path}/room`} variant={live ? 'primary' : 'secondary'} icon={icons.presentation}>
          {live ? m.meeting_room_now() : m.meeting_room()}
        </LinkButton>
        {props.chairs ? (
          <LinkButton href={`${path}/chair`} variant="tertiary" icon={icons.gavel}>
            {m.meeting_room_chair()}
          </LinkButton>
        ) : null}
      </p>
      {props.code ? (
        <p class="soft">
          {m.meeting_room_guests({ address: `${props.baseUrl.replace(/^https?:\/\//, '')}/k`, code: props.code })}
        </p>
      ) : null}
    </>
  )
}
