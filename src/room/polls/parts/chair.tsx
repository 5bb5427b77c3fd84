/** The console's polls: what runs, what waits to be shown, what is prepared, and a new one. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Act } from '../../parts/act.tsx'
import type { Called, PollsPart, PollView } from '../reads.ts'
import { choosable, mayChange } from '../rules.ts'
import { PollFields } from './form.tsx'
import { Question } from './poll.tsx'
import { Bar, PollResult } from './result.tsx'
import { electorateWords, kindWords, optionWords, secrecyWords } from './words.ts'

export interface ChairPollsProps {
  readonly state: PollsPart
  /** What is on now; polls made on the spot are on it. */
  readonly item: { readonly id: string; readonly title: Words | null } | null
  readonly base: string
}

export function ChairPolls({ state, item, base }: ChairPollsProps) {
  const open = state.polls.filter((poll) => poll.state === 'open')
  const closed = state.polls.filter((poll) => poll.state === 'closed').reverse()
  const prepared = state.polls.filter((poll) => poll.state === 'prepared')
  // What is prepared for the item that is on is at hand; the rest is folded away.
  const [here, elsewhere] = [true, false].map((on) => prepared.filter((poll) => (poll.itemId === (item?.id ?? null)) === on))
  const waiting = closed.filter((poll) => !poll.shown)
  const shown = closed.filter((poll) => poll.shown)
  const title = said(item?.title)
  return (
    <Section
      id="polls"
      title={m.polls_title()}
      class="sm-chairpolls"
      aside={
        <a class="ds-link" href={`${base}/chair/polls`}>
          {m.polls_prepare()}
        </a>
      }
    >
      {open.map((poll) => (
        <Running key={poll.id} poll={poll} base={base} />
      ))}
      {waiting.map((poll) => (
        <Done key={poll.id} poll={poll} base={base} />
      ))}
      <PreparedList of={here!} base={base} />
      {elsewhere!.length > 0 && (
        <details class="sm-more">
          <summary>{m.polls_prepared_other({ count: elsewhere!.length })}</summary>
          <PreparedList of={elsewhere!} base={base} />
        </details>
      )}
      <Act action={`${base}/chair/polls/agreed`} fields={{ item: item?.id ?? '' }} class="sm-chairpolls__agreed">
        {item === null && (
          <label class="ds-label">
            {m.polls_agreed_on()} <input class="ds-input" type="text" name="question" maxlength={300} required />
          </label>
        )}
        <Button variant="secondary" icon={icons.checkmark}>
          {m.polls_agreed()}
        </Button>
        {item !== null && (
          <p class="sm-list__m" lang={title.lang}>
            {title.text}
          </p>
        )}
      </Act>
      <NewPoll item={item} base={base} />
      {shown.length > 0 && (
        <details class="sm-more">
          <summary>{m.polls_earlier({ count: shown.length })}</summary>
          {shown.map((poll) => (
            <Done key={poll.id} poll={poll} base={base} />
          ))}
        </details>
      )}
    </Section>
  )
}

/** Folded away again once it is made, with nothing left in its fields. */
function NewPoll({ item, base }: Pick<ChairPollsProps, 'item' | 'base'>) {
  const [made, setMade] = useState(0)
  const summary = useRef<HTMLElement>(null)
  const title = said(item?.title)
  // What was pressed is gone, and the focus with it: it goes to where it came from.
  useEffect(() => {
    if (made > 0 && document.activeElement === document.body) summary.current?.focus({ preventScroll: true })
  }, [made])
  return (
    <details key={made} class="sm-more">
      <summary ref={summary}>
        <Icon of={icons.plus} />
        {m.polls_new()}
      </summary>
      <Act action={`${base}/chair/polls`} class="sm-form" onDone={() => setMade((n) => n + 1)}>
        <PollFields
          id="new-poll"
          items={[
            ...(item ? [{ value: item.id, label: title.text, lang: title.lang }] : []),
            { value: '', label: m.polls_on_meeting() },
          ]}
          values={{}}
          wrong={{}}
        />
        <div class="sm-acts">
          <Button name="open" value="now">
            {m.polls_open_now()}
          </Button>
          <Button variant="secondary">{m.polls_keep()}</Button>
        </div>
      </Act>
    </details>
  )
}

/** "Ja, nei, avstår · til stede · åpen" */
export const setUpWords = (poll: Pick<PollView, 'kind' | 'electorate' | 'secrecy'>): string =>
  [kindWords(poll.kind), electorateWords(poll.electorate), secrecyWords(poll.secrecy)].join(' · ')

