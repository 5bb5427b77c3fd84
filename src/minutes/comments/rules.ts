/** What those who write minutes say to each other of the text: who may, and what becomes of it. Pure. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes, type Verdict } from '#meeting/rules.ts'
import { type MinutesRow, mayWrite } from '../rules.ts'
import type { minutesComment, minutesThread, Passage, ThreadState } from './tables.ts'

export type { Anchor, Passage, ThreadState } from './tables.ts'

export type ThreadRow = typeof minutesThread.$inferSelect
export type CommentRow = typeof minutesComment.$inferSelect

export const settlements = ['resolve', 'reopen', 'accept', 'decline'] as const
export type Settlement = (typeof settlements)[number]

/** Letters that are kept of a passage. */
export const QUOTE_LENGTH = 2000
export const COMMENT_LENGTH = 4000

type Where = Pick<MeetingRow, 'id' | 'networkId'>

/** Answering. Beginning is for who may write, while they may (`mayWrite`). */
export function mayReply(actor: Actor, meeting: Where, thread: Pick<ThreadRow, 'state'>): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  return thread.state === 'open' ? 'yes' : 'comments_settled'
}

/** What was taken into the text is not opened again: it is there. What is only talk can be settled in approved minutes too. */
export function maySettle(
  actor: Actor,
  meeting: Where,
  row: Pick<MinutesRow, 'state'>,
  thread: Pick<ThreadRow, 'state' | 'proposed'>,
  how: Settlement,
): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (how === 'reopen') return ['resolved', 'declined'].includes(thread.state) ? 'yes' : 'comments_not_settled'
  if (thread.state !== 'open') return 'comments_settled'
  // A suggestion is taken or not; anything else has no words to take.
  if ((thread.proposed !== null) !== (how !== 'resolve')) return 'comments_not_so'
  return how === 'accept' ? mayWrite(actor, meeting, row) : 'yes'
}

export const stateAfter: Readonly<Record<Settlement, ThreadState>> = {
  resolve: 'resolved',
  reopen: 'open',
  accept: 'accepted',
  decline: 'declined',
}

/** Whether words can be put in the place of a passage: it stands within one line, and all of it is known. */
export const isReplaceable = (quote: string): boolean => quote.length < QUOTE_LENGTH && !quote.includes('\n')

/** A thread as it is shown: words and times are made. */
export interface ThreadView {
  readonly id: string
  readonly passage: Passage | null
  readonly quote: string | null
  readonly proposed: string | null
  readonly state: ThreadState
  readonly byName: string | null
  readonly at: string
  readonly settledByName: string | null
  readonly settledAt: string | null
  /** Of an open suggestion: what the passage says by now; null when it is gone. Not asked of anything else. */
  readonly now?: string | null
  readonly comments: readonly {
    readonly id: string
    readonly byName: string | null
    readonly at: string
    readonly text: string
  }[]
}

/** Whether a suggestion can still be taken as it was meant. */
export const stillStands = ({ quote, now }: Pick<ThreadView, 'quote' | 'now'>): boolean => quote !== null && now === quote
