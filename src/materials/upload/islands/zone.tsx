/** Where files are chosen or dropped. Dropping is an extra: the field does the same by keyboard. */
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { sizeName } from '../../rules.ts'

export function Zone(props: { prefix: string; limit: number; one?: boolean; take: (files: Iterable<File>) => void }) {
  const [over, setOver] = useState(false)
  const id = `${props.prefix}-file`
  const limit = sizeName(props.limit)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the field inside does the same by keyboard.
    <div
      class="sm-drop"
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        const files = [...(event.dataTransfer?.files ?? [])]
        props.take(props.one ? files.slice(0, 1) : files)
      }}
    >
      <div class="ds-field">
        <label class="ds-label" for={id}>
          {props.one ? m.materials_file() : m.materials_files()}
        </label>
        <p data-field="description" id={`${id}-help`}>
          {props.one ? m.materials_file_help({ limit }) : m.materials_files_help({ limit })}
        </p>
        {/* No name: what is chosen is moved to the list below, and sent from there. */}
        <input
          class="sm-file"
          id={id}
          type="file"
          multiple={!props.one}
          aria-describedby={`${id}-help`}
          onChange={(event: TargetedEvent<HTMLInputElement>) => {
            props.take([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </div>
    </div>
  )
}
