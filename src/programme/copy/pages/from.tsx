/** A new meeting after another: its title, its dates, and what comes along. */
import { said } from '#meeting/parts/said.ts'
import { holidayHint, rhythmWords } from '#network/parts/rhythm.ts'
import type { Rhythm } from '#network/tables.ts'
import { locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { CheckboxGroup, Select, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { dayName } from '../../parts/day.ts'
import { languageName } from '../../parts/fields.tsx'
import { DateDoubts } from '../parts/doubts.tsx'
import type { DatedPassage } from '../reader.ts'
import type { CopySource } from '../reads.ts'
import type { Along } from '../rules.ts'

export interface FromProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly source: CopySource
  readonly series: readonly { readonly id: string; readonly name: Words }[]
  readonly title: Words
  readonly seriesId: string | null
  /** As they stand in the fields, one for each day. */
  readonly dates: readonly string[]
  /** Where the first date comes from, when it was proposed. */
  readonly proposedBy: Rhythm | null
  readonly along: Along
  readonly doubts: readonly DatedPassage[]
  readonly error: (field: string) => string | undefined
  readonly errors: readonly { readonly field: string; readonly text: string }[]
}

export function FromPage(props: FromProps) {
  const base = `/${props.network.slug}`
  const { source, error } = props
  const { meeting } = source
  const title = said(meeting.title).text
  const written = locales.filter((locale) => locale === meeting.locale || props.title[locale])
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(props.network.name).text, href: base },
          { text: m.programme_new_title(), href: `${base}/new` },
          { text: m.programme_copy_title(), href: `${base}/new/from` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_copy_title_of({ title })}</h1>
      <p class="sm-lead">{m.programme_copy_lead()}</p>
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form class="sm-form" method="post" action={`${base}/new/from`} novalidate>
        <input type="hidden" name="from" value={meeting.id} />
        {written.map((locale) => (
          <TextField
            key={locale}
            name={`title/${locale}`}
            label={written.length > 1 ? `${m.programme_fact_title()} (${languageName(locale)})` : m.programme_fact_title()}
            value={props.title[locale] ?? ''}
            error={locale === meeting.locale ? error('title') : undefined}
            lang={locale}
          />
        ))}
        <Dates {...props} />
        {props.series.length > 0 && (
          <Select
            name="series"
            label={m.programme_fact_series()}
            value={props.seriesId ?? ''}
            width="half"
            options={[
              { value: '', label: m.programme_no_series() },
              ...props.series.map(({ id, name }) => ({ value: id, label: said(name).text })),
            ]}
          />
        )}
        <CheckboxGroup
          name="along"
          legend={m.programme_copy_along()}
          values={Object.entries(props.along).flatMap(([name, chosen]) => (chosen ? [name] : []))}
          options={[
            { value: 'speakers', label: m.programme_copy_along_speakers() },
            { value: 'audience', label: m.programme_copy_along_audience() },
            { value: 'place', label: m.programme_copy_along_place(), ...(meeting.place && { help: meeting.place }) },
            ...(meeting.joinUrl ? [{ value: 'join', label: m.programme_copy_along_join(), help: meeting.joinUrl }] : []),
            ...(source.invited > 0
              ? [{ value: 'invited', label: m.programme_copy_along_invited({ count: source.invited }) }]
              : []),
            ...(source.polls.length > 0
              ? [{ value: 'polls', label: m.programme_copy_along_polls({ count: source.polls.length }) }]
              : []),
          ]}
        />
        <div class="sm-form__end">
          <Button>{m.programme_copy_make()}</Button>
          <a class="ds-link" href={`${base}/new/from`}>
            {m.programme_copy_choose()}
          </a>
        </div>
      </form>
      {props.doubts.length > 0 && (
        <Section id="doubts" title={m.programme_copy_doubts()}>
          <p>{m.programme_copy_doubts_help()}</p>
          <DateDoubts of={props.doubts} />
        </Section>
      )}
    </main>
  )
}

function Dates(props: FromProps) {
  const { days } = props.source
  const [first = ''] = props.dates
  const hint = first && !props.error('date/0') ? holidayHint(first) : ''
  const help = [
    props.proposedBy ? m.programme_copy_date_proposed({ rhythm: rhythmWords(props.proposedBy) }) : m.programme_copy_date_later(),
    hint,
  ]
  return (
    <div class="sm-form__row" id="dates">
      {days.map((day, i) => (
        <TextField
          key={day.id}
          type="date"
          name={`date/${i}`}
          label={
            days.length === 1
              ? m.programme_copy_dates()
              : i === 0
                ? m.programme_copy_date_first()
                : dayName({ date: null, label: day.label }, i + 1)
          }
          help={i === 0 ? help.filter(Boolean).join(' ') : m.programme_copy_date_open()}
          value={props.dates[i]}
          error={props.error(`date/${i}`) ?? (i === 0 ? props.error('dates') : undefined)}
        />
      ))}
    </div>
  )
}
