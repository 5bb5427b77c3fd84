/** Proposed corrections, word by word, each with its answer, or with room for one. */
import { dateTime } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import { State, type StateName } from '#ui/state.tsx'
import { Difference } from '../../parts/difference.tsx'
import { compareLines } from '../../revision/rules.ts'
import type { CorrectionState } from '../../tables.ts'
import type { CorrectionRow } from '../rules.ts'

const looks: Record<CorrectionState, { is: StateName; word: () => string }> = {
  open: { is: 'waiting', word: () => m.approval_state_open() },
  accepted: { is: 'approved', word: () => m.approval_state_accepted() },
  answered: { is: 'done', word: () => m.approval_state_answered() },
  withdrawn: { is: 'none', word: () => m.approval_state_withdrawn() },
}

export interface CorrectionsProps {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly corrections: readonly CorrectionRow[]
  /** The language of the minutes. */
  readonly locale: Locale
  readonly timezone: string
  /** Whoever reads. */
  readonly personId: string | null
  /** Whether the reader may accept and answer. */
  readonly settles: boolean
  /** The form that was not taken: of which part, or of which correction. */
  readonly trouble: { readonly of: string; readonly typed: Readonly<Record<string, string>>; readonly error: string } | null
}

export function Corrections(props: CorrectionsProps) {
  return (
    <ol class="sm-list sm-corrections">
      {props.corrections.map((one) => (
        <li key={one.id} id={`correction-${one.id}`}>
          <p class="sm-list__m">
            {m.approval_by({ name: one.name, at: dateTime(one.createdAt, props.timezone) })}{' '}
            <State is={looks[one.state].is}>{looks[one.state].word()}</State>
          </p>
          {one.after === null ? null : (
            <Difference lines={compareLines(one.before.split('\n'), one.after.split('\n'))} lang={props.locale} />
          )}
          {one.after === '' ? <p class="soft">{m.approval_removed_all()}</p> : null}
          {one.remark ? <p class="sm-corrections__said">{one.remark}</p> : null}
          {one.answer ? (
            <p class="sm-corrections__said">
              <b>{m.approval_answer_by({ name: one.answeredByName ?? m.minutes_someone() })}</b> {one.answer}
            </p>
          ) : null}
          <Acts {...props} one={one} />
        </li>
      ))}
    </ol>
  )
}

function Acts({ one, base, personId, settles, trouble }: CorrectionsProps & { one: CorrectionRow }) {
  if (one.state !== 'open') return null
  const at = `${base}/corrections/${one.id}`
  const wrong = trouble?.of === one.id ? trouble : null
  return (
    <>
      {settles ? (
        <form class="sm-form" method="post" action={`${at}/settle`}>
          <TextArea
            name="answer"
            id={`answer-${one.id}`}
            label={m.approval_answer()}
            help={m.approval_answer_help()}
            value={wrong?.typed.answer}
            error={wrong?.error}
            rows={2}
          />
          <div class="sm-acts">
            <Button name="do" value="accept" variant="secondary" size="sm">
              {one.after === null ? m.approval_accept_remark() : m.approval_accept()}
            </Button>
            <Button name="do" value="answer" variant="tertiary" size="sm">
              {m.approval_answer_only()}
            </Button>
          </div>
        </form>
      ) : null}
      {one.personId === personId ? (
        <form method="post" action={`${at}/withdraw`}>
          <Button variant="tertiary" size="sm">
            {m.approval_withdraw()}
          </Button>
        </form>
      ) : null}
    </>
  )
}
