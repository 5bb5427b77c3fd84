/** The polls of a room as participants have them: to answer, and what came of them. */
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { Announcing } from '../../parts/announce.ts'
import type { OwnPolls, PollsPart, PollView } from '../reads.ts'
import { mayChange } from '../rules.ts'
import { Ballot } from './ballot.tsx'
import { PollResult } from './result.tsx'
import { notYours } from './words.ts'

export interface PollsProps {
  readonly state: PollsPart
  /** Null for somebody who reads along and has not come in. */
  readonly mine: OwnPolls | null
  readonly base: string
}

export function Polls({ state, mine, base }: PollsProps) {
  useAnnounced(state)
  // A ballot that somebody has begun stays where it is, also when the poll closes meanwhile: what they wrote is theirs.
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set())
  const begin = (id: string, yes: boolean) =>
    setBegun((before) => (yes ? new Set([...before, id]) : new Set([...before].filter((one) => one !== id))))
  const now = state.polls.filter((poll) => poll.state === 'open' || begun.has(poll.id))
  const closed = state.polls.filter((poll) => poll.state === 'closed' && !begun.has(poll.id)).reverse()
  if (now.length + closed.length === 0) return null
  const [last, ...earlier] = closed
  return (
    <Section id="polls" title={m.polls_title()} aside={now.length === 1 ? turnout(now[0]!) : undefined}>
      {now.map((poll) => (
        <div key={poll.id} class="sm-polls__one">
          {now.length > 1 && <p class="sm-list__m">{turnout(poll)}</p>}
          <Open poll={poll} mine={mine} base={base} begun={begun.has(poll.id)} onBegun={(yes) => begin(poll.id, yes)} />
        </div>
      ))}
      {last && <Closed key={last.id} poll={last} />}
      {earlier.length > 0 && (
        <details class="sm-more">
          <summary>{m.polls_earlier({ count: earlier.length })}</summary>
          {earlier.map((poll) => (
            <Closed key={poll.id} poll={poll} />
          ))}
        </details>
      )}
    </Section>
  )
}

const turnout = ({ answered, electors }: PollView): string => m.polls_answered({ answered, electors })

function Open(
  props: Pick<PollsProps, 'mine' | 'base'> & {
    readonly poll: PollView
    readonly begun: boolean
    readonly onBegun: (begun: boolean) => void
  },
) {
  const { poll, mine, base, begun, onBegun } = props
  const own = mine?.ballots.find((one) => one.pollId === poll.id) ?? null
  // What is one's own is asked for beside the line, and may know of a close before the state does.
  const stays = begun || poll.state !== 'open'
  return (
    <>
      {stays || (own && !(own.voted && !mayChange(poll.secrecy))) ? (
        <Ballot poll={poll} own={own} base={base} onBegun={onBegun} />
      ) : (
        <>
          <Question of={poll} />
          {own ? (
            <p>
              <State is="saved">{m.polls_voted_secret()}</State>
            </p>
          ) : (
            <p class="soft">{mine ? notYours(poll.electorate) : m.polls_enter_first()}</p>
          )}
        </>
      )}
      {poll.result && <PollResult of={poll} result={poll.result} name={said(poll.question).text} />}
    </>
  )
}

function Closed({ poll }: { readonly poll: PollView }) {
  return (
    <div class="sm-polls__one">
      <Question of={poll} />
      {poll.result ? (
        <PollResult of={poll} result={poll.result} name={said(poll.question).text} />
      ) : (
        <p class="soft">{m.polls_not_shown()}</p>
      )}
    </div>
  )
}

export function Question({ of }: { readonly of: Pick<PollView, 'question'> }) {
  const question = said(of.question)
  return (
    <h3 class="sm-poll__q" lang={question.lang}>
      {question.text}
    </h3>
  )
}

/** That a poll was opened and that a result is there is said once; never how many have voted. */
function useAnnounced({ polls }: PollsPart): void {
  const announce = useContext(Announcing)
  const known = useRef<ReadonlyMap<string, string> | null>(null)
  const stands = new Map(polls.map((poll) => [poll.id, poll.state === 'open' ? 'open' : poll.result ? 'shown' : '']))
  const mark = [...stands.values()].join()
  useEffect(() => {
    const before = known.current
    known.current = stands
    if (!before) return
    for (const poll of polls) {
      const stand = stands.get(poll.id)
      if (!stand || before.get(poll.id) === stand) continue
      const question = said(poll.question).text
      announce(stand === 'open' ? m.polls_said_open({ question }) : m.polls_said_result({ question }))
    }
  }, [mark, polls.length])
}
