/** Undo, redo, versions, and whether the rest flows. The form is the one that every row's step buttons belong to. */
import { m } from '#platform/words/words.ts'
import { LinkButton, PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Rest } from '../rules.ts'
import type { BoardProps } from './board.tsx'

export function Toolbar(props: {
  board: Pick<BoardProps, 'base' | 'undo' | 'redo'>
  rest: Rest
  choose?: (rest: Rest) => void
  /** How it goes with what was done last: "saved" is said when the server has it. */
  sending?: 'saving' | 'saved' | 'lost' | null
}) {
  const { base, undo, redo } = props.board
  const look = { variant: 'secondary', size: 'sm' } as const
  return (
    <section class="sm-btools" aria-label={m.arranging_toolbar()}>
      <div class="sm-acts">
        <PostButton
          {...look}
          action={`${base}/programme/undo`}
          fields={undo ? { operation: undo } : {}}
          disabled={!undo}
          icon={icons.arrowUndo}
        >
          {m.arranging_undo()}
        </PostButton>
        <PostButton {...look} action={`${base}/programme/redo`} disabled={!redo} icon={icons.arrowRedo}>
          {m.arranging_redo()}
        </PostButton>
        <LinkButton {...look} href={`${base}/programme/versions`} icon={icons.clock}>
          {m.arranging_versions()}
        </LinkButton>
        {props.sending === 'saving' && <State is="saving">{m.arranging_saving()}</State>}
        {props.sending === 'saved' && <State is="saved">{m.arranging_saved()}</State>}
      </div>
      <form id="steps" method="post" action={`${base}/programme/gesture`}>
        <RestChoice {...props} name="rest" />
      </form>
    </section>
  )
}

/** Let the rest flow, or only this one. */
export function RestChoice(props: { rest: Rest; choose?: (rest: Rest) => void; name: string }) {
  const choice = (value: Rest, label: string, help: string) => (
    <label class="sm-rest__one">
      <input type="radio" name={props.name} value={value} checked={props.rest === value} onChange={() => props.choose?.(value)} />
      <span>
        <b>{label}</b> <span class="soft">{help}</span>
      </span>
    </label>
  )
  return (
    <fieldset class="sm-rest">
      <legend>{m.arranging_rest()}</legend>
      {choice('flow', m.arranging_rest_flow(), m.arranging_rest_flow_help())}
      {choice('stay', m.arranging_rest_stay(), m.arranging_rest_stay_help())}
    </fieldset>
  )
}
