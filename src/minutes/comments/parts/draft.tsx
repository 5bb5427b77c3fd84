/** The form for something new about a passage that was chosen in the text. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox, TextArea } from '#ui/field.tsx'
import { COMMENT_LENGTH, isReplaceable, type Passage } from '../rules.ts'
import { Words } from './threads.tsx'

export interface DraftProps {
  readonly base: string
  readonly lang: string
  readonly place: { readonly passage: Passage; readonly quote: string } | null
  cancel(): void
}

export function Draft({ base, lang, place, cancel }: DraftProps) {
  const form = useRef<HTMLFormElement>(null)
  const [suggests, setSuggests] = useState(false)
  // Before the next key: it is meant for here, not for the text.
  useLayoutEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  return (
    <form
      class="sm-thread__form sm-thread__form--new"
      method="post"
      action={`${base}/comments`}
      aria-label={m.comments_new()}
      ref={form}
      onChange={({ target }) => target instanceof HTMLInputElement && setSuggests(target.checked)}
      onKeyDown={(event) => event.key === 'Escape' && cancel()}
    >
      {place === null ? (
        <p class="sm-list__m">{m.comments_to_all()}</p>
      ) : (
        <>
          <blockquote class="sm-thread__quote" lang={lang}>
            {place.quote}
          </blockquote>
          <input type="hidden" name="quote" value={place.quote} />
          <input type="hidden" name="passage" value={JSON.stringify(place.passage)} />
        </>
      )}
      <Words id="comment-draft" label={m.comments_words()} required={!suggests} />
      {place !== null && isReplaceable(place.quote) ? (
        <Checkbox name="suggest" value="yes" label={m.comments_suggest()} checked={suggests} />
      ) : null}
      {suggests && place !== null ? (
        <TextArea
          name="proposed"
          label={m.comments_proposed()}
          help={m.comments_proposed_help()}
          rows={3}
          maxLength={COMMENT_LENGTH}
          lang={lang}
          value={place.quote}
        />
      ) : null}
      <div class="sm-acts">
        <Button size="sm">{m.comments_send()}</Button>
        <Button type="button" variant="tertiary" size="sm" onClick={cancel}>
          {m.shared_cancel()}
        </Button>
      </div>
    </form>
  )
}
