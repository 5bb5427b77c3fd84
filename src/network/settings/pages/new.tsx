import type { Locale, Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { errorLines, NameFields } from '../../parts/words.tsx'
import { languageChoices } from './settings.tsx'

/** Make a network. @param example what an address will look like, with the site's own beginning */
export function NewNetworkPage(props: {
  values: { name: Words; slug: string; locale: Locale }
  errors: Record<string, string>
  example: string
}) {
  const { values, errors } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.network_new_title()}</h1>
      <p class="sm-lead">{m.network_new_lead()}</p>
      <ErrorSummary title={m.shared_errors_title()} errors={errorLines(errors, ['name'], values.locale)} />
      <form class="sm-form" method="post" action="/networks/new" novalidate>
        <NameFields value={values.name} errors={errors} main={values.locale} />
        <TextField
          name="slug"
          label={m.network_slug()}
          help={m.network_slug_help({ example: props.example })}
          value={values.slug}
          error={errors.slug}
          width="half"
          maxLength={60}
          required
        />
        <Select
          name="locale"
          label={m.network_locale()}
          help={m.network_locale_help()}
          value={values.locale}
          width="half"
          options={languageChoices}
        />
        <div class="sm-form__end">
          <Button>{m.network_make()}</Button>
        </div>
      </form>
    </main>
  )
}
