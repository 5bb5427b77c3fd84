/** Step one: paste a programme. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { ErrorText, Select } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'

export interface PasteProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly sample: boolean }
  readonly series: readonly { readonly id: string; readonly name: Words }[]
  readonly seriesId: string | null
  readonly text: string
  readonly error: string | null
}

export function PastePage(props: PasteProps) {
  const base = `/${props.network.slug}`
  const { error } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: pick(props.network.name, localeNow())?.text, href: base }, { text: m.programme_new_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_new_title()}</h1>
      <p class="sm-lead">{m.programme_paste_lead()}</p>
      {error && <ErrorSummary title={m.shared_errors_title()} errors={[{ field: 'text', text: error }]} />}
      <form class="sm-form" method="post" action={`${base}/new`}>
        <div class="ds-field">
          <label class="ds-label" for="text">
            {m.programme_paste_label()}
          </label>
          <p data-field="description" id="text-help">
            {m.programme_paste_help()}
          </p>
          <textarea
            class="ds-input sm-paste"
            id="text"
            name="text"
            rows={16}
            spellcheck={false}
            aria-describedby={error ? 'text-help text-error' : 'text-help'}
            aria-invalid={error ? 'true' : undefined}
          >
            {/* The parser takes one line break after the tag away. */}
            {`\n${props.text}`}
          </textarea>
          {error && <ErrorText id="text-error">{error}</ErrorText>}
        </div>
        {props.network.sample && (
          <p>
            <a class="ds-link" href={`${base}/new?sample=april-2020`}>
              {m.programme_paste_sample()}
            </a>
          </p>
        )}
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
        <div class="sm-form__end">
          <Button name="wish" value="check">
            {m.programme_paste_send()}
          </Button>
          <span class="soft">{m.programme_paste_next()}</span>
        </div>
      </form>
    </main>
  )
}
