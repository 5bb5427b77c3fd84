/** A series' name, address and rhythm; and taking it away. */
import { said } from '#meeting/parts/said.ts'
import { Languages } from '#meeting/settings/parts/languages.tsx'
import type { Flat } from '#meeting/settings/rules.ts'
import { monthName, weekdayName } from '#platform/words/dates.ts'
import { type Locale, locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { ConflictAlert, ConflictChoices, type Disagreement } from '#programme/parts/conflict.tsx'
import { languageName } from '#programme/parts/fields.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { CheckboxGroup, RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { weekWord } from '../../parts/rhythm.ts'
import { weeks } from '../../rhythm/rules.ts'
import { rhythmChoice } from '../forms.ts'

export interface EditSeriesProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly locale: Locale }
  readonly series: { readonly id: string; readonly slug: string; readonly name: Words }
  readonly fields: Flat
  readonly was: string
  readonly conflicts: readonly Disagreement[]
  readonly error: (field: string) => string | undefined
  readonly errors: readonly { readonly field: string; readonly text: string }[]
  readonly mayRemove: boolean
}

export function EditSeriesPage(props: EditSeriesProps) {
  const { network, series, fields, error } = props
  const base = `/${network.slug}/series/${series.slug}`
  const others = locales.filter((locale) => locale !== network.locale)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { text: said(network.name).text, href: `/${network.slug}` },
          { text: said(series.name).text, href: base },
          { text: m.network_series_edit() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.network_series_edit()}</h1>
      {props.conflicts.length > 0 && <ConflictAlert />}
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form class="sm-form" method="post" action={`${base}/edit`} novalidate>
        <input type="hidden" name="was" value={props.was} />
        <ConflictChoices of={props.conflicts} error={error} />
        <Languages
          first={network.locale}
          open={others.some((locale) => fields[`name/${locale}`] || fields[`description/${locale}`])}
          of={(locale) => (
            <>
              <TextField
                name={`name/${locale}`}
                label={m.network_name_in({ language: languageName(locale) })}
                value={fields[`name/${locale}`]}
                error={error(`name/${locale}`) ?? (locale === network.locale ? error('name') : undefined)}
                lang={locale}
              />
              <TextArea
                name={`description/${locale}`}
                label={m.network_description_in({ language: languageName(locale) })}
                value={fields[`description/${locale}`]}
                error={error(`description/${locale}`)}
                lang={locale}
                rows={2}
                reading
                optional={m.shared_optional()}
              />
            </>
          )}
        />
        <TextField
          name="slug"
          label={m.network_series_slug()}
          help={m.network_series_slug_help()}
          value={fields.slug}
          error={error('slug')}
          width="half"
        />
        <RhythmFields text={fields.rhythm ?? ''} error={error('rhythm')} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={base}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <section class="sm-sec sm-danger" aria-labelledby="remove">
        <div class="sm-sec__head">
          <h2 class="sm-h2" id="remove">
            {m.network_series_remove()}
          </h2>
        </div>
        <p>{props.mayRemove ? m.network_series_remove_help() : m.network_series_not_empty()}</p>
        {props.mayRemove && (
          <PostButton action={`${base}/remove`} variant="secondary" color="danger" icon={icons.trash}>
            {m.network_series_remove()}
          </PostButton>
        )}
      </section>
    </main>
  )
}

/** All controls stand there without script; the style sheet hides those that say nothing for what is chosen. */
function RhythmFields({ text, error }: { text: string; error: string | undefined }) {
  const { kind, weekday, week, months } = rhythmChoice(text)
  return (
    <div class="sm-rhythm">
      <RadioGroup
        name="rhythm"
        legend={m.network_series_rhythm()}
        value={kind}
        error={error}
        options={[
          { value: 'none', label: m.network_series_rhythm_none() },
          { value: 'weekday', label: m.network_series_rhythm_by_weekday() },
          { value: 'months', label: m.network_series_rhythm_by_months() },
        ]}
      />
      <div class="sm-form__row sm-rhythm__day">
        <Select
          name="week"
          label={m.network_series_rhythm_week()}
          value={String(week)}
          options={weeks.map((one) => ({ value: String(one), label: weekWord(one) }))}
        />
        <Select
          name="weekday"
          label={m.network_series_rhythm_weekday()}
          value={String(weekday)}
          options={[1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: weekdayName(one) }))}
        />
      </div>
      <div class="sm-rhythm__months">
        <CheckboxGroup
          name="month"
          legend={m.network_series_rhythm_in()}
          values={months.map(String)}
          options={[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((one) => ({ value: String(one), label: monthName(one) }))}
        />
      </div>
    </div>
  )
}
