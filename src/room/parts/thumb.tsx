/** On a phone, under the thumb: to write a question, and to the list with one's place on it. */
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import type { Mine, RoomState } from '../reads.ts'

/** Links, not acts: what is asked is asked where the page says what becomes of it. */
export function Thumb({ floor, mine }: { readonly floor: RoomState['floor']; readonly mine: Mine }) {
  const own = new Set(mine.floor.turns.map((one) => one.id))
  const place = floor.waiting.findIndex((one) => own.has(one.id))
  return (
    <nav class="sm-reach" aria-label={m.room_thumb()}>
      {mine.questions.mayNotAsk === null && (
        <LinkButton href="#room-question" icon={icons.chat}>
          {m.room_thumb_ask()}
        </LinkButton>
      )}
      <LinkButton href="#floor" variant="secondary" icon={icons.handFinger}>
        {place < 0 ? m.room_jump_floor() : m.room_thumb_nr({ n: place + 1 })}
      </LinkButton>
    </nav>
  )
}
