/** Questions as the room sees them: asking, wondering too, what is answered. Nothing moves under a reader's hand. */
import { said } from '#meeting/parts/said.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Act } from '#room/parts/act.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { OwnQuestion, OwnQuestions, QuestionsPart, RoomQuestion } from '../reads.ts'
import { mayTakeBack } from '../rules.ts'
import { Ask, type Askable } from './ask.tsx'
import { useSteady } from './steady.ts'

export interface QuestionsProps {
  readonly state: QuestionsPart
  /** Null for somebody who reads along. */
  readonly mine: OwnQuestions | null
  /** `/{network}/{meeting}` */
  readonly base: string
  /** The item that is on; null between items. */
  readonly now: string | null
  readonly items: readonly Askable[]
}

export function QuestionsInRoom(props: QuestionsProps) {
  const { state, mine, base, now, items } = props
  // Before anything is on, all there is; then what is about the item that is on, or about the meeting.
  const isHere = (one: RoomQuestion) => now === null || one.itemId === now || one.itemId === null
  const here = state.questions.filter(isHere)
  const elsewhere = state.questions.filter((one) => !isHere(one))
  const own = new Set(mine?.asked.map((one) => one.id))
  const { shown, fresh, stale, sort } = useSteady(here, now, own)
  const view = (one: RoomQuestion) => <Question key={one.id} of={one} mine={mine} base={base} items={now === null ? items : []} />
  return (
    <Section
      id="questions"
      title={now === null ? m.questions_room_title() : m.questions_room_title_item()}
      aside={
        shown.length < 2 ? undefined : stale && fresh === 0 ? (
          <Button type="button" variant="tertiary" size="sm" onClick={sort}>
            {m.questions_room_sort()}
          </Button>
        ) : (
          m.questions_room_sorted()
        )
      }
    >
      {mine && <Ask base={base} now={now} items={items} moderated={state.moderated} mayNot={mine.mayNotAsk} />}
      {mine && <Mine {...props} mine={mine} />}
      {fresh > 0 && (
        <Button type="button" variant="secondary" size="sm" icon={icons.arrowUp} class="sm-qs__new" onClick={sort}>
          {m.questions_room_new({ count: fresh })}
        </Button>
      )}
      {shown.length > 0 && <ul class="sm-qs">{shown.map(view)}</ul>}
      {/* Somebody has, while their own waits above. */}
      {shown.length === 0 && own.size === 0 && <p class="soft">{m.questions_room_nobody()}</p>}
      {elsewhere.length > 0 && (
        <details class="sm-more">
          <summary>
            {m.questions_room_elsewhere({ count: elsewhere.length })}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <ul class="sm-qs">
            {elsewhere.map((one) => (
              <Question key={one.id} of={one} mine={mine} base={base} items={items} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

/** @param props.items to name what it is about, where that is not said by the place */
function Question(props: { of: RoomQuestion; mine: OwnQuestions | null; base: string; items: readonly Askable[] }) {
  const { of: one, mine, base } = props
  const answer = said(one.answer)
  const about = said(props.items.find((item) => item.id === one.itemId)?.title)
  const own = mine?.asked.some((asked) => asked.id === one.id) ?? false
  return (
    <li class={one.answeringAt ? 'sm-q is-now' : 'sm-q'} id={`question-${one.id}`}>
      <Wonder of={one} mine={mine} base={base} />
      <div>
        {one.answeringAt && (
          <p class="sm-q__now">
            <Icon of={icons.microphone} />
            {m.questions_room_answering_now()}
          </p>
        )}
        {one.state === 'answered' && <State is="done">{m.questions_room_answered()}</State>}
        <p class="sm-q__text" lang={one.locale === localeNow() ? undefined : one.locale}>
          {one.text}
        </p>
        <p class="sm-list__m">
          {own && `${m.questions_room_yours()} · `}
          {one.name ? [one.name, one.organisation].filter(Boolean).join(', ') : m.questions_room_no_name()}
          {about.text && (
            <>
              {' · '}
              <span lang={about.lang}>{about.text}</span>
            </>
          )}
        </p>
        {answer.text && (
          <div class="sm-input__answer">
            {one.answeredByName && <p class="sm-list__m">{one.answeredByName}</p>}
            <p class="sm-input__text" lang={answer.lang}>
              {answer.text}
            </p>
          </div>
        )}
        {own && mayTakeBack(one) === 'yes' && <TakeBack base={base} id={one.id} text={one.text} />}
      </div>
    </li>
  )
}

/** "Lurer også": one press, and the same one takes it back. How many there are stands beside it, never read aloud by itself. */
function Wonder({ of: one, mine, base }: { of: RoomQuestion; mine: OwnQuestions | null; base: string }) {
  const wonders = mine?.wonders.includes(one.id) ?? false
  const open = mine !== null && one.state === 'shown' && (wonders || mine.mayNotWonder === null)
  const inside = (
    <>
      <span class="sm-vote__n">
        {wonders && <Icon of={icons.checkmark} />}
        {one.votes}
      </span>
      <span class="sm-vote__t">{m.questions_room_wonder()}</span>
    </>
  )
  if (!open) return <p class="sm-vote is-still">{inside}</p>
  return (
    <Act action={`${base}/room/questions/${one.id}/wonder`} fields={{ wonders: wonders ? 'no' : 'yes' }}>
      <button class="sm-vote" type="submit" aria-pressed={wonders}>
        {inside}
        <span class="sr">: {short(one.text)}</span>
      </button>
    </Act>
  )
}

type Unseen = 'waiting' | 'declined' | 'withdrawn'
const states: Readonly<Record<Unseen, readonly [look: 'waiting' | 'draft', word: () => string]>> = {
  waiting: ['waiting', m.questions_room_state_waiting],
  declined: ['draft', m.questions_room_state_declined],
  withdrawn: ['draft', m.questions_room_state_withdrawn],
}

/** One's own that the others do not see: what waits, what was declined, what one took back. */
function Mine({ state, mine, base }: QuestionsProps & { readonly mine: OwnQuestions }) {
  const there = new Set(state.questions.map((one) => one.id))
  const standOf = (one: OwnQuestion): Unseen | null => {
    if (there.has(one.id)) return null
    if (one.withdrawn) return 'withdrawn'
    return one.state === 'waiting' || one.state === 'declined' ? one.state : null
  }
  const unseen = mine.asked.flatMap((one) => {
    const is = standOf(one)
    return is ? [{ ...one, is }] : []
  })
  if (unseen.length === 0) return null
  return (
    <ul class="sm-qs sm-qs--mine" aria-label={m.questions_room_mine()}>
      {unseen.map((one) => {
        const [look, word] = states[one.is]
        return (
          <li key={one.id}>
            <State is={look}>{word()}</State>
            <p class="sm-q__text">{one.text}</p>
            {one.is === 'withdrawn' && (
              <Act action={`${base}/room/questions/${one.id}/restore`}>
                <Button variant="tertiary" size="sm" label={m.questions_room_restore_named({ text: short(one.text) })}>
                  {m.questions_room_restore()}
                </Button>
              </Act>
            )}
            {one.is === 'waiting' && <TakeBack base={base} id={one.id} text={one.text} />}
          </li>
        )
      })}
    </ul>
  )
}

const TakeBack = ({ base, id, text }: { base: string; id: string; text: string }) => (
  <Act action={`${base}/room/questions/${id}/withdraw`}>
    <Button variant="tertiary" size="sm" label={m.questions_room_withdraw_named({ text: short(text) })}>
      {m.questions_room_withdraw()}
    </Button>
  </Act>
)

const LONGEST_NAME = 60
/** A question as the name of a button. */
export const short = (text: string): string =>
  text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME).toWellFormed()}…` : text
