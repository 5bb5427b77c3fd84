/** Who speaks on an item: a row for each, and two empty ones, so that it takes no round trip to add one. */
import { m } from '#platform/words/words.ts'
import { Checkbox, Select, TextField } from '#ui/field.tsx'
import type { SpeakerEdit } from '../../rules.ts'
import { type Member, memberNamed } from '../rules.ts'

export interface SpeakersProps {
  readonly speakers: readonly SpeakerEdit[]
  /** Those the network has, to be found by name. */
  readonly members: readonly Member[]
  readonly error: (field: string) => string | undefined
  readonly typed: Readonly<Record<string, string>>
}

/** A row whose name is emptied is taken away. */
export function SpeakersFields(props: SpeakersProps) {
  const rows: readonly (SpeakerEdit | null)[] = [...props.speakers, null, null]
  return (
    <fieldset class="ds-fieldset sm-speakers">
      <legend class="ds-label">{m.programme_speakers()}</legend>
      {props.members.length > 0 && (
        <datalist id="members">
          {props.members.map((one) => (
            <option key={one.id} value={one.name}>
              {one.office ?? ''}
            </option>
          ))}
        </datalist>
      )}
      {rows.map((one, i) => (
        <SpeakerRow key={one?.id ?? `new-${i}`} {...props} one={one} i={i} />
      ))}
    </fieldset>
  )
}

function SpeakerRow({ one, i, members, error, typed }: SpeakersProps & { one: SpeakerEdit | null; i: number }) {
  const name = (part: string) => `speaker/${i}/${part}`
  // Each row has the same labels: for those who hear them, the name tells whose they are.
  const whose = <span class="sr"> ({one?.name ?? i + 1})</span>
  const value = (part: 'name' | 'office' | 'email') => typed[name(part)] ?? one?.[part] ?? ''
  return (
    <div class="sm-form__row">
      {one?.id && <input type="hidden" name={name('id')} value={one.id} />}
      <TextField
        name={name('name')}
        label={
          <>
            {one ? m.programme_speaker_name() : m.programme_speaker_new()}
            {whose}
          </>
        }
        value={value('name')}
        error={error(name('name'))}
        autocomplete="off"
        list={members.length > 0 ? 'members' : undefined}
      />
      <TextField
        name={name('office')}
        label={
          <>
            {m.programme_speaker_office()}
            {whose}
          </>
        }
        value={value('office')}
        autocomplete="off"
      />
      <TextField
        name={name('email')}
        type="email"
        label={
          <>
            {m.programme_speaker_email()}
            {whose}
          </>
        }
        value={value('email')}
        error={error(name('email'))}
        autocomplete="off"
      />
      <Select
        name={name('role')}
        label={
          <>
            {m.programme_speaker_role()}
            {whose}
          </>
        }
        value={one?.role ?? 'speaker'}
        options={[
          { value: 'speaker', label: m.programme_role_speaker() },
          { value: 'moderator', label: m.programme_role_moderator() },
        ]}
      />
      {one?.id && <Tie one={one} name={name} members={members} />}
    </div>
  )
}

/** Whether a speaker is the member of that name: to say so, or that it is somebody else. */
function Tie(props: { one: SpeakerEdit; name: (part: string) => string; members: readonly Member[] }) {
  const { one, name, members } = props
  const who = members.find((member) => member.id === one.personId) ?? (one.personId ? null : memberNamed(one.name, members))
  const id = one.personId ?? who?.id
  if (!id) return null
  const label = who
    ? m.programme_speaker_is({ name: [who.name, who.office].filter(Boolean).join(', ') })
    : // Tied to someone who has left since.
      m.programme_speaker_is_former()
  return (
    <>
      <input type="hidden" name={name('tie')} value="asked" />
      <Checkbox name={name('person')} value={id} label={label} checked={one.personId !== null && one.personId !== undefined} />
    </>
  )
}
