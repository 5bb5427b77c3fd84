/** Step one: a plan to read, as text or as a file. */

import { sizeName } from '#materials/rules.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { TextBox } from '#programme/intake/parts/checking.tsx'
import { FILE_LARGEST } from '#programme/intake/rules.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Field } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'

export interface PasteProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly text: string
  /** In words, by field. */
  readonly wrong: Readonly<Record<string, string>>
}

export function PastePage({ network, text, wrong }: PasteProps) {
  const base = `/${network.slug}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: pick(network.name, localeNow())?.text, href: base },
          { text: m.plans_title(), href: `${base}/plans` },
          { text: m.planio_import_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.planio_import_title()}</h1>
      <p class="sm-lead">{m.planio_import_lead()}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(wrong).map(([field, said]) => ({ field, text: said }))}
      />
      <form class="sm-form" id="giving" method="post" action={`${base}/plans/import`} enctype="multipart/form-data">
        <TextBox label={m.planio_import_label()} help={m.planio_import_help()} text={text} wrong={wrong.text} />
        <Field
          name="file"
          label={m.programme_file_label()}
          help={m.planio_import_file_help({ limit: sizeName(FILE_LARGEST) })}
          error={wrong.file}
        >
          {(tied) => <input class="sm-file" {...tied} type="file" accept=".docx,.xlsx,.pdf,.txt,.md,.html,.htm,.csv,.tsv" />}
        </Field>
        <div class="sm-form__end">
          <Button name="wish" value="check">
            {m.planio_import_send()}
          </Button>
          <span class="soft">{m.programme_paste_next()}</span>
        </div>
      </form>
    </main>
  )
}
