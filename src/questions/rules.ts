/** Who may send something in before a meeting, who sees it, and what may become of it. Pure. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayEdit, mayRead, type Verdict } from '#meeting/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { InputState, input } from './tables.ts'

export type InputRow = typeof input.$inferSelect

/** Until when things may be sent in: what the organisers set, else until it begins; null where neither is known. */
export const openUntil = (meeting: Pick<MeetingRow, 'inputUntil' | 'startsAt'>): string | null =>
  meeting.inputUntil ?? meeting.startsAt

/** Whether it is time to send things in: the meeting is published and the deadline ahead. */
export function isOpen(
  meeting: Pick<MeetingRow, 'inputUntil' | 'startsAt' | 'publishedAt' | 'template'>,
  now: Temporal.Instant,
): boolean {
  const until = openUntil(meeting)
  const ahead = until === null || Temporal.Instant.compare(instantOf(until), now) > 0
  return ahead && meeting.publishedAt !== null && !meeting.template
}

/** Whether anything may be sent in now. Organisers may always: they write down what reached them otherwise. */
export function maySend(actor: Actor, meeting: MeetingRow, now: Temporal.Instant): Verdict {
  if (mayRead(actor, meeting) !== 'yes') return 'meeting_not_yours'
  if (mayEdit(actor, meeting) === 'yes') return meeting.template ? 'questions_not_open' : 'yes'
  if (meeting.publishedAt === null) return 'questions_not_open'
  return isOpen(meeting, now) ? 'yes' : 'questions_too_late'
}

/** Everybody sees what was taken up; who sent something, and organisers, see it from the beginning. */
export const maySee = (actor: Actor, row: Pick<InputRow, 'state' | 'personId'>, organises: boolean): boolean =>
  organises || (row.personId !== null && row.personId === actor.person?.id) || isTaken(row.state)

/** What was turned down is between the organisers and whoever sent it. */
const isTaken = (state: InputState): boolean => state !== 'waiting' && state !== 'declined'

/** Taking back what one sent in oneself, as long as nothing came of it; organisers may at any time. */
export function mayRemove(actor: Actor, row: Pick<InputRow, 'state' | 'personId'>, organises: boolean): Verdict {
  if (organises) return 'yes'
  if (row.personId === null || row.personId !== actor.person?.id) return 'meeting_not_yours'
  return row.state === 'waiting' || row.state === 'shown' ? 'yes' : 'questions_taken_up'
}

/** Whether the name stands beside it for others: not where it was asked without one, and never an e-mail address. */
export const nameFor = (row: Pick<InputRow, 'name' | 'nameless'>, organises: boolean): string | null =>
  row.nameless && !organises ? null : row.name

/** What became of something that was sent in. */
export type Became =
  | { readonly as: 'answered' | 'declined'; readonly answer: string }
  | { readonly as: 'item' }
  | { readonly as: 'moved'; readonly to: Pick<MeetingRow, 'slug' | 'title'> }
