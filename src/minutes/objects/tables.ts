import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { BlockKind } from '../document.ts'

/**
 * The decisions, action points and answers that stand in minutes. What the text says of one is copied here when a text comes to
 * stand, and changed by changing the text; what the text does not say (number, owner, who was told) is kept here alone.
 */
export const minutesObject = pgTable(
  'minutes_object',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    minutesId: uuid().notNull(),
    /** The id that stands in the text, and its anchor. Text pasted from elsewhere brings its own along: it is one's own only within the minutes. */
    blockId: uuid().notNull(),
    kind: text().$type<BlockKind>().notNull(),
    /** Order in the text. */
    position: integer().notNull(),
    text: text().notNull(),
    /** Of an answer: what was asked, and the question sent in that it came from. */
    question: text(),
    inputId: uuid(),
    /** Of a decision: given when its text first comes before readers, and kept from then on. The year where it counts through one. */
    number: integer(),
    numberYear: integer(),
    /** Of an action: who and by when as the text says it ("2020-05-15", or that a date is to come), and who that is. */
    who: text(),
    due: text(),
    personId: uuid(),
    organisationId: uuid(),
    /** The person who was told, and when: nobody is told twice. */
    toldPersonId: uuid(),
    toldAt: moment(),
    /** Taken out of the text. Pasted back, it is the same again. */
    removedAt: moment(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [unique('minutes_object_block').on(t.minutesId, t.blockId), index().on(t.meetingId), index().on(t.personId)],
)
