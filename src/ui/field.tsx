import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

/*
 * Label above, help before the field, error below in words, value kept. Help and error are tied to the field,
 * so that they are read with it. The id is the name unless the same name stands twice on a page.
 */
export interface FieldProps {
  name: string
  label: ComponentChildren
  id?: string | undefined
  help?: ComponentChildren
  error?: string | undefined
  required?: boolean | undefined
  /** Said after the label of a field that may stay empty: "valgfritt". */
  optional?: string | undefined
  /** Hide the label where the place says the same, as in a search field. It is still read aloud. */
  labelHidden?: boolean | undefined
  class?: string | undefined
}

export interface Tied {
  id: string
  name: string
  required: boolean | undefined
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

export function tie(props: FieldProps): Tied {
  const id = props.id ?? props.name
  const described = [props.help === undefined ? '' : `${id}-help`, props.error === undefined ? '' : `${id}-error`].filter(
    (part) => part !== '',
  )
  return {
    id,
    name: props.name,
    required: props.required,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': props.error === undefined ? undefined : 'true',
  }
}

export function ErrorText(props: { id: string; children: string }) {
  return (
    <p class="sm-error" id={props.id} data-field="validation">
      <Icon of={icons.xmarkOctagon} />
      <span>{props.children}</span>
    </p>
  )
}

/** The frame around one control. `children` draws the control from what ties it to the frame. */
export function Field(props: FieldProps & { children: (tied: Tied) => ComponentChildren }) {
  const tied = tie(props)
  return (
    <div class={props.class === undefined ? 'ds-field' : `ds-field ${props.class}`}>
      <label class={props.labelHidden === true ? 'ds-label sr' : 'ds-label'} for={tied.id}>
        {props.label}
        {props.optional === undefined ? null : <span class="sm-optional"> ({props.optional})</span>}
      </label>
      {props.help === undefined ? null : (
        <p data-field="description" id={`${tied.id}-help`}>
          {props.help}
        </p>
      )}
      {props.children(tied)}
      {props.error === undefined ? null : <ErrorText id={`${tied.id}-error`}>{props.error}</ErrorText>}
    </div>
  )
}

export interface TextFieldProps extends FieldProps {
  value?: string | undefined
  type?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'date' | 'time' | 'datetime-local' | 'number' | 'password' | undefined
  autocomplete?: string | undefined
  inputmode?: 'text' | 'email' | 'numeric' | 'decimal' | 'tel' | 'url' | 'search' | 'none' | undefined
  maxLength?: number | undefined
  min?: string | undefined
  max?: string | undefined
  pattern?: string | undefined
  /** How long the answer is: short for a time or a number, half for a name. */
  width?: 'short' | 'half' | 'full' | undefined
  lang?: string | undefined
  autofocus?: boolean | undefined
  list?: string | undefined
}

export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      {(tied) => (
        <input
          class="ds-input"
          {...tied}
          // Preact's types want one literal here; any of ours will do.
          type={(props.type ?? 'text') as 'text'}
          value={props.value}
          autocomplete={props.autocomplete}
          inputmode={props.inputmode}
          maxlength={props.maxLength}
          min={props.min}
          max={props.max}
          pattern={props.pattern}
          data-width={props.width}
          lang={props.lang}
          autofocus={props.autofocus}
          list={props.list}
        />
      )}
    </Field>
  )
}

export function TextArea(
  props: FieldProps & {
    value?: string | undefined
    rows?: number | undefined
    maxLength?: number | undefined
    lang?: string | undefined
    reading?: boolean | undefined
  },
) {
  return (
    <Field {...props}>
      {(tied) => (
        // `reading`: what the meeting says is set in the reading face, also while it is written.
        <textarea
          class={props.reading === true ? 'ds-input sm-reading' : 'ds-input'}
          {...tied}
          rows={props.rows ?? 4}
          maxlength={props.maxLength}
          lang={props.lang}
        >
          {props.value}
        </textarea>
      )}
    </Field>
  )
}

