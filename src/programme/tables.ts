import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { type Audience, publicIdColumn } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'

export type Kind = 'talk' | 'break' | 'lunch' | 'registration' | 'welcome' | 'closing' | 'panel' | 'social' | 'other'

/** A matter (sak) followed over a series; an item is its treatment at one meeting. */
export const matter = pgTable(
  'matter',
  { id: id(), networkId: uuid().notNull(), seriesId: uuid(), title: words().notNull(), createdAt: createdAt() },
  (t) => [index().on(t.networkId), index().on(t.seriesId)],
)

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
    dayId: uuid().notNull(),
    parentId: uuid(),
    matterId: uuid(),
    uid: uuid().notNull().unique().defaultRandom(),
    sequence: integer().notNull().default(0),
    publicId: publicIdColumn(),
    /** Order within the day (or within the parent): times may be equal or missing. */
    position: integer().notNull(),
    start: text(),
    end: text(),
    /** The end was not stated but taken from the next start. */
    endInferred: boolean().notNull().default(false),
    kind: text().$type<Kind>().notNull(),
    track: text(),
    title: words().notNull(),
    description: words(),
    note: words(),
    audience: text().$type<Audience>().notNull().default('public'),
    /** Whether a presentation is expected ("coming") and whether minutes are kept of it. */
    expectsMaterial: boolean().notNull().default(false),
    expectsMinutes: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index('item_of_meeting').on(t.meetingId).where(sql`${t.deletedAt} is null`), index().on(t.matterId)],
)

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
