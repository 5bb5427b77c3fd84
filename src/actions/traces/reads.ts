import { and, desc, eq, isNull, notExists, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import { minutesObject } from '#minutes/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { action, actionUpdate } from '../tables.ts'

/** What somebody is to follow up, and what they told of actions. */
export async function actionTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const owned = await db
    .select({ meeting: meeting.title, text: action.text, due: action.due, status: action.status })
    .from(action)
    .leftJoin(meeting, eq(meeting.id, action.meetingId))
    .where(and(eq(action.personId, personId), isNull(action.deletedAt)))
  // Given to them in a draft that goes on beside what readers have.
  const drafted = await db
    .select({ meeting: meeting.title, text: minutesObject.text, due: minutesObject.due })
    .from(minutesObject)
    .innerJoin(meeting, eq(meeting.id, minutesObject.meetingId))
    .where(
      and(
        eq(minutesObject.personId, personId),
        isNull(minutesObject.removedAt),
        notExists(db.select({ one: sql`1` }).from(action).where(eq(action.objectId, minutesObject.id))),
      ),
    )
  const told = await db
    .select({ about: action.text, text: actionUpdate.text, file: actionUpdate.fileName, at: actionUpdate.at })
    .from(actionUpdate)
    .innerJoin(action, eq(action.id, actionUpdate.actionId))
    .where(eq(actionUpdate.personId, personId))
    .orderBy(desc(actionUpdate.at))
  return [{ kind: 'action', rows: [...owned, ...drafted, ...told] }]
}