function Running({ poll, base }: { readonly poll: PollView; readonly base: string }) {
  const { answered, electors, late, result, shown } = poll
  const to = (act: string) => `${base}/chair/polls/${poll.id}/${act}`
  return (
    <div class="sm-polls__one">
      <Question of={poll} />
      <p class="sm-list__m">{setUpWords(poll)}</p>
      <p>{m.polls_answered({ answered, electors })}</p>
      <Bar length={electors === 0 ? 0 : Math.round((answered / electors) * 100)} />
      <div class="sm-acts">
        <Act action={to('close')}>
          <Button variant="secondary" label={m.polls_close_named({ question: said(poll.question).text })}>
            {mayChange(poll.secrecy) && poll.secrecy !== 'confidential' ? m.polls_close() : m.polls_close_for_good()}
          </Button>
        </Act>
        {poll.secrecy === 'open' && <ShowOrHide poll={poll} base={base} />}
        {shown && <OnStage poll={poll} base={base} />}
        {late > 0 && (
          <Act action={to('late')}>
            <Button variant="tertiary" icon={icons.personPlus}>
              {m.polls_take_along({ count: late })}
            </Button>
          </Act>
        )}
      </div>
      {poll.roll && <Roll poll={poll} roll={poll.roll} action={to('call')} />}
      {result && !poll.roll && <PollResult of={poll} result={result} name={said(poll.question).text} />}
    </div>
  )
}

/** Names in turn, each with the three answers: a chair takes down what is said aloud. */
function Roll(props: { readonly poll: PollView; readonly roll: readonly Called[]; readonly action: string }) {
  return (
    <ol class="sm-roll">
      {props.roll.map(({ voter, name, said: answer }) => (
        <li key={voter}>
          <span>{name}</span>
          <Act action={props.action} fields={{ voter }} label={name} class="sm-roll__answers">
            {choosable(props.poll).map((option) => (
              <Button
                key={option}
                size="sm"
                name="choice"
                value={option}
                variant={answer === option ? 'primary' : 'secondary'}
                pressed={answer === option}
              >
                {optionWords(props.poll, option).text}
              </Button>
            ))}
          </Act>
        </li>
      ))}
    </ol>
  )
}

function Done({ poll, base }: { readonly poll: PollView; readonly base: string }) {
  return (
    <div class="sm-polls__one">
      <Question of={poll} />
      {poll.result && <PollResult of={poll} result={poll.result} name={said(poll.question).text} />}
      <div class="sm-acts">
        <ShowOrHide poll={poll} base={base} />
        {poll.shown && <OnStage poll={poll} base={base} />}
        {poll.shown && poll.itemId !== null && !poll.result?.withheld && (
          <Act action={`${base}/chair/polls/${poll.id}/minutes`}>
            <Button variant="tertiary" size="sm" icon={icons.fileText}>
              {m.polls_to_minutes()}
            </Button>
          </Act>
        )}
      </div>
    </div>
  )
}

function ShowOrHide({ poll, base }: { readonly poll: PollView; readonly base: string }) {
  return (
    <Act action={`${base}/chair/polls/${poll.id}/${poll.shown ? 'hide' : 'show'}`}>
      <Button variant={poll.shown ? 'tertiary' : 'secondary'} size="sm" icon={poll.shown ? icons.eyeSlash : icons.eye}>
        {poll.shown ? m.polls_hide() : m.polls_show()}
      </Button>
    </Act>
  )
}

const OnStage = ({ poll, base }: { readonly poll: PollView; readonly base: string }) => (
  <Act action={`${base}/chair/stage`} fields={{ view: 'poll', id: poll.id }}>
    <Button variant="tertiary" size="sm" icon={icons.monitor}>
      {m.polls_on_stage()}
    </Button>
  </Act>
)

const PreparedList = ({ of, base }: { readonly of: readonly PollView[]; readonly base: string }) =>
  of.length === 0 ? null : (
    <ul class="sm-chairpolls__list" aria-label={m.polls_prepared()}>
      {of.map((poll) => (
        <Prepared key={poll.id} poll={poll} base={base} />
      ))}
    </ul>
  )

function Prepared({ poll, base }: { readonly poll: PollView; readonly base: string }) {
  const question = said(poll.question)
  return (
    <li>
      <span>
        <b lang={question.lang}>{question.text}</b>
        <span class="sm-list__m">{setUpWords(poll)}</span>
      </span>
      <Act action={`${base}/chair/polls/${poll.id}/open`}>
        <Button variant="secondary" size="sm" label={m.polls_open_named({ question: question.text })}>
          {m.polls_open()}
        </Button>
      </Act>
    </li>
  )
}
