/** The speaker list on the chairs' console: who speaks, their clock, who is next, and everything a chair does with the list. */
import { useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import { NumberField } from '../../parts/number.tsx'
import type { FloorPart, KnownName } from '../reads.ts'
import { Order } from './order.tsx'
import { kindName, SpeakerClock } from './speaker.tsx'
import { SpokenTimes } from './times.tsx'

export interface FloorConsoleProps {
  readonly state: FloorPart
  /** `/{network}/{meeting}` */
  readonly base: string
  /** The item that is on. */
  readonly itemId: string | null
  /** Offered while a name is typed. */
  readonly names: readonly KnownName[]
}

export function FloorConsole(props: FloorConsoleProps) {
  const { state } = props
  const action = `${props.base}/chair/floor`
  const least = state.waiting.find((one) => one.id === state.spoken?.least)
  const first = state.waiting.find((one) => one.kind === 'ordinary')
  return (
    <Section
      id="floor"
      title={m.floor_title()}
      aside={
        <Act action={`${action}/${state.open ? 'close' : 'open'}`}>
          <Button variant="tertiary" size="sm">
            {state.open ? m.floor_close() : m.floor_open()}
          </Button>
        </Act>
      }
    >
      <Speaking state={state} action={action} />
      <Order waiting={state.waiting} action={action} />
      {least && first && (
        <div class="sm-floor__least">
          <p>{m.floor_least({ name: least.name })}</p>
          <Act action={`${action}/${least.id}/move`} fields={{ before: first.id }}>
            <Button variant="secondary" size="sm" icon={icons.arrowUp}>
              {m.floor_move_first()}
            </Button>
          </Act>
        </div>
      )}
      {state.waiting.length > 1 && (
        <Act action={`${action}/clear`} fields={{ turns: state.waiting.map((one) => one.id).join(' ') }}>
          <Button variant="tertiary" size="sm" icon={icons.trash}>
            {m.floor_clear()}
          </Button>
        </Act>
      )}
      <AddName {...props} action={action} />
      <details class="sm-more">
        <summary>
          {m.floor_times()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <SpokenTimes spoken={state.spoken} />
      </details>
      <Settings state={state} action={action} />
    </Section>
  )
}

/** Who speaks, and the keys of a speaker's turn. "Next" says whom it saw: pressed by two chairs at once it is one step. */
function Speaking({ state, action }: { readonly state: FloorPart; readonly action: string }) {
  const { speaking, interrupted, waiting } = state
  const next = (
    <Act action={`${action}/next`} fields={{ seen: speaking?.id ?? '' }}>
      <Button resting={waiting.length === 0 && !speaking}>{m.floor_next()}</Button>
    </Act>
  )
  if (!speaking)
    return (
      <div class="sm-floor__now">
        <p class="soft">{waiting.length === 0 ? m.floor_none() : null}</p>
        {waiting.length > 0 && next}
      </div>
    )
  return (
    <div class="sm-floor__now is-speaking">
      <Icon of={icons.microphone} />
      <div>
        <p>
          <b>{speaking.name}</b>
          {speaking.organisation && `, ${speaking.organisation}`}{' '}
          {speaking.kind !== 'ordinary' && <span class="sm-order__mark">{kindName(speaking.kind)}</span>}
        </p>
        <SpeakerClock of={speaking} />
        {interrupted && (
          <p class="soft">
            {interrupted.name}: {m.floor_goes_on()}
          </p>
        )}
      </div>
      {next}
      <div class="sm-acts">
        <Act action={`${action}/${speaking.id}/${speaking.runningSince === null ? 'resume' : 'pause'}`}>
          <Button variant="secondary" size="sm" icon={speaking.runningSince === null ? icons.play : icons.clock}>
            {speaking.runningSince === null ? m.floor_resume() : m.floor_pause()}
          </Button>
        </Act>
        <Act action={`${action}/${speaking.id}/end`}>
          <Button variant="tertiary" size="sm">
            {m.floor_end()}
          </Button>
        </Act>
        <Act action={`${action}/${state.repliesOpen ? 'close-replies' : 'open-replies'}`}>
          <Button variant="tertiary" size="sm">
            {state.repliesOpen ? m.floor_close_replies() : m.floor_open_replies()}
          </Button>
        </Act>
      </div>
    </div>
  )
}

/** A name for somebody who has no account. Where the name is known, where they are from is filled in. */
function AddName({ action, names, itemId }: FloorConsoleProps & { readonly action: string }) {
  const at = useRef<HTMLDivElement>(null)
  const fillIn = (event: Event) => {
    const typed = (event.target as HTMLInputElement).value
    const known = names.find((one) => one.name === typed)
    const from = at.current?.querySelector<HTMLInputElement>('[name=organisation]')
    if (known?.organisation && from && from.value === '') from.value = known.organisation
  }
  return (
    <details class="sm-more">
      <summary>
        {m.floor_add()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <Act action={`${action}/add`} class="sm-form" fields={{ item: itemId ?? '' }}>
        <div class="sm-floor__add" ref={at} onInput={fillIn}>
          <TextField name="name" id="floor-name" label={m.floor_name()} help={m.floor_add_help()} list="floor-names" required />
          <TextField name="organisation" id="floor-organisation" label={m.floor_organisation()} />
          <Select
            name="kind"
            id="floor-kind"
            label={m.floor_kind()}
            options={(['ordinary', 'reply', 'order'] as const).map((value) => ({ value, label: kindName(value) }))}
          />
        </div>
        <datalist id="floor-names">
          {names.map((one) => (
            <option key={one.name} value={one.name}>
              {one.organisation}
            </option>
          ))}
        </datalist>
        <div class="sm-form__end">
          <Button variant="secondary">{m.floor_do_add()}</Button>
        </div>
      </Act>
    </details>
  )
}

/** How long somebody has the floor. */
function Settings({ state, action }: { readonly state: FloorPart; readonly action: string }) {
  const fields = [
    ['turnSeconds', m.floor_turn_seconds()],
    ['replySeconds', m.floor_reply_seconds()],
  ] as const
  return (
    <details class="sm-more">
      <summary>
        {m.floor_settings()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <Act action={`${action}/times`} class="sm-form">
        {fields.map(([name, label]) => (
          <NumberField key={name} name={name} id={`floor-${name}`} label={label} stands={state[name]} min={10} max={3600} />
        ))}
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
        </div>
      </Act>
    </details>
  )
}
