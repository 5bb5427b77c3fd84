/** At the foot of the window: what is in the hand, what is asked, and what has not been saved yet. */
import { useEffect, useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { State } from '#ui/state.tsx'
import type { Programme } from '../../document.ts'
import type { Slot } from '../layout/rules.ts'
import { Consequences, consequencesOf, subjectText } from '../parts/consequences.tsx'
import { titleIn } from '../parts/said.ts'
import type { Gesture, Outcome, Rest } from '../rules.ts'

/** Something in the hand: where it would be put down, and what would come of that. */
export interface Carry {
  readonly id: string
  readonly slot: Slot | null
  readonly gesture: Gesture | null
  readonly outcome: Outcome | null
  readonly refused: string | null
}

/** A gesture that makes things collide: asked about before it is done. */
export interface Asked {
  readonly gesture: Gesture
  readonly outcome: Outcome
}

interface PanelProps {
  readonly programme: Programme
  readonly carry: Carry | null
  readonly asked: Asked | null
  readonly lost: boolean
  readonly act: (asked: Asked) => void
  readonly choose: (rest: Rest) => void
  readonly cancel: () => void
  readonly again: () => void
}

export function Panel(props: PanelProps) {
  const { programme, carry, asked, lost } = props
  if (!carry && !asked && !lost) return null
  return (
    // Under a pointer that carries something the panel is air: rows lie behind it.
    <div class={carry ? 'sm-panel sm-panel--air' : 'sm-panel'}>
      {carry ? <Carried programme={programme} carry={carry} /> : asked ? <Question {...props} asked={asked} /> : null}
      {lost && !carry && !asked && (
        <div role="alert">
          <State is="unsaved">{m.arranging_not_saved()}</State>
          <Button type="button" size="sm" variant="secondary" onClick={props.again}>
            {m.arranging_try_again()}
          </Button>
        </div>
      )}
    </div>
  )
}

function Carried({ programme, carry }: { programme: Programme; carry: Carry }) {
  if (carry.refused) return <p>{carry.refused}</p>
  if (!carry.outcome) return <p>{m.arranging_grabbed({ title: titleIn(programme, carry.id) })}</p>
  return (
    <>
      <p class="sm-panel__self">{subjectText(programme, carry.outcome)}</p>
      <p>{consequencesOf(carry.outcome).join(' ')}</p>
    </>
  )
}

function Question(props: PanelProps & { asked: Asked }) {
  const { asked } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  const rest = 'rest' in asked.gesture ? asked.gesture.rest : null
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.cancel()
  }
  return (
    <div ref={box} role="alertdialog" aria-label={m.arranging_consequences()} tabIndex={-1} onKeyDown={onKey}>
      <Consequences before={props.programme} outcome={asked.outcome} />
      <div class="sm-acts">
        <Button type="button" size="sm" onClick={() => props.act(asked)}>
          {asked.outcome.collisions.length > 0 ? m.arranging_confirm_anyway() : m.arranging_confirm()}
        </Button>
        {rest && (
          <Button type="button" size="sm" variant="secondary" onClick={() => props.choose(rest === 'flow' ? 'stay' : 'flow')}>
            {rest === 'flow' ? m.arranging_rest_stay() : m.arranging_rest_flow()}
          </Button>
        )}
        <Button type="button" size="sm" variant="tertiary" onClick={props.cancel}>
          {m.arranging_cancel()}
        </Button>
      </div>
    </div>
  )
}
