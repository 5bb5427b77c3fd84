/** The form that takes a programme to read: a text, pasted with its formatting where there is script, or a file. */
import type { ComponentChildren } from 'preact'
import { sizeName } from '#materials/rules.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Island } from '#ui/island.tsx'
import type { Language } from '../../reader/shape.ts'
import { FILE_LARGEST } from '../rules.ts'
import { TextBox } from './checking.tsx'
import { ReadAs } from './language.tsx'

export interface GivingProps {
  readonly action: string
  readonly text: string
  readonly language: Language | null
  /** In words. */
  readonly wrong: { readonly text?: string | undefined; readonly file?: string | undefined }
  /** Between the fields and the button. */
  readonly children?: ComponentChildren
  /** What follows the button. */
  readonly next: string
}

const ENDINGS = '.txt,.md,.html,.htm,.docx,.pdf,.xlsx,.csv,.tsv,.ics,.xml,.json,.yaml,.yml,.tar,.gz'

export function Giving(props: GivingProps) {
  const { wrong } = props
  return (
    <form class="sm-form" id="giving" method="post" action={props.action} enctype="multipart/form-data">
      <TextBox label={m.programme_paste_label()} help={m.programme_paste_help()} text={props.text} wrong={wrong.text} />
      <Island name="programme/intake/file" when="now" props={{ action: props.action, wrong: wrong.file ?? null }}>
        <FileField wrong={wrong.file} />
      </Island>
      <ReadAs chosen={props.language} />
      {props.children}
      <div class="sm-form__end">
        <Button name="wish" value="check">
          {m.programme_paste_send()}
        </Button>
        <span class="soft">{props.next}</span>
      </div>
    </form>
  )
}

/** Without script it goes with the form; with script it is sent at once, and bears no name. */
export function FileField(props: {
  wrong: string | undefined
  onChoose?: (input: HTMLInputElement) => void
  disabled?: boolean
}) {
  const { onChoose } = props
  return (
    <Field
      name="file"
      label={m.programme_file_label()}
      help={m.programme_file_help({ limit: sizeName(FILE_LARGEST) })}
      error={props.wrong}
    >
      {({ name, ...tied }) => (
        <input
          class="sm-file"
          {...tied}
          {...(onChoose ? { onChange: (event) => onChoose(event.currentTarget) } : { name })}
          type="file"
          accept={ENDINGS}
          disabled={props.disabled}
        />
      )}
    </Field>
  )
}
