/** Where two people changed the same field: both versions, and a choice that nobody makes for the one who asks. */
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { RadioGroup } from '#ui/field.tsx'

export interface Disagreement {
  readonly field: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

export function ConflictAlert() {
  return (
    <Alert tone="warning" title={m.programme_conflict_title()} role="alert">
      {m.programme_conflict_text()}
    </Alert>
  )
}

export function ConflictChoices(props: { of: readonly Disagreement[]; error: (field: string) => string | undefined }) {
  return (
    <>
      {props.of.map(({ field, label, mine, theirs }) => (
        <div key={field}>
          <input type="hidden" name="ask" value={field} />
          <RadioGroup
            name={`use/${field}`}
            legend={m.programme_conflict_about({ field: label })}
            error={props.error(`use/${field}`)}
            required
            options={[
              { value: 'mine', label: m.programme_conflict_mine({ text: mine || m.programme_conflict_empty() }) },
              { value: 'theirs', label: m.programme_conflict_theirs({ text: theirs || m.programme_conflict_empty() }) },
            ]}
          />
        </div>
      ))}
    </>
  )
}
