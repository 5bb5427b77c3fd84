/** The fields of a change of attendance outside the editor. */
import { m } from '#platform/words/words.ts'
import { Select, TextField } from '#ui/field.tsx'
import { type Attending, attendingKinds } from '../../document.ts'
import { PEOPLE } from '../rules.ts'
import { People } from './people.tsx'

export function AttendingFields(props: {
  attending: Attending
  who: string | null
  /** What stands in a field: what was typed, else what is given. */
  value: (name: string, now: string | null) => string
  errors: Readonly<Record<string, string>>
  lang: string
  people: readonly string[]
}) {
  const { attending, value, errors, lang } = props
  const name = (field: 'who' | 'instead', label: string, now: string | null, help?: string) => (
    <TextField
      name={field}
      label={label}
      help={help}
      value={value(field, now)}
      error={errors[field]}
      list={PEOPLE}
      maxLength={200}
      lang={lang}
    />
  )
  return (
    <>
      {name('who', m.attending_who(), props.who)}
      <Select
        name="did"
        label={m.attending_did()}
        value={value('did', attending.did)}
        error={errors.did}
        width="half"
        options={attendingKinds.map((kind) => ({ value: kind, label: dids[kind]() }))}
      />
      {name('instead', m.attending_instead(), attending.instead, m.attending_instead_help())}
      <TextField
        name="clock"
        type="time"
        label={m.attending_clock()}
        value={value('clock', attending.clock)}
        error={errors.clock}
        width="short"
      />
      <People names={props.people} on={null} />
    </>
  )
}

const dids = {
  came: m.attending_did_came,
  left: m.attending_did_left,
  stands_in: m.attending_did_stands_in,
} as const
