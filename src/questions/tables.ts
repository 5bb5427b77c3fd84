import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

export type InputKind = 'question' | 'matter' | 'answer'
/** waiting for an organiser · shown to all · answered · made an item of · taken to another meeting · declined, with an answer why */
export type InputState = 'waiting' | 'shown' | 'answered' | 'item' | 'moved' | 'declined'

/** What is sent in before a meeting: a question to an item, a matter to be raised, an answer to what is to be discussed. */
export const input = pgTable(
  'input',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    /** Null for a matter, and for a question to the meeting as a whole. */
    itemId: uuid(),
    kind: text().$type<InputKind>().notNull(),
    state: text().$type<InputState>().notNull().default('waiting'),
    /** The question, the answer, or what the matter is. */
    text: text().notNull(),
    /** Of a matter: why, what should come of it, and how many minutes it needs. */
    why: text(),
    outcome: text(),
    minutes: integer(),
    locale: text().$type<Locale>().notNull(),
    personId: uuid(),
    name: text(),
    email: text(),
    organisationId: uuid(),
    /** Their name is not shown to others. */
    nameless: boolean().notNull().default(false),
    answer: words(),
    answeredBy: uuid(),
    answeredByName: text(),
    answeredAt: moment(),
    /** What it became. */
    madeItemId: uuid(),
    movedTo: uuid(),
    /** Who asked it in the room, where that was a guest or somebody signed in there. */
    participantId: uuid(),
    /** Another question that says the same: its votes went there. */
    mergedInto: uuid(),
    /** Being answered in the room since. */
    answeringAt: moment(),
    /** Taken to the minutes of its item. */
    notedAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [
    index().on(t.meetingId),
    index().on(t.itemId),
    index().on(t.personId),
    index().on(t.participantId),
    index().on(t.mergedInto),
    // One question is being answered at a time.
    uniqueIndex('input_answering_once').on(t.meetingId).where(sql`${t.answeringAt} is not null`),
  ],
)

/** "I wonder too": one for each participant of the room. */
export const inputVote = pgTable(
  'input_vote',
  {
    inputId: uuid().notNull(),
    participantId: uuid().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.inputId, t.participantId] }), index().on(t.participantId)],
)
