import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'

/**
 * A change of plan as one decision: what becomes of the meeting and of a part of it, for one reason. The dated changes that
 * it made stand on the meetings themselves (`schedule_change`).
 */
export const planChange = pgTable(
  'plan_change',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    at: createdAt(),
    byPerson: uuid(),
    byName: text(),
    /** In the shape of `Decision` in rules.ts. */
    decision: jsonb().notNull(),
    reason: words(),
    /** What it made of the meetings it is about: rows of `schedule_change`, in the order in which they were made. */
    changes: jsonb().$type<readonly string[]>().notNull().default([]),
    /** The meeting that was split off, or put together with this one again. */
    partId: uuid(),
    /** How things stood, so that it can be taken back while nobody has been told: `Before`, ids and states. Emptied once told. */
    before: jsonb(),
    toldAt: moment(),
    toldTo: integer(),
    /** The letters it was told by stand in the outbox under this notice. */
    noticeId: uuid(),
    withdrawnAt: moment(),
  },
  (t) => [index().on(t.meetingId, t.at), index().on(t.partId)],
)
