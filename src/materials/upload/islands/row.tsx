/** One chosen file: what is said of it before it is sent, how far it has come, and what can be done about it. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import { sizeName } from '../../rules.ts'
import type { Present } from '../parts/handin.tsx'
import { newVersionOf } from '../versions/rules.ts'
import { type Chosen, canBeSent, type Destination, type Queue, replaced } from './queue.ts'

export interface RowProps {
  readonly one: Chosen
  readonly queue: Queue
  readonly limit: number
  readonly destinations: readonly Destination[]
  /** What the destinations are called, where there are several to choose between. */
  readonly names?: readonly string[]
  /** Whether nothing is asked but the file itself. */
  readonly bare?: boolean
}

export function Row(props: RowProps) {
  const { one } = props
  const { name, size } = one.file
  const underWay = one.state === 'going' || one.state === 'paused' || one.state === 'broken'
  const asked = (one.state === 'waiting' || one.state === 'failed') && canBeSent(one, props.limit)
  return (
    <li>
      <span class="sm-going__n">{name}</span>
      <span class="soft num">
        {underWay ? m.materials_sent({ sent: sizeName(one.sent), size: sizeName(size) }) : sizeName(size)}
      </span>
      {underWay ? (
        <progress max={size} value={one.sent} aria-label={name}>
          {`${Math.floor((one.sent / size) * 100)} %`}
        </progress>
      ) : null}
      <Acts {...props} underWay={underWay} />
      <Standing one={one} />
      {asked && props.names ? <ToItem {...props} names={props.names} /> : null}
      {asked && !props.bare ? <About {...props} /> : null}
    </li>
  )
}

/** In words and an icon, below the name. */
function Standing({ one }: { one: Chosen }) {
  return (
    <div class="sm-going__state">
      {one.state === 'paused' ? <State is="postponed">{m.handin_paused()}</State> : null}
      {one.state === 'broken' ? <State is="offline">{m.handin_broken()}</State> : null}
      {one.state === 'saving' ? <State is="saving">{m.handin_receiving()}</State> : null}
      {one.state === 'saved' ? <State is="saved">{m.materials_saved()}</State> : null}
      {one.state === 'failed' ? <State is="unsaved">{one.error}</State> : null}
      {one.told ? <State is="stuck">{one.told}</State> : null}
    </div>
  )
}

function Acts({ one, queue, underWay }: RowProps & { underWay: boolean }) {
  const { name } = one.file
  if (one.state === 'saved' || one.state === 'saving') return null
  return (
    <span class="sm-going__acts">
      {underWay && one.state !== 'broken' ? (
        <Button
          type="button"
          variant="tertiary"
          size="sm"
          icon={one.state === 'paused' ? icons.play : icons.hourglass}
          label={one.state === 'paused' ? m.handin_go_on_of({ name }) : m.handin_pause_of({ name })}
          onClick={() => (one.state === 'paused' ? queue.goOn(one.key) : queue.pause(one.key))}
        >
          {one.state === 'paused' ? m.handin_go_on() : m.handin_pause()}
        </Button>
      ) : null}
      <Button
        type="button"
        variant="tertiary"
        color="danger"
        size="sm"
        icon={icons.xmark}
        label={underWay ? m.materials_stop_of({ name }) : m.materials_drop_of({ name })}
        onClick={() => queue.drop(one.key)}
      >
        {underWay ? m.shared_cancel() : m.shared_remove()}
      </Button>
    </span>
  )
}

/** "Which item does it belong to?" */
function ToItem({ one, queue, names }: RowProps & { names: readonly string[] }) {
  return (
    <div
      class="sm-going__about"
      onChange={(event) => {
        const { value } = event.target as HTMLSelectElement
        queue.update(one.key, { to: value === '' ? null : Number(value), guessed: false, replaces: null, error: '' })
      }}
    >
      <Select
        name={`to-${one.key}`}
        label={m.handin_to_item()}
        {...(one.guessed && { help: m.handin_guessed() })}
        options={[{ value: '', label: m.handin_choose_item() }, ...names.map((label, i) => ({ value: String(i), label }))]}
        value={one.to === null ? '' : String(one.to)}
        error={one.error && one.to === null ? one.error : undefined}
      />
    </div>
  )
}

/** Title and description, or that it takes the place of one that is there. */
function About({ one, queue, destinations }: RowProps) {
  const present = one.to === null ? [] : (destinations[one.to]?.present ?? [])
  const likely = newVersionOf(one.file.name, present)
  const instead = replaced(one, destinations)
  const typed = (event: Event) => {
    const field = event.target as HTMLInputElement | HTMLTextAreaElement
    if (field.name.startsWith('title-')) queue.update(one.key, { title: field.value })
    if (field.name.startsWith('description-')) queue.update(one.key, { description: field.value })
  }
  return (
    <div class="sm-going__about" onInput={typed}>
      {likely ? (
        <VersionChoice
          one={one}
          likely={likely}
          replaces={instead !== null}
          choose={(id) => queue.update(one.key, { replaces: id })}
        />
      ) : null}
      {instead ? null : (
        <>
          <TextField name={`title-${one.key}`} label={m.materials_title_field()} value={one.title} maxLength={200} />
          <TextArea
            name={`description-${one.key}`}
            label={m.materials_description()}
            optional={m.shared_optional()}
            help={m.materials_description_help()}
            rows={2}
            value={one.description}
            maxLength={2000}
          />
        </>
      )}
    </div>
  )
}

function VersionChoice(props: { one: Chosen; likely: Present; replaces: boolean; choose: (id: string) => void }) {
  const { one, likely, replaces } = props
  const name = `version-${one.key}`
  const choice = (value: string, label: string, checked: boolean) => (
    <div class="ds-field">
      <input
        class="ds-input"
        type="radio"
        id={`${name}-${value || 'none'}`}
        name={name}
        value={value}
        checked={checked}
        onChange={() => props.choose(value)}
      />
      <label class="ds-label" for={`${name}-${value || 'none'}`}>
        {label}
      </label>
    </div>
  )
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label">{m.handin_new_version()}</legend>
      {choice(likely.id, m.handin_replaces({ title: likely.title }), replaces)}
      {choice('', m.handin_beside(), !replaces)}
    </fieldset>
  )
}
