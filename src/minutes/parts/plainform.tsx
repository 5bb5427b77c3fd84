/** Writing minutes without script: plain text, saved by a button. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, TextArea } from '#ui/field.tsx'
import type { Keyword } from '../plain/rules.ts'

export interface PlainFormProps {
  /** What the minutes are of. */
  readonly title: string
  readonly titleLang: string | null
  readonly text: string
  readonly basedOn: number
  readonly window: string
  /** A sum of the text that this form is made from. */
  readonly seen: string
  readonly lang: string
  /** The words that begin a block in the language of the minutes. */
  readonly words: Readonly<Record<Keyword, string>>
  /** What cannot be written as plain text, as it will be read. */
  readonly kept: readonly { readonly number: number; readonly html: string }[]
  readonly heldBy: string | null
  readonly error: string | null
}

export function PlainForm(props: PlainFormProps) {
  return (
    <form class="sm-doc sm-form" method="post">
      <h2 class="sm-doc__title" lang={props.titleLang ?? undefined}>
        {props.title}
      </h2>
      <ErrorSummary title={m.shared_errors_title()} errors={props.error === null ? [] : [{ field: 'text', text: props.error }]} />
      <input type="hidden" name="basedOn" value={props.basedOn} />
      <input type="hidden" name="window" value={props.window} />
      <input type="hidden" name="seen" value={props.seen} />
      {props.heldBy === null ? null : <p class="soft">{m.minutes_held_title({ name: props.heldBy })}</p>}
      <TextArea
        name="text"
        label={m.minutes_plain_label()}
        help={m.minutes_plain_help(props.words)}
        error={props.error ?? undefined}
        value={props.text}
        rows={18}
        lang={props.lang}
        reading
      />
      {props.kept.length === 0 ? null : (
        <section aria-labelledby="kept-h">
          <h3 id="kept-h">{m.minutes_plain_kept()}</h3>
          <p class="soft">{m.minutes_plain_kept_help()}</p>
          {props.kept.map((part) => (
            <figure key={part.number}>
              <figcaption>[[{part.number}]]</figcaption>
              <div class="sm-prose" lang={props.lang} dangerouslySetInnerHTML={{ __html: part.html }} />
            </figure>
          ))}
        </section>
      )}
      {props.heldBy === null ? null : <Checkbox name="take" value="yes" label={m.minutes_plain_take()} />}
      <p class="sm-acts">
        <Button>{m.shared_save()}</Button>
      </p>
    </form>
  )
}
