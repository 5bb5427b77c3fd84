/** Laying a transcript beside the minutes, how long it stays, and taking it away. */
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { TranscriptRow } from '../rules.ts'

export interface StayProps {
  readonly base: string
  readonly row: TranscriptRow
  /** "90 dager": when it goes at the latest, after the meeting. */
  readonly term: string
  /** Some of it belongs to an item. */
  readonly placed: boolean
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly typed: Readonly<Record<string, string>>
}

export function StaySection({ base, row, term, placed, errors, typed }: StayProps) {
  return (
    <Section id="stay" title={m.transcript_stay()}>
      {row.keptAt === null ? (
        <>
          <p>{placed ? m.transcript_keep_help() : m.transcript_keep_nothing()}</p>
          {placed ? (
            <div class="sm-acts">
              <PostButton action={`${base}/keep`} icon={icons.checkmark}>
                {m.transcript_keep()}
              </PostButton>
            </div>
          ) : null}
        </>
      ) : (
        <p>
          <State is="done">{m.transcript_kept()}</State>
        </p>
      )}
      {row.lastsBecause === null ? (
        <>
          <p>{m.transcript_goes({ term })}</p>
          <details class="sm-more" open={errors['because'] !== undefined}>
            <summary>
              {m.transcript_last()}
              <Icon of={icons.chevronDown} class="chevron" />
            </summary>
            <form class="sm-form" method="post" action={`${base}/last`}>
              <TextArea
                name="because"
                label={m.transcript_because()}
                help={m.transcript_because_help()}
                value={typed['because'] ?? ''}
                error={errors['because']}
                rows={2}
                maxLength={500}
                required
              />
              <Button variant="secondary">{m.transcript_last_do()}</Button>
            </form>
          </details>
        </>
      ) : (
        <>
          <p>{m.transcript_lasts({ because: row.lastsBecause })}</p>
          <PostButton action={`${base}/last/end`} variant="secondary" size="sm">
            {m.transcript_last_end()}
          </PostButton>
        </>
      )}
      <details class="sm-more">
        <summary>
          {m.transcript_remove()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <p>{m.transcript_remove_help()}</p>
        <PostButton action={`${base}/remove`} color="danger" variant="secondary" size="sm" icon={icons.trash}>
          {m.transcript_remove_do()}
        </PostButton>
      </details>
    </Section>
  )
}
