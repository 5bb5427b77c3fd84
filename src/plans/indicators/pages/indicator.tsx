/** An indicator being made or changed, and what it says on a day being noted. */
import { said } from '#meeting/parts/said.ts'
import { Languages } from '#meeting/settings/parts/languages.tsx'
import type { Flat } from '#meeting/settings/rules.ts'
import { locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { Based, type FormProps, Troubles } from '../../parts/fields.tsx'
import { readersOf, targetText } from '../../parts/words.ts'
import type { IndicatorView, PlanView } from '../../reads.ts'

/** What it is of: "Tiltak 1.2" or "Mål 1", and the page of that. */
export interface OfWhat {
  readonly name: string
  readonly title: Words
  readonly href: string
}

const Way = ({ view, of, last }: { view: PlanView; of: OfWhat; last: string }) => {
  const plan = said(view.plan.title)
  return (
    <Crumbs
      label={m.plans_crumbs()}
      steps={[
        { text: <span lang={plan.lang}>{plan.text}</span>, href: view.path },
        { text: of.name, href: of.href },
        { text: last },
      ]}
    />
  )
}

export function IndicatorPage(
  props: FormProps & {
    view: PlanView
    of: OfWhat
    /** Where the form is sent. */
    action: string
    hidden: Readonly<Record<string, string>>
    indicator: IndicatorView | null
  },
) {
  const { view, of, fields, error, indicator } = props
  const title = indicator ? m.plans_change_indicator() : m.plans_add_indicator()
  const { locale } = view.plan
  const others = locales.filter((one) => one !== locale)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Way view={view} of={of} last={title} />
      <h1 class="sm-title sm-title--m">{title}</h1>
      <p class="sm-lead">{`${of.name}: ${said(of.title).text}`}</p>
      <Troubles {...props} />
      <form class="sm-form" method="post" action={props.action} novalidate>
        {indicator ? <Based {...props} /> : <input type="hidden" name="was" value={props.was} />}
        {Object.entries(props.hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Languages
          first={locale}
          open={others.some((one) => fields[`name/${one}`] || fields[`unit/${one}`])}
          of={(one) => (
            <>
              <TextField
                name={`name/${one}`}
                label={m.plans_indicator_name()}
                value={fields[`name/${one}`]}
                error={error(`name/${one}`) ?? (one === locale ? error('name') : undefined)}
                lang={one}
              />
              <TextField
                name={`unit/${one}`}
                label={m.plans_unit()}
                help={m.plans_unit_help()}
                value={fields[`unit/${one}`]}
                error={error(`unit/${one}`)}
                lang={one}
                width="half"
                optional={m.shared_optional()}
              />
            </>
          )}
        />
        <RadioGroup
          name="kind"
          legend={m.plans_kind()}
          value={fields.kind}
          options={[
            { value: 'count', label: m.plans_kind_count(), help: m.plans_kind_count_help() },
            { value: 'share', label: m.plans_kind_share(), help: m.plans_kind_share_help() },
            { value: 'yes_no', label: m.plans_kind_yes_no(), help: m.plans_kind_yes_no_help() },
          ]}
        />
        <div class="sm-form__row">
          <TextField
            name="baseline"
            label={m.plans_baseline()}
            value={fields.baseline}
            error={error('baseline')}
            inputmode="decimal"
            width="short"
            optional={m.shared_optional()}
          />
          <TextField
            name="target"
            label={m.plans_target()}
            value={fields.target}
            error={error('target')}
            inputmode="decimal"
            width="short"
            optional={m.shared_optional()}
          />
        </div>
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={of.href}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      {indicator && (
        <Section id="remove" title={m.plans_remove_indicator()} class="sm-danger">
          <p>{m.plans_remove_indicator_help()}</p>
          <PostButton
            action={`${view.path}/indicators/${indicator.id}/remove`}
            variant="secondary"
            color="danger"
            icon={icons.trash}
          >
            {m.plans_remove_indicator()}
          </PostButton>
        </Section>
      )}
    </main>
  )
}

export function ReadingPage(props: {
  view: PlanView
  of: OfWhat
  indicator: IndicatorView
  fields: Flat
  error: (field: string) => string | undefined
  errors: readonly { readonly field: string; readonly text: string }[]
}) {
  const { view, of, indicator, fields, error } = props
  const name = said(indicator.name)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Way view={view} of={of} last={m.plans_note_reading()} />
      <h1 class="sm-title sm-title--m">{m.plans_note_reading()}</h1>
      <p class="sm-lead" lang={name.lang}>
        {name.text}
      </p>
      {indicator.target !== null && <p class="soft">{`${m.plans_target()}: ${targetText(indicator, indicator.target)}`}</p>}
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form class="sm-form" method="post" action={`${view.path}/indicators/${indicator.id}/readings`} novalidate>
        <TextField name="on" type="date" label={m.plans_date()} value={fields.on} error={error('on')} width="half" />
        {indicator.kind === 'yes_no' ? (
          <RadioGroup
            name="value"
            legend={m.plans_value()}
            value={fields.value}
            error={error('value')}
            options={[
              { value: 'yes', label: m.plans_yes() },
              { value: 'no', label: m.plans_no() },
            ]}
          />
        ) : (
          <div class="sm-form__row sm-planrow">
            <TextField
              name="value"
              label={indicator.kind === 'share' ? m.plans_share_part() : m.plans_value()}
              help={indicator.kind === 'share' ? m.plans_share_part_help() : said(indicator.unit).text || undefined}
              value={fields.value}
              error={error('value')}
              inputmode="decimal"
              width={indicator.kind === 'share' ? undefined : 'short'}
            />
            {indicator.kind === 'share' && (
              <TextField
                name="of"
                label={m.plans_share_whole()}
                help={said(indicator.unit).text || undefined}
                value={fields.of}
                error={error('of')}
                inputmode="decimal"
                optional={m.shared_optional()}
              />
            )}
          </div>
        )}
        <TextArea
          name="note"
          label={m.plans_note()}
          help={readersOf(view.plan)}
          value={fields.note}
          error={error('note')}
          rows={2}
          optional={m.shared_optional()}
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={of.href}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}
