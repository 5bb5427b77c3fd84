/** Step one: a list to take in, as a file or pasted. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Field, TextArea } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { NetworkRow } from '../../reads.ts'
import type { Kind } from '../parts/kind.ts'

export function GivePage(props: { network: NetworkRow; kind: Kind; text: string; errors: Record<string, string> }) {
  const { kind, errors } = props
  const list = `/${props.network.slug}/${kind.path}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: kind.list(), href: list }, { text: kind.title() }]} />
      <h1 class="sm-title sm-title--m">{kind.title()}</h1>
      <p class="sm-lead">{kind.lead()}</p>
      <p class="soft">{m.directory_take_nothing_yet()}</p>
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      <form class="sm-form" method="post" action={`${list}/import`} enctype="multipart/form-data" novalidate>
        <Field name="file" label={m.directory_take_file()} help={m.directory_take_file_help()} error={errors['file']}>
          {(tied) => <input class="sm-file" {...tied} type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain" />}
        </Field>
        <TextArea name="text" label={m.directory_take_paste()} value={props.text} error={errors['text']} rows={6} />
        <div class="sm-form__end">
          <Button>{m.directory_take_next()}</Button>
          <a class="ds-link" href={list}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}
