/** The rules for documents, set by a network's owners. */
import type { NetworkRow } from '#network/reads.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, TextArea, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { keptFor, kindName, usualReason } from '../parts/words.ts'
import { type Keepings, type KeepKind, keepingOf, keepingsVersion, keepKinds, LEAST_YEARS, MOST_YEARS } from '../rules.ts'

export interface RulesProps {
  readonly network: NetworkRow
  /** What stands in the fields: `<kind>.keep`, `<kind>.years`, `<kind>.reason`. */
  readonly values: Readonly<Record<string, string>>
  /** The rules the form was made from. */
  readonly seen: string
  readonly errors: Readonly<Record<string, string>>
  /** Somebody else was first: what they chose. */
  readonly theirs: Keepings | null
}

export function RulesPage(props: RulesProps) {
  const { network, errors } = props
  const base = `/${network.slug}/settings`
  const own = keepKinds.filter((kind) => !kind.fixed)
  const fixed = keepKinds.filter((kind) => kind.fixed)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_settings_title()}
        steps={[{ text: m.network_settings_title(), href: base }, { text: m.keeping_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.keeping_title()}</h1>
      <p class="sm-lead">{m.keeping_lead()}</p>
      <p class="sm-acts">
        <LinkButton href={`${base}/due`} variant="secondary">
          {m.keeping_due_title()}
        </LinkButton>
        <LinkButton href={`${base}/privacy`} variant="tertiary">
          {m.keeping_to_personal()}
        </LinkButton>
      </p>
      {props.theirs && <Theirs {...props} theirs={props.theirs} />}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(errors).map(([field, text]) => {
          const kind = own.find(({ id }) => field.startsWith(`${id}.`))
          return { field, text: kind ? `${kindName(kind.id)}: ${text}` : text }
        })}
      />
      <form class="sm-form" method="post" action={`${base}/keeping`} novalidate>
        <input type="hidden" name="seen" value={props.seen} />
        {own.map((kind) => (
          <Rule key={kind.id} {...props} kind={kind} />
        ))}
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
        </div>
      </form>
      <Section id="always" title={m.keeping_always()}>
        <p>{m.keeping_fixed()}</p>
        <dl class="sm-facts">
          {fixed.map((kind) => (
            <div key={kind.id}>
              <dt>{kindName(kind.id)}</dt>
              <dd>{usualReason(kind.id)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </main>
  )
}

function Rule({ kind, network, values, errors }: RulesProps & { kind: KeepKind }) {
  const of = (name: string) => `${kind.id}.${name}`
  return (
    <fieldset class="ds-fieldset sm-form__part">
      <legend class="sm-h2">{kindName(kind.id)}</legend>
      <RadioGroup
        name={of('keep')}
        legend={m.keeping_choice()}
        value={values[of('keep')]}
        options={[
          { value: 'always', label: m.keeping_choice_always() },
          { value: 'years', label: m.keeping_choice_years() },
        ]}
      />
      <TextField
        name={of('years')}
        type="number"
        inputmode="numeric"
        min={String(LEAST_YEARS)}
        max={String(MOST_YEARS)}
        label={m.keeping_years()}
        help={m.keeping_years_help({ least: LEAST_YEARS, most: MOST_YEARS })}
        value={values[of('years')] ?? ''}
        error={errors[of('years')]}
        width="short"
      />
      <TextArea
        name={of('reason')}
        label={m.keeping_reason()}
        help={m.keeping_reason_help({ usual: usualReason(kind.id) })}
        value={values[of('reason')] ?? ''}
        error={errors[of('reason')]}
        rows={2}
        maxLength={500}
        lang={network.locale}
        optional={m.shared_optional()}
      />
    </fieldset>
  )
}

function Theirs({ theirs, seen }: RulesProps & { theirs: Keepings }) {
  if (keepingsVersion(theirs) === seen) return null
  return (
    <Alert tone="warning" role="alert">
      {m.keeping_conflict()}
      <dl class="sm-facts">
        {keepKinds
          .filter((kind) => !kind.fixed)
          .map((kind) => (
            <div key={kind.id}>
              <dt>{kindName(kind.id)}</dt>
              <dd>{keptFor(kind, keepingOf(kind, theirs).years)}</dd>
            </div>
          ))}
      </dl>
    </Alert>
  )
}
