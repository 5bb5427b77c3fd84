import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../db/columns.ts'

/** One recorded act: who, what, about what, before and after. Written in the transaction of the act itself. */
export const activity = pgTable(
  'activity',
  {
    id: id(),
    networkId: uuid(),
    at: createdAt(),
    byKind: text().notNull(),
    byPerson: uuid(),
    byName: text(),
    action: text().notNull(),
    aboutKind: text().notNull(),
    aboutId: uuid().notNull(),
    meetingId: uuid(),
    before: jsonb(),
    after: jsonb(),
  },
  (t) => [index().on(t.networkId, t.at), index().on(t.meetingId, t.at), index().on(t.aboutId, t.at)],
)

/** The revision of a subject ('meeting:<id>', 'series:<id>', 'network:<id>', …): raised by every write that changes what readers of it see. */
export const revision = pgTable(
  'revision',
  { subject: text().primaryKey(), rev: bigint({ mode: 'number' }).notNull(), raisedAt: moment().notNull().defaultNow() },
  // The healing poll asks for what was raised lately.
  (t) => [index().on(t.raisedAt)],
)

/** What is left of a deleted object, so that feeds and archives can follow. */
export const tombstone = pgTable(
  'tombstone',
  { id: uuid().primaryKey(), networkId: uuid().notNull(), kind: text().notNull(), meetingId: uuid(), deletedAt: createdAt() },
  (t) => [index().on(t.networkId, t.deletedAt)],
)
