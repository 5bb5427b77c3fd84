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
import { useUnsent } from '../../parts/unsent.tsx'
import { fieldsIn, fieldsOf, placeField, type Typed, WORDS_LONGEST } from '../ballots/rules.ts'
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
  const action = `${base}/room/polls/${poll.id}/vote`
  const unsent = useUnsent(action)
  const wrong = unsent ? `${poll.id}-wrong` : undefined
  return (
    <Act action={action} class="sm-poll" says onDone={() => onBegun(false)}>
      <fieldset class="ds-fieldset" aria-describedby={wrong} onInput={() => onBegun(true)}>
        <legend class="sm-poll__q" lang={question.lang}>
          {question.text}
        </legend>
        {own?.onBehalfOf && <p class="sm-list__m">{m.polls_on_behalf({ organisation: own.onBehalfOf })}</p>}
        {unsent && (
          <p class="sm-error" id={wrong}>
            <Icon of={icons.xmarkOctagon} /> {unsent.why}
          </p>
        )}
        <Fields poll={poll} given={unsent ? fieldsIn(unsent.values) : fieldsOf(own?.choice ?? {})} />
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

function Fields({ poll, given }: { readonly poll: PollView; readonly given: Typed }) {
  if (poll.kind === 'words') {
    const id = `${poll.id}-text`
    return (
      <div class="ds-field">
        <label class="ds-label" for={id}>
          {m.polls_words_label()}
        </label>
        <input class="ds-input" type="text" name="text" id={id} defaultValue={given.text} maxlength={WORDS_LONGEST} required />
      </div>
    )
  }
  if (poll.kind === 'ranking') return <Places poll={poll} places={given.places} />
  const several = poll.kind === 'several'
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
                defaultChecked={given.choice.includes(option)}
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
function Places({ poll, places }: { readonly poll: PollView; readonly places: Typed['places'] }) {
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
              name={placeField(option)}
              id={id}
              min="1"
              max={options.length}
              defaultValue={places[option] ?? ''}
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
