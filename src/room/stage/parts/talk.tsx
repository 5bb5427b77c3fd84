/** What the room talks of on the big screen: a question, who has the floor, a poll. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import type { RoomQuestion } from '#questions/room/reads.ts'
import type { FloorPart, SpeakingView } from '../../floor/reads.ts'
import { spokenIn } from '../../floor/rules.ts'
import { Clock, useNow } from '../../parts/clock.tsx'
import { titleOf } from '../../parts/now.tsx'
import { PollResult } from '../../polls/parts/result.tsx'
import { optionWords } from '../../polls/parts/words.ts'
import type { PollView as Poll } from '../../polls/reads.ts'
import { choosable } from '../../polls/rules.ts'
import type { ShowPart } from '../../show/reads.ts'
import { Body } from './body.tsx'

const LONG_QUESTION = 140

export function QuestionView({ question, show }: { readonly question: RoomQuestion; readonly show: ShowPart }) {
  const { text, locale, name, organisation, votes, itemId } = question
  const about = show.rows.find((row) => row.id === itemId)
  return (
    <Body
      kicker={m.stage_question()}
      beside={about && titleOf(about).text}
      size={text.length > LONG_QUESTION ? 'small' : 'q'}
      title={text}
      lang={said({ [locale]: text }).lang}
    >
      <p class="sm-stage__who">
        {name ? <b>{name}</b> : m.stage_nameless()}
        {organisation && `, ${organisation}`}
        {votes > 0 && (
          <>
            <br />
            {m.stage_wonder({ count: votes })}
          </>
        )}
      </p>
    </Body>
  )
}

/** More names than these are not read from the back row. */
const NAMES = 6

export function QueueView({ floor }: { readonly floor: FloorPart }) {
  const { speaking, waiting } = floor
  return (
    <Body
      kicker={m.stage_queue()}
      beside={speaking && <Left of={speaking} />}
      size={waiting.length > 0 ? 'q' : 'title'}
      title={speaking?.name ?? (waiting.length > 0 ? m.stage_nobody() : m.stage_queue_empty())}
    >
      {speaking?.organisation && <p class="sm-stage__who">{speaking.organisation}</p>}
      <ol class="sm-stage__queue">
        {waiting.slice(0, NAMES).map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>
            <span>
              {one.organisation} {one.kind === 'reply' && <i>{m.stage_reply()}</i>}
            </span>
          </li>
        ))}
      </ol>
      {waiting.length > NAMES && <p class="sm-stage__next">{m.stage_more({ count: waiting.length - NAMES })}</p>}
    </Body>
  )
}

/** What is left of a turn: it runs down while the clock runs, and stands while somebody asks them something. */
function Left({ of }: { readonly of: SpeakingView }) {
  const now = useNow()
  return <Clock until={now + of.seconds * 1000 - spokenIn(of, now)} label={m.stage_turn_left()} />
}

export function PollView({ poll }: { readonly poll: Poll }) {
  const question = said(poll.question)
  const closed = poll.state !== 'open'
  return (
    <Body
      kicker={m.stage_poll()}
      // The result says it itself.
      beside={poll.result ? null : m.stage_answered({ count: poll.answered, of: poll.electors })}
      size="small"
      title={question.text}
      lang={question.lang}
    >
      {poll.result ? (
        <PollResult of={poll} result={poll.result} name={question.text} />
      ) : (
        <>
          <ul class="sm-stage__options">
            {choosable(poll)
              .map((option) => optionWords(poll, option))
              .map(({ text, lang }) => (
                <li key={text} lang={lang}>
                  {text}
                </li>
              ))}
          </ul>
          <p class="sm-stage__next">{closed ? m.stage_poll_closed() : m.stage_poll_open()}</p>
        </>
      )}
    </Body>
  )
}
