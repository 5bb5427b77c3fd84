/** The speaker list in the room: who speaks, who comes, one's own place; asking and withdrawing by one tap. */
import { useContext, useEffect, useRef } from 'preact/hooks'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import { Announcing } from '../../parts/announce.ts'
import type { FloorPart, OwnFloor, TurnView } from '../reads.ts'
import { mayAskFor } from '../rules.ts'
import type { TurnKind } from '../tables.ts'
import { kindName, SpeakerClock } from './speaker.tsx'

export interface FloorProps {
  readonly state: FloorPart
  /** Null for somebody who reads along. */
  readonly mine: OwnFloor | null
  /** `/{network}/{meeting}` */
  readonly base: string
  /** The item that is on. */
  readonly itemId: string | null
}

export function FloorInRoom(props: FloorProps) {
  const { state, mine } = props
  const own = new Set(mine?.turns.map((one) => one.id))
  const place = state.waiting.findIndex((one) => own.has(one.id))
  const speaks = state.speaking !== null && own.has(state.speaking.id)
  useOwnTurn(place === 0 ? state.waiting[0]!.id : null, speaks ? state.speaking!.id : null)
  const stand = speaks
    ? m.floor_you_speak()
    : place >= 0
      ? m.floor_you_are_nr({ n: place + 1 })
      : state.open
        ? undefined
        : m.floor_closed_state()
  return (
    <Section id="floor" title={m.floor_title()} aside={stand}>
      {(state.speaking || state.waiting.length > 0) && (
        <ol class="sm-queue">
          {state.speaking && (
            <li class="sm-queue__now" key={state.speaking.id}>
              <span class="sm-queue__nr">
                <Icon of={icons.microphone} />
                <span class="sr">{m.floor_has_floor()}</span>
              </span>
              <Who of={state.speaking} own={speaks} />
              <SpeakerClock of={state.speaking} short />
            </li>
          )}
          {state.interrupted && (
            <li class="sm-queue__then" key={state.interrupted.id}>
              <span class="sm-queue__nr" />
              <Who of={state.interrupted} own={own.has(state.interrupted.id)} />
              <span>{m.floor_goes_on()}</span>
            </li>
          )}
          {state.waiting.map((one, at) => (
            <li key={one.id} class={own.has(one.id) ? 'sm-queue__me' : undefined}>
              <span class="sm-queue__nr">{at + 1}</span>
              <Who of={one} own={own.has(one.id)} />
              <span class="sm-queue__end">
                {one.kind !== 'ordinary' && <span>{kindName(one.kind)}</span>}
                {own.has(one.id) && <Withdraw base={props.base} of={one} />}
              </span>
            </li>
          ))}
        </ol>
      )}
      {mine && <Asking {...props} mine={mine} />}
    </Section>
  )
}

function Who({ of: one, own }: { readonly of: TurnView; readonly own: boolean }) {
  return (
    <span>
      <b>{own ? m.floor_you() : one.name}</b>
      <br />
      {[own && one.name, one.organisation].filter(Boolean).join(', ')}
    </span>
  )
}

const Withdraw = ({ base, of: one }: { readonly base: string; readonly of: TurnView }) => (
  <Act action={`${base}/room/floor/${one.id}/withdraw`}>
    <Button variant="tertiary" size="sm" label={m.floor_withdraw_named({ kind: kindName(one.kind) })}>
      {m.floor_withdraw()}
    </Button>
  </Act>
)

const asks: readonly (readonly [TurnKind, () => string, string])[] = [
  ['ordinary', m.floor_ask, icons.handFinger],
  ['reply', m.floor_ask_reply, icons.chat],
  ['order', m.floor_ask_order, icons.gavel],
]

/** What one can ask for now: not what one waits for already, nor what the list does not take, nor a reply to oneself. */
function Asking({ state, mine, base, itemId }: FloorProps & { readonly mine: OwnFloor }) {
  const own = new Set(mine.turns.map((one) => one.id))
  const waits = (kind: TurnKind) => state.waiting.some((one) => one.kind === kind && own.has(one.id))
  const speaks = state.speaking !== null && own.has(state.speaking.id)
  const floor = { floorOpen: state.open, repliesOpen: state.repliesOpen }
  const may = (kind: TurnKind) => mayAskFor(kind, floor, state.speaking !== null)
  const closed = may('ordinary')
  return (
    <>
      {mine.hindrance !== null ? <p>{message(mine.hindrance)}</p> : closed !== 'yes' && <p class="soft">{message(closed)}</p>}
      <div class="sm-acts sm-floor__acts">
        {asks
          .filter(([kind]) => !waits(kind) && may(kind) === 'yes' && !(speaks && kind === 'reply'))
          .map(([kind, label, icon]) => (
            <Act key={kind} action={`${base}/room/floor`} fields={{ kind, item: itemId ?? '' }}>
              <Button
                variant={kind === 'order' ? 'tertiary' : 'secondary'}
                size={kind === 'ordinary' ? undefined : 'sm'}
                icon={icon}
                disabled={mine.hindrance !== null}
              >
                {label()}
              </Button>
            </Act>
          ))}
      </div>
    </>
  )
}

/** Says once of each turn that one is next, and that one has the floor. */
function useOwnTurn(next: string | null, speaking: string | null): void {
  const announce = useContext(Announcing)
  const told = useRef(new Set<string>())
  useEffect(() => {
    const once = (key: string, text: string) => {
      if (told.current.has(key)) return
      told.current.add(key)
      announce(text)
    }
    if (speaking !== null) once(`speaks ${speaking}`, m.floor_you_speak())
    else if (next !== null) once(`next ${next}`, m.floor_you_are_next())
  }, [next, speaking])
}
