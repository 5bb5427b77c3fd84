import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'

/** How participants come into groups. */
export type Dividing = 'random' | 'region' | 'choice' | 'mixed'

/** Discussion in groups on an item: one question, some groups, a time to be back. */
export const breakout = pgTable(
  'breakout',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid(),
    questions: jsonb().$type<readonly string[]>().notNull().default([]),
    dividing: text().$type<Dividing>().notNull(),
    startedAt: moment(),
    /** When the groups are to be back. */
    endsAt: moment(),
    closedAt: moment(),
    /** When their notes were taken to the item, for all to see. */
    returnedAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    createdBy: uuid(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.meetingId)],
)

export const breakoutGroup = pgTable(
  'breakout_group',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    breakoutId: uuid().notNull(),
    number: integer().notNull(),
    name: words(),
    /** Where they meet on video, where it is elsewhere. */
    joinUrl: text(),
    notes: text().notNull().default(''),
    notesBy: text(),
    notesAt: moment(),
    version: integer().notNull().default(1),
  },
  (t) => [unique('breakout_group_number').on(t.breakoutId, t.number), index().on(t.meetingId)],
)

export const breakoutMember = pgTable(
  'breakout_member',
  {
    breakoutId: uuid().notNull(),
    participantId: uuid().notNull(),
    groupId: uuid().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.breakoutId, t.participantId] }), index().on(t.participantId)],
)
