import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '#platform/db/columns.ts'

export type Signal = 'louder' | 'too_fast' | 'applause'

/** Hand signals from the room, as counts in slots of ten seconds: nobody is remembered. */
export const signalCount = pgTable(
  'signal_count',
  {
    meetingId: uuid().notNull(),
    networkId: uuid().notNull(),
    kind: text().$type<Signal>().notNull(),
    slot: moment().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.kind, t.slot] })],
)
