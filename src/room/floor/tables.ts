import { sql } from 'drizzle-orm'
import { doublePrecision, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'

/** In order of precedence: a point of order goes before a reply to who speaks, and that before an ordinary turn. */
export type TurnKind = 'order' | 'reply' | 'ordinary'

/** A turn on the speaker list: asked for, had, or given up. */
export const turn = pgTable(
  'turn',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid(),
    /** Null for a name that a chair put on the list. */
    participantId: uuid(),
    name: text().notNull(),
    organisation: text(),
    organisationId: uuid(),
    kind: text().$type<TurnKind>().notNull().default('ordinary'),
    /** Order among those waiting; moved in between takes the middle. */
    position: doublePrecision().notNull(),
    askedAt: createdAt(),
    startedAt: moment(),
    /** Since when the clock runs; null while it stands (a question or reply to the speaker stops it). */
    runningSince: moment(),
    /** Whole milliseconds spoken before `runningSince`. */
    spoken: integer().notNull().default(0),
    endedAt: moment(),
    withdrawnAt: moment(),
  },
  (t) => [
    index().on(t.meetingId),
    index().on(t.participantId),
    // One waits once for each kind of turn, and one clock runs at a time.
    uniqueIndex('turn_waits_once')
      .on(t.meetingId, t.participantId, t.kind)
      .where(sql`${t.participantId} is not null and ${t.startedAt} is null and ${t.withdrawnAt} is null`),
    uniqueIndex('turn_runs_once').on(t.meetingId).where(sql`${t.runningSince} is not null`),
  ],
)
