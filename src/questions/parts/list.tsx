/** What was sent in, one entry each: the words, who and when, what came of it. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { dateTime } from '#platform/words/dates.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { State, type StateName } from '#ui/state.tsx'
import type { InputView } from '../reads.ts'
import type { InputState } from '../tables.ts'

export interface ListPlace {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly timezone: string
}

/** @param props.children what may be done with an entry, beneath it */
export function InputEntry(props: { of: InputView; place: ListPlace; children?: ComponentChildren }) {
  const { of: one, place } = props
  const answer = said(one.answer)
  const lang = one.locale === localeNow() ? undefined : one.locale
  return (
    <li class="sm-input" id={`input-${one.id}`}>
      <p class="sm-input__text" lang={lang}>
        {one.text}
      </p>
      <Facts {...one} lang={lang} />
      <p class="sm-list__m">
        {[one.own ? m.questions_by_you() : (one.name ?? m.questions_no_name()), dateTime(one.createdAt, place.timezone)].join(
          ' · ',
        )}
        {one.state === 'waiting' && !one.own ? null : (
          <>
            {' '}
            <State is={stateNames[one.state]}>{stateWord(one.state)}</State>
          </>
        )}
      </p>
      {answer.text && (
        <div class="sm-input__answer">
          <p class="sm-list__m">
            {[one.answeredByName, one.answeredAt && dateTime(one.answeredAt, place.timezone)].filter(Boolean).join(' · ')}
          </p>
          <p class="sm-input__text" lang={answer.lang}>
            {answer.text}
          </p>
        </div>
      )}
      {one.became && (
        <p>
          <a class="ds-link" href={`${place.base}/${one.became.publicId}`} lang={said(one.became.title).lang}>
            {said(one.became.title).text}
          </a>
        </p>
      )}
      {one.movedTo && (
        <p>
          {m.questions_moved_to()}{' '}
          <a class="ds-link" href={`${place.base.replace(/[^/]+$/, '')}${one.movedTo.slug}`} lang={said(one.movedTo.title).lang}>
            {said(one.movedTo.title).text}
          </a>
        </p>
      )}
      {props.children}
    </li>
  )
}

function Facts(props: Pick<InputView, 'why' | 'outcome' | 'minutes'> & { lang: string | undefined }) {
  const facts = [
    [m.questions_why(), props.why],
    [m.questions_outcome(), props.outcome],
    [m.questions_minutes(), props.minutes === null ? null : m.questions_minutes_n({ count: props.minutes })],
  ].filter(([, value]) => value)
  if (facts.length === 0) return null
  return (
    <dl class="sm-mfacts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd lang={props.lang}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const stateNames: Record<InputState, StateName> = {
  waiting: 'waiting',
  shown: 'published',
  answered: 'done',
  item: 'done',
  moved: 'moved',
  declined: 'cancelled',
}

function stateWord(state: InputState): string {
  switch (state) {
    case 'waiting':
      return m.questions_state_waiting()
    case 'shown':
      return m.questions_state_shown()
    case 'answered':
      return m.questions_state_answered()
    case 'item':
      return m.questions_state_item()
    case 'moved':
      return m.questions_state_moved()
    case 'declined':
      return m.questions_state_declined()
  }
}
