import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { type Audience, publicIdColumn } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Change, Kind } from './document.ts'

export type { Kind } from './document.ts'

/**
 * A row of a programme. Breaks are items too. A row with a `parentId` is a sub-item; sub-items have no times of their own.
 * Times are wall-clock "HH:MM" on the item's day in the meeting's zone: that is what a programme promises. An end at or
 * before the start lies on the next day.
 */
export const item = pgTable(
  'item',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    /** Null on the shelf: thought of, not yet in the programme, and seen by organisers only. */
    dayId: uuid(),
    parentId: uuid(),
    /** The matter it is a treatment of (`#matters`). */
    matterId: uuid(),
    uid: uuid().notNull().unique().defaultRandom(),
    sequence: integer().notNull().default(0),
    publicId: publicIdColumn(),
    /** Order within the day (or within the parent, or on the shelf): times may be equal or missing. One moved in between takes the middle. */
    position: doublePrecision().notNull(),
    start: text(),
    end: text(),
    /** The end was not stated but taken from the next start. */
    endInferred: boolean().notNull().default(false),
    kind: text().$type<Kind>().notNull(),
    /** A fixed point, as lunch at 11.00: what flows around it leaves it where it is. */
    pinned: boolean().notNull().default(false),
    track: text(),
    room: text(),
    title: words().notNull(),
    description: words(),
    note: words(),
    audience: text().$type<Audience>().notNull().default('public'),
    /** Whether a presentation is expected ("coming") and whether minutes are kept of it. */
    expectsMaterial: boolean().notNull().default(false),
    expectsMinutes: boolean().notNull().default(false),
    /** When what is handed in is shown: at once, when an organiser approves it, or after the item. */
    publishRule: text().$type<PublishRule>().notNull().default('at_once'),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index('item_of_meeting').on(t.meetingId).where(sql`${t.deletedAt} is null`), index().on(t.matterId)],
)

export type PublishRule = 'at_once' | 'approval' | 'after'

/** Who speaks on an item, with the office they hold on that occasion; a person of the network where known. */
export const speaker = pgTable(
  'speaker',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    personId: uuid(),
    position: integer().notNull(),
    name: text().notNull(),
    office: text(),
    email: text(),
    role: text().$type<'speaker' | 'moderator'>().notNull().default('speaker'),
    /** Raised to make earlier personal links of this speaker void. */
    linkVersion: integer().notNull().default(1),
  },
  (t) => [index().on(t.meetingId), index().on(t.itemId), index().on(t.personId)],
)

/**
 * Everything that was done to a programme, in order: what undo takes back and what earlier versions are made from.
 * `number` counts within the meeting. An operation taken back says by which; one that takes back says which.
 */
export const operation = pgTable(
  'operation',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    number: integer().notNull(),
    at: createdAt(),
    byPerson: uuid(),
    byName: text(),
    /** What was done, in the past tense: 'item.moved'. */
    action: text().notNull(),
    changes: jsonb().$type<readonly Change[]>().notNull(),
    undoes: uuid(),
    undoneBy: uuid(),
  },
  (t) => [unique('operation_number').on(t.meetingId, t.number)],
)

/** What belongs to an appearance beside the programme's own words; outlives the speaker's row, which operations remove and bring back. */
export const appearance = pgTable(
  'appearance',
  {
    speakerId: uuid().primaryKey(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    bio: words(),
    /** When the speaker said that there will be no slides. */
    noMaterialAt: moment(),
    /** When they were last asked for what is missing. */
    askedAt: moment(),
    /** When they were asked, after a change of plan, whether they can still come; null once they have said yes. */
    confirmAskedAt: moment(),
    /** When they said so. */
    confirmedAt: moment(),
    version: integer().notNull().default(1),
  },
  (t) => [index().on(t.meetingId)],
)
