/**
 * A ballot: what is chosen, what becomes of it, one button. Every field keeps what was put into it: a live update changes
 * only what it would show if nothing had been touched.
 */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import { Act } from '../../parts/act.tsx'
import { WORDS_LONGEST } from '../ballots/rules.ts'
import type { OwnBallot, PollView } from '../reads.ts'
import { choosable } from '../rules.ts'
import { optionWords, secrecyTold } from './words.ts'

export interface BallotProps {
  readonly poll: PollView
  readonly own: OwnBallot | null
  readonly base: string
  /** Called when something was put into it, and when it was sent. */
  readonly onBegun: (begun: boolean) => void
}

export function Ballot({ poll, own, base, onBegun }: BallotProps) {
  const question = said(poll.question)
  const closed = poll.state !== 'open'
  return (
    <Act action={`${base}/room/polls/${poll.id}/vote`} class="sm-poll" onDone={() => onBegun(false)}>
      <fieldset class="ds-fieldset" onInput={() => onBegun(true)}>
        <legend class="sm-poll__q" lang={question.lang}>
          {question.text}
        </legend>
        {own?.onBehalfOf && <p class="sm-list__m">{m.polls_on_behalf({ organisation: own.onBehalfOf })}</p>}
        <Fields poll={poll} own={own} />
      </fieldset>
      <p class="sm-list__m sm-poll__told">
        <Icon of={poll.secrecy === 'open' ? icons.eye : icons.eyeSlash} />
        <span>
          {secrecyTold(poll.secrecy)} {poll.electorate === 'link' && m.polls_told_device()}
        </span>
      </p>
      {closed ? (
        <>
          <p role="status">{m.polls_closed_meanwhile()}</p>
          <Button type="button" variant="secondary" onClick={() => onBegun(false)}>
            {m.polls_leave_it()}
          </Button>
        </>
      ) : (
        <Button class="sm-poll__send">{own?.voted ? m.polls_change() : m.polls_send()}</Button>
      )}
      {own?.voted && !closed && (
        <p>
          <State is="saved">{own.choice || !own.onBehalfOf ? m.polls_voted() : m.polls_voted_by_other()}</State>
        </p>
      )}
    </Act>
  )
}

function Fields({ poll, own }: Pick<BallotProps, 'poll' | 'own'>) {
  const choice = own?.choice ?? {}
  if (poll.kind === 'words') {
    const id = `${poll.id}-text`
    return (
      <div class="ds-field">
        <label class="ds-label" for={id}>
          {m.polls_words_label()}
        </label>
        <input class="ds-input" type="text" name="text" id={id} defaultValue={choice.text} maxlength={WORDS_LONGEST} required />
      </div>
    )
  }
  if (poll.kind === 'ranking') return <Places poll={poll} placed={choice.options ?? []} />
  const several = poll.kind === 'several'
  const chosen = poll.kind === 'scale' ? [String(choice.step ?? '')] : (choice.options ?? [])
  return (
    <>
      {several && poll.most && <p class="sm-list__m">{m.polls_at_most({ most: poll.most })}</p>}
      {poll.kind === 'scale' && <p class="sm-list__m">{m.polls_scale_help({ most: poll.most ?? 5 })}</p>}
      <div class={poll.kind === 'scale' ? 'sm-poll__scale' : 'sm-poll__options'}>
        {choosable(poll).map((option) => {
          const id = `${poll.id}-${option}`
          const label = optionWords(poll, option)
          return (
            <div key={option} class="ds-field" data-variant="outline">
              <input
                class="ds-input"
                type={several ? 'checkbox' : 'radio'}
                name="choice"
                id={id}
                value={option}
                defaultChecked={chosen.includes(option)}
                required={!several}
              />
              <label for={id} lang={label.lang}>
                {label.text}
              </label>
            </div>
          )
        })}
      </div>
    </>
  )
}

/** A number beside each option: works with a keyboard, on a telephone and without script alike. */
function Places({ poll, placed }: { readonly poll: PollView; readonly placed: readonly string[] }) {
  const options = choosable(poll)
  return (
    <>
      <p class="sm-list__m">{m.polls_rank_help()}</p>
      {options.map((option) => {
        const id = `${poll.id}-${option}`
        const label = optionWords(poll, option)
        return (
          <div key={option} class="sm-poll__place">
            <input
              class="ds-input"
              type="number"
              inputmode="numeric"
              name={`place_${option}`}
              id={id}
              min="1"
              max={options.length}
              defaultValue={placed.includes(option) ? String(placed.indexOf(option) + 1) : ''}
            />
            <label for={id} lang={label.lang}>
              {label.text}
            </label>
          </div>
        )
      })}
    </>
  )
}
