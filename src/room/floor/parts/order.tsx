/** The list as a chair orders it: by drag, by arrows, by keys. */
import { useContext } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Act } from '../../parts/act.tsx'
import { Announcing } from '../../parts/announce.ts'
import { Sending } from '../../parts/sending.ts'
import type { TurnView } from '../reads.ts'
import { useReorder } from './reorder.ts'
import { kindName } from './speaker.tsx'

export interface OrderProps {
  readonly waiting: readonly TurnView[]
  /** `/{network}/{meeting}/chair/floor` */
  readonly action: string
}

export function Order({ waiting, action }: OrderProps) {
  const send = useContext(Sending)
  const announce = useContext(Announcing)
  const ids = waiting.map((one) => one.id)
  const nameOf = (id: string) => waiting.find((one) => one.id === id)?.name ?? ''
  const placed = (id: string, at: number) => announce(m.floor_placed({ name: nameOf(id), n: at + 1, of: ids.length }))
  const { list, heldId, orderOf, handle } = useReorder(ids, {
    lifted: (id, at) => announce(m.floor_lifted({ name: nameOf(id), n: at + 1 })),
    moved: placed,
    cancelled: () => announce(m.floor_move_cancelled()),
    dropped: (id, before) => {
      const body = new FormData()
      body.set('before', before ?? '')
      void send?.(`${action}/${id}/move`, body, () => {})
    },
  })
  return (
    <>
      <ol class="sm-order" ref={list}>
        {waiting.map((one, at) => (
          <li
            key={one.id}
            data-id={one.id}
            class={one.id === heldId ? 'sm-order__held' : undefined}
            style={heldId === null ? undefined : { order: String(orderOf(one.id)) }}
          >
            {send && (
              <button
                type="button"
                class="sm-drag"
                aria-label={m.floor_handle({ name: one.name })}
                aria-describedby="floor-order-help"
                aria-pressed={one.id === heldId}
                {...handle(one.id)}
              >
                <Icon of={icons.dragVertical} />
              </button>
            )}
            <span class="sm-queue__nr">{(orderOf(one.id) ?? at) + 1}</span>
            <div class="sm-order__who">
              <span>
                <b>{one.name}</b> <span class="sm-order__mark">{markOf(one)}</span>
                <br />
                {one.organisation}
              </span>
              <details class="sm-more sm-order__more">
                <summary>
                  {m.floor_more()}
                  <span class="sr">: {one.name}</span>
                  <Icon of={icons.chevronDown} class="chevron" />
                </summary>
                <div class="sm-acts">
                  <Act action={`${action}/${one.id}/give`}>
                    <Button variant="secondary" size="sm" icon={icons.microphone}>
                      {m.floor_give()}
                    </Button>
                  </Act>
                  <Act action={`${action}/${one.id}/remove`}>
                    <Button variant="tertiary" size="sm" icon={icons.trash}>
                      {m.floor_remove()}
                    </Button>
                  </Act>
                </div>
              </details>
            </div>
            <span class="sm-updown">
              <Step of={one} action={action} before={at > 0 ? ids[at - 1]! : null} label={m.floor_up({ name: one.name })} up />
              <Step
                of={one}
                action={action}
                before={at < ids.length - 1 ? (ids[at + 2] ?? '') : null}
                label={m.floor_down({ name: one.name })}
              />
            </span>
          </li>
        ))}
      </ol>
      {waiting.length > 1 && (
        <p class="sm-list__m" id="floor-order-help">
          {send ? m.floor_order_help() : m.floor_order_help_plain()}
        </p>
      )}
    </>
  )
}

/** "Replikk", and whether they have had the floor before. */
const markOf = (one: TurnView): string =>
  [
    one.kind !== 'ordinary' && kindName(one.kind),
    one.kind === 'ordinary' && (one.before === 0 ? m.floor_first_time() : m.floor_nth_time({ n: one.before + 1 })),
  ]
    .filter(Boolean)
    .join(' · ')

/** One step up or down. @param props.before as in `moveTurn`, empty for last; null where there is no further to go */
function Step(props: { of: TurnView; action: string; before: string | null; label: string; up?: boolean }) {
  const look = {
    variant: 'tertiary',
    size: 'sm',
    icon: props.up ? icons.arrowUp : icons.arrowDown,
    iconOnly: true,
  } as const
  // The same form either way, so that the button under the finger stays the same one.
  return (
    <Act action={`${props.action}/${props.of.id}/move`} fields={{ before: props.before ?? '' }}>
      <Button {...look} type={props.before === null ? 'button' : 'submit'} resting={props.before === null}>
        {props.label}
      </Button>
    </Act>
  )
}
