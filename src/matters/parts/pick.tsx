/** Choosing a matter by what it is called, and ticking topics. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { CheckboxGroup, TextField } from '#ui/field.tsx'
import { offered } from '../rules.ts'
import type { TopicName } from './chips.tsx'

export interface Offered {
  readonly id: string
  readonly publicId: number
  readonly title: Words
}

interface PickProps {
  readonly of: readonly Offered[]
  readonly label: string
  readonly value: string | undefined
  readonly error: string | undefined
}

/** A field with the matters there are as one writes; what is chosen ends with the matter's number. */
export const PickMatter = ({ of, label, value, error }: PickProps) => (
  <>
    <TextField
      name="matter"
      label={label}
      help={m.matters_pick_help()}
      value={value}
      error={error}
      list="matters"
      autocomplete="off"
    />
    <datalist id="matters">
      {of.map((one) => (
        <option key={one.id} value={offered(said(one.title).text, one.publicId)} />
      ))}
    </datalist>
  </>
)

export function PickTopics({ of, own }: { of: readonly TopicName[]; own: ReadonlySet<string> }) {
  if (of.length === 0) return null
  return (
    <CheckboxGroup
      name="topic"
      legend={m.matters_topics()}
      values={[...own]}
      options={of.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang }))}
    />
  )
}
