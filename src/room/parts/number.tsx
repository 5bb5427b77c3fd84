import { Field } from '#ui/field.tsx'

/**
 * A whole number as it stands for all: what another chair saves appears in it, unless somebody is typing in it here.
 * (A field with `value` would be set back to it whenever anything on the page is drawn anew.)
 */
export function NumberField(props: {
  name: string
  id: string
  label: string
  help?: string
  stands: number
  min: number
  max: number
}) {
  return (
    <Field name={props.name} id={props.id} label={props.label} help={props.help} required>
      {(tied) => (
        <input
          class="ds-input"
          {...tied}
          type="number"
          inputmode="numeric"
          min={props.min}
          max={props.max}
          defaultValue={props.stands}
          data-width="short"
        />
      )}
    </Field>
  )
}
