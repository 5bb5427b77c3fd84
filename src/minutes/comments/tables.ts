import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'

/** `accepted` and `declined` are of a suggestion; `resolved` of anything else that needs no more answers. */
export type ThreadState = 'open' | 'resolved' | 'accepted' | 'declined'

/** A place in the shared text that stays with the letters it stood between, as Yjs writes it. */
export interface Anchor {
  readonly type?: unknown
  readonly tname?: unknown
  readonly item?: unknown
  readonly assoc?: number | undefined
}
/** From the first letter to the last, in one life of the shared text. */
export interface Passage {
  readonly life: string
  readonly from: Anchor
  readonly to: Anchor
}

/**
 * Something that those who write minutes say to each other of a passage, or of all of it; perhaps with other words for it. The
 * text itself knows nothing of it, so no reader's form has anything to take out.
 */
export const minutesThread = pgTable(
  'minutes_thread',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    minutesId: uuid().notNull(),
    /** Where the passage stands in the shared text, and what it said then; null when all of it is meant. */
    passage: jsonb().$type<Passage>(),
    quote: text(),
    /** What the passage should say instead. */
    proposed: text(),
    by: uuid(),
    byName: text(),
    state: text().$type<ThreadState>().notNull().default('open'),
    settledBy: uuid(),
    settledByName: text(),
    settledAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.minutesId), index().on(t.itemId)],
)

/** What is said in a thread. */
export const minutesComment = pgTable(
  'minutes_comment',
  {
    id: id(),
    networkId: uuid().notNull(),
    threadId: uuid().notNull(),
    by: uuid(),
    byName: text(),
    text: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.threadId)],
)
