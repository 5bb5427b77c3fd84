/** Asking in the room: the form says the truth about names and about who sees it first. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Act } from '#room/parts/act.tsx'
import { Button } from '#ui/button.tsx'
import { Checkbox, Select, TextArea } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { QUESTION_LONGEST } from '../rules.ts'

/** Something that a question can be put to. */
export interface Askable {
  readonly id: string
  readonly title: Words
}

export interface AskProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  /** The item that is on; null between items. */
  readonly now: string | null
  readonly items: readonly Askable[]
  readonly moderated: boolean
}

export function Ask({ base, now, items, moderated }: AskProps) {
  const at = useRef<HTMLDivElement>(null)
  const [about, setAbout] = useState(now)
  // Who has begun to write writes about the item that was on then, also when the next one begins.
  useEffect(() => {
    if (!at.current?.querySelector('textarea')?.value) setAbout(now)
  }, [now])
  return (
    <Act action={`${base}/room/questions`} class="sm-ask" onDone={() => setAbout(now)}>
      <div ref={at}>
        <TextArea
          name="text"
          id="room-question"
          label={m.questions_room_own()}
          help={moderated ? m.questions_room_moderated() : undefined}
          rows={2}
          maxLength={QUESTION_LONGEST}
          required
          reading
        />
        {items.length > 0 && (
          <Select
            key={about}
            name="item"
            id="room-question-item"
            label={m.questions_room_about()}
            value={about ?? ''}
            options={[
              ...items.map((one) => ({ value: one.id, label: said(one.title).text, lang: said(one.title).lang })),
              { value: '', label: m.questions_room_meeting() },
            ]}
          />
        )}
      </div>
      <div class="sm-ask__end">
        <Checkbox name="nameless" id="room-question-nameless" label={m.questions_room_nameless()} />
        <Button icon={icons.paperPlane}>{m.questions_room_send()}</Button>
      </div>
    </Act>
  )
}
