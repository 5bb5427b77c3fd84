import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorText } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { sizeName } from '../rules.ts'
import { type AboutProps, KindAndLanguage, TitleAndDescription } from './about.tsx'

export interface FileFormProps extends AboutProps {
  readonly action: string
  /** Bytes. */
  readonly limit: number
}

/** One file with its title: works by itself, and gives way to the island where there is script. */
export function FileForm(props: FileFormProps) {
  return (
    <form class="sm-form" method="post" enctype="multipart/form-data" action={props.action}>
      <KindAndLanguage {...props} />
      <TitleAndDescription {...props} titleHelp={m.materials_title_help()} />
      <FileField prefix={props.prefix} limit={props.limit} error={props.errors.file} />
      <div class="sm-form__end">
        <Button icon={icons.upload}>{m.materials_upload()}</Button>
      </div>
    </form>
  )
}

/** A new file in the place of an old one: nothing else is asked. */
export function ReplaceForm(props: Pick<FileFormProps, 'prefix' | 'action' | 'limit' | 'errors'>) {
  return (
    <form class="sm-form" method="post" enctype="multipart/form-data" action={props.action}>
      <FileField prefix={props.prefix} limit={props.limit} error={props.errors.file} />
      <div class="sm-form__end">
        <Button icon={icons.upload} variant="secondary">
          {m.materials_replace()}
        </Button>
      </div>
    </form>
  )
}

/** The file field, with the limit said before anybody waits for an upload in vain. It comes last, after what is typed. */
export function FileField(props: { prefix: string; limit: number; error: string | undefined }) {
  const id = `${props.prefix}-file`
  return (
    <div class="sm-drop">
      <div class="ds-field">
        <label class="ds-label" for={id}>
          {m.materials_file()}
        </label>
        <p data-field="description" id={`${id}-help`}>
          {m.materials_file_help({ limit: sizeName(props.limit) })}
        </p>
        <input
          class="sm-file"
          id={id}
          name="file"
          type="file"
          required
          aria-describedby={props.error === undefined ? `${id}-help` : `${id}-help ${id}-error`}
          aria-invalid={props.error === undefined ? undefined : 'true'}
        />
        {props.error === undefined ? null : <ErrorText id={`${id}-error`}>{props.error}</ErrorText>}
      </div>
    </div>
  )
}
