/** Step one: a programme to read, as text or as a file. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { Language } from '../../reader/shape.ts'
import { Giving } from '../parts/giving.tsx'

export interface PasteProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly sample: boolean }
  readonly series: readonly { readonly id: string; readonly name: Words }[]
  readonly seriesId: string | null
  readonly text: string
  readonly language: Language | null
  /** In words, by field. */
  readonly wrong: Readonly<Record<string, string>>
}

export function PastePage(props: PasteProps) {
  const base = `/${props.network.slug}`
  const { wrong } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: pick(props.network.name, localeNow())?.text, href: base }, { text: m.programme_new_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_new_title()}</h1>
      <p class="sm-lead">{m.programme_paste_lead()}</p>
      <p class="sm-acts sm-ways">
        <a class="ds-link" href={`${base}/new/from`}>
          {m.programme_copy_link()}
        </a>
        {props.network.sample && (
          <a class="ds-link" href={`${base}/new?sample=april-2020`}>
            {m.programme_paste_sample()}
          </a>
        )}
      </p>
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <Giving action={`${base}/new`} text={props.text} language={props.language} wrong={wrong} next={m.programme_paste_next()}>
        {props.series.length > 0 && (
          <Select
            name="series"
            label={m.programme_fact_series()}
            optional={m.shared_optional()}
            width="half"
            value={props.seriesId ?? ''}
            options={[
              { value: '', label: m.programme_no_series() },
              ...props.series.map(({ id, name }) => ({ value: id, label: pick(name, localeNow())?.text ?? id })),
            ]}
          />
        )}
      </Giving>
    </main>
  )
}
