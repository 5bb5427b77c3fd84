/** The fields that say what came of an item. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Select, TextField } from '#ui/field.tsx'
import type { OutcomeKind } from '../../tables.ts'
import { type OutcomeRow, outcomeKinds } from '../rules.ts'
import { outcomeName } from './words.ts'

export interface OutcomeFieldsProps {
  readonly itemId: string
  readonly outcome: Pick<OutcomeRow, 'kind' | 'toMeetingId' | 'referredTo'> | null
  /** What the text says; chosen beforehand where nothing has been said. */
  readonly suggested: OutcomeKind | null
  /** Meetings that an item can be postponed to. */
  readonly later: readonly { readonly id: string; readonly title: Words }[]
  /** Of which item, where several stand below each other. */
  readonly about?: string | undefined
}

export function OutcomeFields({ itemId, outcome, suggested, later, about }: OutcomeFieldsProps) {
  const of = about === undefined ? null : <span class="sr"> – {about}</span>
  return (
    <>
      <Select
        name={`kind-${itemId}`}
        label={
          <>
            {m.outcome_label()}
            {of}
          </>
        }
        help={outcome === null && suggested ? m.outcome_suggested() : undefined}
        value={outcome?.kind ?? suggested ?? ''}
        options={[
          { value: '', label: m.outcome_unsaid(), disabled: outcome !== null },
          ...outcomeKinds.map((kind) => ({ value: kind, label: outcomeName(kind) })),
        ]}
      />
      <details class="sm-more" open={outcome?.kind === 'postponed' || outcome?.kind === 'referred'}>
        <summary>
          {m.outcome_where()}
          {of}
        </summary>
        <Select
          name={`to-${itemId}`}
          label={m.outcome_to_label()}
          value={outcome?.toMeetingId ?? ''}
          options={[
            { value: '', label: m.outcome_to_unknown() },
            ...later.map(({ id, title }) => ({ value: id, label: pick(title, localeNow())?.text ?? '' })),
          ]}
        />
        <TextField
          name={`referred-${itemId}`}
          label={m.outcome_referred_label()}
          value={outcome?.referredTo ?? ''}
          maxLength={200}
        />
      </details>
    </>
  )
}
