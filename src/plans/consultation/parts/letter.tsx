/** Whether members have been told of a draft that is out, and the way to tell them. For organisers. */
import { standingOf } from '#notices/composer/rules.ts'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import type { ConsultationLetter } from '../letter/reads.ts'

export interface LetterProps {
  readonly head: { readonly network: { readonly slug: string }; readonly path: string }
  readonly timezone: string
  readonly letter: ConsultationLetter | null
}

export function Letter({ head, timezone, letter }: LetterProps) {
  const action = `${head.path}/consultation/letter`
  if (letter === null)
    return (
      <Alert tone="info">
        <p>{m.planio_letter_untold()}</p>
        <PostButton action={action} size="sm" icon={icons.envelope}>
          {m.planio_letter_write()}
        </PostButton>
      </Alert>
    )
  return (
    <>
      <p>
        {stateOf(letter, timezone)}{' '}
        <a class="ds-link" href={`/${head.network.slug}/notices/${letter.row.id}`}>
          {m.planio_letter_look()}
        </a>
      </p>
      {letter.stale && (
        <Alert tone="info">
          <p>{m.planio_letter_stale()}</p>
          <PostButton action={action} variant="secondary" size="sm" icon={icons.envelope}>
            {m.planio_letter_write_anew()}
          </PostButton>
        </Alert>
      )}
    </>
  )
}

function stateOf({ row }: ConsultationLetter, timezone: string): string {
  const standing = standingOf(row)
  if (standing === 'sent') return m.planio_letter_sent({ when: dateTime(row.sentAt!, timezone) })
  return standing === 'waiting' ? m.planio_letter_waiting({ when: dateTime(row.sendAt!, timezone) }) : m.planio_letter_draft()
}
