/** What was typed into a row and is not saved: kept in the browser, laid into the fields again, with what it was based on. */
import { type Copies, copiesOf } from '#ui/copies.ts'

export interface Kept {
  /** Every field by name, in order, with the hidden ones that say what the change was made on. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** When, in milliseconds since 1970. */
  readonly at: number
}

/** By the path the form is sent to. */
export const keptForms = (personId: string): Copies<Kept> => copiesOf<Kept>(`programme.${personId}`)

export const keep = (form: HTMLFormElement): Kept => ({
  fields: [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  at: Date.now(),
})

/** Lays what was kept into a form drawn anew. Fields that it does not have (a speaker taken away meanwhile) travel along unseen. */
export function layIn(form: HTMLFormElement, kept: Kept): void {
  const left = new Map<string, string[]>()
  for (const [name, value] of kept.fields) left.set(name, [...(left.get(name) ?? []), value])
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement))
      continue
    const values = left.get(field.name)
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      const at = values?.indexOf(field.value) ?? -1
      field.checked = at >= 0
      if (at >= 0) values!.splice(at, 1)
    } else if (values?.length) field.value = values.shift()!
  }
  for (const [name, values] of left)
    for (const value of values) {
      const hidden = document.createElement('input')
      Object.assign(hidden, { type: 'hidden', name, value })
      form.append(hidden)
    }
}
