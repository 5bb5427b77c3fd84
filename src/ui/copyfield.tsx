import type { ComponentChildren } from 'preact'
import { m } from '#platform/words/words.ts'

export interface CopyFieldProps {
  id: string
  /** What is to be taken along: an address. */
  text: string
  label: string
}

/** A text to take along, ready to be marked whole. The island `ui/copy` puts a button beside it. */
export function CopyField(props: CopyFieldProps & { children?: ComponentChildren }) {
  return (
    <div class="sm-copyfield">
      <label class="ds-label" for={props.id}>
        {props.label}
      </label>
      <div>
        <input
          class="ds-input"
          id={props.id}
          type="text"
          readonly
          value={props.text}
          aria-describedby={props.children ? undefined : `${props.id}-how`}
          onFocus={(event) => event.currentTarget.select()}
        />
        {props.children ?? (
          <span class="soft" id={`${props.id}-how`}>
            {m.shared_copy_yourself()}
          </span>
        )}
      </div>
    </div>
  )
}
