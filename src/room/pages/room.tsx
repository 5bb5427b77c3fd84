import { m } from '#platform/words/words.ts'
import { Island } from '#ui/island.tsx'
import Room, { type RoomProps } from '../islands/room.tsx'

/** `/{network}/{meeting}/room` */
export function RoomPage(props: RoomProps) {
  return (
    <main id="content" class="sm-page sm-page--room">
      <Island name="room/room" props={props} when="now" hydrate>
        <Room {...props} />
      </Island>
      <noscript>
        <p class="soft">{m.room_without_script()}</p>
      </noscript>
    </main>
  )
}
