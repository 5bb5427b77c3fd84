/** What was said of a draft, each with its answer; one's own to mend, and for organisers to answer. */
import { dateTime } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { InputView } from '../reads.ts'
import type { Typed } from './send.tsx'

interface Around {
  readonly head: { readonly path: string }
  readonly timezone: string
  readonly organises: boolean
  readonly open: boolean
  readonly typed: Typed | null
}

export function Inputs({ of, ...around }: Around & { of: readonly InputView[] }) {
  if (of.length === 0) return <p class="soft">{around.organises ? m.planio_inputs_none() : m.planio_inputs_none_shown()}</p>
  return (
    <ol class="sm-planinputs">
      {of.map((one) => (
        <One key={one.id} one={one} {...around} />
      ))}
    </ol>
  )
}

function One({ one, head, timezone, organises, open, typed }: Around & { one: InputView }) {
  const about = one.about && pick(one.about.title, localeNow())
  const answer = pick(one.answer, localeNow())
  const own = typed?.form === one.id ? typed : null
  const action = `${head.path}/consultation/inputs/${one.id}`
  const by = [one.name, pick(one.organisation, localeNow())?.text].filter(Boolean).join(', ')
  return (
    <li id={one.id}>
      <p class="sm-planinputs__by">
        <b>{one.about ? `${one.about.number} ${about?.text ?? ''}` : m.planio_whole_plan()}</b>
        {' · '}
        {by || m.planio_sender_hidden()}
        {' · '}
        {dateTime(one.at, timezone)}
        {one.own && ` · ${m.planio_yours()}`}
      </p>
      <p class="sm-planinputs__said" lang={one.locale}>
        {one.text}
      </p>
      {answer ? (
        <div class="sm-planinputs__answer">
          <p class="sm-planinputs__by">
            <State is="done">{one.answeredByName ? m.planio_answer_by({ name: one.answeredByName }) : m.planio_answer()}</State>
          </p>
          <p class="sm-planinputs__said" lang={answer.lang}>
            {answer.text}
          </p>
        </div>
      ) : (
        <p>
          <State is="waiting">{m.planio_unanswered()}</State>
        </p>
      )}
      {one.own && open && (
        <details class="sm-more" open={own?.wrong['text'] !== undefined}>
          <summary>
            {m.planio_mend()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <form class="sm-form" method="post" action={action} novalidate>
            <TextArea
              name="text"
              id={`${one.id}-text`}
              label={m.planio_input()}
              value={own?.fields['text'] ?? one.text}
              error={own?.wrong['text']}
              required
              reading
            />
            <div class="sm-form__end">
              <Button size="sm">{m.shared_save()}</Button>
            </div>
          </form>
          <PostButton action={`${action}/remove`} variant="tertiary" size="sm" icon={icons.trash}>
            {m.shared_remove()}
          </PostButton>
        </details>
      )}
      {organises && (
        <details class="sm-more" open={own?.wrong['answer'] !== undefined}>
          <summary>
            {one.answer ? m.planio_answer_change() : m.planio_answer_write()}
            <span class="sr">: {one.text.slice(0, 60)}</span>
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <form class="sm-form" method="post" action={`${action}/answer`} novalidate>
            <input type="hidden" name="version" value={one.version} />
            <TextArea
              name="answer"
              id={`${one.id}-answer`}
              label={m.planio_answer()}
              help={m.planio_answer_help()}
              value={own?.fields['answer'] ?? answer?.text ?? ''}
              error={own?.wrong['answer']}
              required
              reading
            />
            <div class="sm-form__end">
              <Button size="sm">{m.planio_answer_send()}</Button>
            </div>
          </form>
        </details>
      )}
    </li>
  )
}
