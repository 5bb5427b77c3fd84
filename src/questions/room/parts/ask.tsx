/** Asking in the room: the form says the truth about names and about who sees it first. */
import { useState } from 'preact/hooks'
import { said } from '#meeting/parts/said.ts'
import { message } from '#platform/words/message.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Act } from '#room/parts/act.tsx'
import type { ShowPart } from '#room/show/reads.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox, Select, TextArea } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { QUESTION_LONGEST } from '../rules.ts'

/** Something that a question can be put to. */
export interface Askable {
  readonly id: string
  readonly title: Words
}

/** What of a day's programme can be asked about, and which of it is on; null in breaks and between items. */
export function askableIn(show: ShowPart): { readonly items: readonly Askable[]; readonly now: string | null } {
  const items = show.rows.flatMap(({ id, kind, title }) =>
    title === null || kind === 'break' || kind === 'lunch' ? [] : [{ id, title }],
  )
  const running = new Set(show.show.runs.filter((run) => run.to === null).map((run) => run.itemId))
  return { items, now: items.find((one) => running.has(one.id))?.id ?? null }
}

export interface AskProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  /** The item that is on; null between items. */
  readonly now: string | null
  readonly items: readonly Askable[]
  readonly moderated: boolean
  /** Why one may not ask, as a message key. What was typed stays, greyed, for when one may again. */
  readonly mayNot: string | null
}

/**
 * What a question is about: the item that is on. Whoever chose another, or has begun to write, stays with theirs when the next
 * item begins.
 */
function useAbout(now: string | null) {
  const [own, setOwn] = useState<{ readonly about: string | null; readonly chosen: boolean } | null>(null)
  return {
    about: own ? own.about : now,
    wrote: (text: string) => setOwn((own) => (own?.chosen ? own : text === '' ? null : (own ?? { about: now, chosen: false }))),
    chose: (about: string | null) => setOwn({ about, chosen: true }),
    sent: () => setOwn(null),
  }
}

export function Ask({ base, now, items, moderated, mayNot }: AskProps) {
  const { about, wrote, chose, sent } = useAbout(now)
  const typed = (event: Event) => {
    const field = event.target as HTMLTextAreaElement | HTMLSelectElement
    if (field.name === 'text') wrote(field.value)
    if (field.name === 'item') chose(field.value || null)
  }
  return (
    <Act action={`${base}/room/questions`} class="sm-ask" onDone={sent}>
      {mayNot !== null && <p>{message(mayNot)}</p>}
      <fieldset disabled={mayNot !== null} onInput={typed}>
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
        <div class="sm-ask__end">
          <Checkbox name="nameless" id="room-question-nameless" label={m.questions_room_nameless()} />
          <Button icon={icons.paperPlane}>{m.questions_room_send()}</Button>
        </div>
      </fieldset>
    </Act>
  )
}
