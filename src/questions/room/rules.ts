/** Questions in the room: who may ask now, what becomes of them, and in which order they are read. Pure. */
import type { Verdict } from '#meeting/rules.ts'
import type { InputState } from '../tables.ts'

/** Read aloud and from the big screen: shorter than what is sent in beforehand. */
export const QUESTION_LONGEST = 500

/** For each participant, never for an address: a town hall sits behind one. */
export const MOST_ASKED = 5
export const SPAN_MINUTES = 10

/**
 * Whether another question may come now.
 * @param lately when the participant asked before, as milliseconds since 1970
 */
export function mayAskNow(
  lately: readonly number[],
  slowSeconds: number,
  now: number,
): Verdict<'questions_room_too_many' | 'questions_room_slow'> {
  const within = (ms: number) => lately.filter((at) => at > now - ms).length
  if (within(SPAN_MINUTES * 60_000) >= MOST_ASKED) return 'questions_room_too_many'
  return slowSeconds > 0 && within(slowSeconds * 1000) > 0 ? 'questions_room_slow' : 'yes'
}

/** "I wonder too" goes with asking: where guests may do the one they may do the other. Those who are muted go on wondering. */
export const mayWonder = (
  who: { readonly personId: string | null },
  guestsMay: { readonly ask: boolean },
): Verdict<'room_guests_ask_not'> => (who.personId !== null || guestsMay.ask ? 'yes' : 'room_guests_ask_not')

/** What a chair makes of a question with one press. */
export type Turned = Extract<InputState, 'waiting' | 'shown' | 'answered' | 'declined'>

/** Whether it can be made of it: not of what went elsewhere, and not against an answer that was written and sent. */
export function mayBecome(
  row: { readonly state: InputState; readonly answer: unknown },
  to: Turned,
): Verdict<'questions_taken_up' | 'questions_room_answered_in_writing'> {
  if (row.state === 'item' || row.state === 'moved') return 'questions_taken_up'
  return row.answer !== null && to !== row.state ? 'questions_room_answered_in_writing' : 'yes'
}

/** Taking back one's own: as long as nobody has begun to answer it. */
export const mayTakeBack = (row: { readonly state: InputState; readonly answeringAt: string | null }): Verdict =>
  (row.state === 'waiting' || row.state === 'shown') && row.answeringAt === null ? 'yes' : 'questions_taken_up'

interface Ordered {
  readonly id: string
  readonly votes: number
  readonly at: string
  readonly state: InputState
  readonly answeringAt: string | null
}

const stage = (one: Ordered) => (one.answeringAt !== null ? 0 : one.state === 'answered' ? 2 : 1)

/** What is answered now, then what waits for an answer by votes, then what was answered; the oldest first where all else is equal. */
export const byVotes = <T extends Ordered>(questions: readonly T[]): T[] =>
  [...questions].sort((a, b) => stage(a) - stage(b) || b.votes - a.votes || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

/** What is under a reader's eyes: in the order they last asked for. */
export interface Steady<T> {
  readonly shown: readonly T[]
  /** How many came since and wait to be asked for. */
  readonly fresh: number
  /** Whether another order would be right by now. */
  readonly stale: boolean
}

/**
 * Keeps questions where a reader's eyes and fingers are, whatever votes and new ones come. One's own come in at once, last.
 * @param order ids in the order they stand; those that are gone drop out
 */
export function steady<T extends Ordered>(
  order: readonly string[],
  questions: readonly T[],
  own: ReadonlySet<string>,
): Steady<T> {
  const all = new Map(questions.map((one) => [one.id, one]))
  const known = new Set(order)
  const mine = questions.filter((one) => own.has(one.id) && !known.has(one.id))
  const shown = [...order.flatMap((id) => all.get(id) ?? []), ...mine]
  const fresh = questions.length - shown.length
  return { shown, fresh, stale: fresh > 0 || byVotes(shown).some((one, place) => one !== shown[place]) }
}