export interface Choice {
  value: string
  label: ComponentChildren
  help?: ComponentChildren
  disabled?: boolean | undefined
  lang?: string | undefined
}

export function Select(
  props: FieldProps & { options: Choice[]; value?: string | undefined; width?: 'short' | 'half' | 'full' | undefined },
) {
  return (
    <Field {...props}>
      {(tied) => (
        <select class="ds-input" {...tied} data-width={props.width}>
          {props.options.map((option) => (
            <option
              key={option.value}
              value={option.value}
              selected={option.value === props.value}
              ref={(at) => {
                // What a form that is reset goes back to: else it would be the first of them, whatever is said here.
                if (at) at.defaultSelected = option.value === props.value
              }}
              disabled={option.disabled}
              lang={option.lang}
            >
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function Checkbox(
  props: FieldProps & { value?: string | undefined; checked?: boolean | undefined; disabled?: boolean | undefined },
) {
  const tied = tie(props)
  return (
    <div class={props.class === undefined ? 'ds-field' : `ds-field ${props.class}`}>
      <input
        class="ds-input"
        {...tied}
        type="checkbox"
        value={props.value ?? 'on'}
        checked={props.checked}
        disabled={props.disabled}
      />
      <label for={tied.id}>{props.label}</label>
      {props.help === undefined ? null : (
        <p data-field="description" id={`${tied.id}-help`}>
          {props.help}
        </p>
      )}
      {props.error === undefined ? null : <ErrorText id={`${tied.id}-error`}>{props.error}</ErrorText>}
    </div>
  )
}

interface GroupProps {
  name: string
  legend: ComponentChildren
  help?: ComponentChildren
  error?: string | undefined
  /** Said after the legend of a group that may stay empty: "valgfritt". */
  optional?: string | undefined
  options: Choice[]
  id?: string | undefined
  /** Cards with an edge, for a choice that decides much. */
  cards?: boolean | undefined
}

function Group(
  props: GroupProps & { type: 'radio' | 'checkbox'; chosen: (value: string) => boolean; required?: boolean | undefined },
) {
  const id = props.id ?? props.name
  const tied = tie({ name: props.name, id, label: props.legend, help: props.help, error: props.error })
  return (
    <fieldset class="ds-fieldset" aria-describedby={tied['aria-describedby']}>
      <legend class="ds-label">
        {props.legend}
        {props.optional === undefined ? null : <span class="sm-optional"> ({props.optional})</span>}
      </legend>
      {props.help === undefined ? null : (
        <p data-field="description" id={`${id}-help`}>
          {props.help}
        </p>
      )}
      {props.options.map((option, place) => {
        // The first one bears the group's id: the error summary leads there.
        const own = place === 0 ? id : `${id}-${option.value}`
        return (
          <div key={option.value} class="ds-field" data-variant={props.cards === true ? 'outline' : undefined}>
            <input
              class="ds-input"
              type={props.type}
              id={own}
              name={props.name}
              value={option.value}
              checked={props.chosen(option.value)}
              disabled={option.disabled}
              required={props.type === 'radio' ? props.required : undefined}
              aria-describedby={option.help === undefined ? undefined : `${own}-about`}
              aria-invalid={tied['aria-invalid']}
            />
            <label for={own} lang={option.lang}>
              {option.label}
            </label>
            {option.help === undefined ? null : (
              <p data-field="description" id={`${own}-about`}>
                {option.help}
              </p>
            )}
          </div>
        )
      })}
      {props.error === undefined ? null : <ErrorText id={`${id}-error`}>{props.error}</ErrorText>}
    </fieldset>
  )
}

export function RadioGroup(props: GroupProps & { value?: string | undefined; required?: boolean | undefined }) {
  return <Group {...props} type="radio" chosen={(value) => value === props.value} />
}

export function CheckboxGroup(props: GroupProps & { values: readonly string[] }) {
  return <Group {...props} type="checkbox" chosen={(value) => props.values.includes(value)} />
}
