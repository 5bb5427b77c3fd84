/** What the forms of plans, goals, measures and indicators have in common. */
import { Languages } from '#meeting/settings/parts/languages.tsx'
import type { Flat } from '#meeting/settings/rules.ts'
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { ConflictAlert, ConflictChoices, type Disagreement } from '#programme/parts/conflict.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextArea, TextField } from '#ui/field.tsx'

/** A form as it is sent to the browser: fresh, or back with what is wrong or in conflict. */
export interface FormProps {
  readonly fields: Flat
  readonly was: string
  readonly conflicts: readonly Disagreement[]
  readonly error: (field: string) => string | undefined
  readonly errors: readonly { readonly field: string; readonly text: string }[]
}

/** Above the form: what could not be taken, and where. */
export const Troubles = ({ conflicts, errors }: FormProps) => (
  <>
    {conflicts.length > 0 && <ConflictAlert />}
    <ErrorSummary title={m.shared_errors_title()} errors={errors} />
  </>
)

/** First in the form: what it was based on, and the choices it asks for. */
export const Based = ({ was, conflicts, error }: FormProps) => (
  <>
    <input type="hidden" name="was" value={was} />
    <ConflictChoices of={conflicts} error={error} />
  </>
)

/** A title and a description, in the plan's language first. */
export function TitleFields(props: FormProps & { locale: Locale; label: string; about: string }) {
  const { fields, error, locale } = props
  const others = locales.filter((one) => one !== locale)
  return (
    <Languages
      first={locale}
      open={others.some((one) => fields[`title/${one}`] || fields[`description/${one}`])}
      of={(one) => (
        <>
          <TextField
            name={`title/${one}`}
            label={props.label}
            value={fields[`title/${one}`]}
            error={error(`title/${one}`) ?? (one === locale ? error('title') : undefined)}
            lang={one}
          />
          <TextArea
            name={`description/${one}`}
            label={props.about}
            value={fields[`description/${one}`]}
            error={error(`description/${one}`)}
            lang={one}
            rows={3}
            reading
            optional={m.shared_optional()}
          />
        </>
      )}
    />
  )
}

/** How much it counts beside the others. */
export const WeightField = ({ fields, error }: FormProps) => (
  <TextField
    name="weight"
    label={m.plans_weight()}
    help={m.plans_weight_help()}
    value={fields.weight}
    error={error('weight')}
    width="short"
    inputmode="decimal"
    optional={m.shared_optional()}
  />
)
