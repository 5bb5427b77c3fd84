import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, moment } from '#platform/db/columns.ts'
import { newId } from '#platform/db/id.ts'

/**
 * The minutes of one item as several write them at once: a Yjs document, made from the minutes the first time somebody opens
 * them to write and kept from then on. What `minutes` holds is derived from it.
 */
export const minutesLive = pgTable(
  'minutes_live',
  {
    minutesId: uuid().primaryKey(),
    networkId: uuid().notNull(),
    /** Which life of the document this is: a copy that a browser kept is merged into the same one only. */
    life: uuid().notNull().$defaultFn(newId),
    /** Everything up to `covered`, merged. */
    state: bytes().notNull(),
    /** What `state` knows of each client, as a state vector: nothing that knows less may replace it. */
    vector: bytes().notNull(),
    covered: integer().notNull().default(0),
    /** The number of the last update in the log. */
    seq: integer().notNull().default(0),
    /** Who has written since the revision that stands. */
    authors: uuid().array().notNull().default([]),
    /** The process in which the writers meet, where other processes reach it, and until when unless renewed. */
    owner: uuid(),
    address: text(),
    ownedUntil: moment(),
    /** Who has it open to write there. */
    writers: uuid().array().notNull().default([]),
  },
  (t) => [index().on(t.networkId)],
)

/** What was written since the merged state, in the order in which it was kept. Rows that the state covers are deleted. */
export const minutesUpdate = pgTable(
  'minutes_update',
  {
    minutesId: uuid().notNull(),
    seq: integer().notNull(),
    networkId: uuid().notNull(),
    bytes: bytes().notNull(),
    author: uuid(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.minutesId, t.seq] })],
)
