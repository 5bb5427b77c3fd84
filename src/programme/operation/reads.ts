/** A programme as operations see it, and the operations that made it what it is. */
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { DayState, ItemState, Programme, SpeakerState } from '../document.ts'
import { operation } from '../tables.ts'

export type OperationRow = typeof operation.$inferSelect

/**
 * The whole programme in three queries, however long it is. Every write reads it first, so its rows come as the driver gives
 * them, named as the state names them: mapping four hundred of them column by column, or having PostgreSQL build the objects,
 * costs more than the rest of the write. Access is the caller's to check.
 */
export async function programmeOf(db: Db, meetingId: string): Promise<Programme> {
  const days = await db.execute<DayState & Record<string, unknown>>(
    sql`select id, date::text, label, position from day where meeting_id = ${meetingId} order by position, id`,
  )
  const items = await db.execute<Omit<ItemState, 'speakers'> & Record<string, unknown>>(sql`
    select id, day_id as "dayId", parent_id as "parentId", position, start, "end", end_inferred as "endInferred", pinned, kind,
      track, room, title, description, note, audience, expects_material as "expectsMaterial", expects_minutes as "expectsMinutes"
    from item where meeting_id = ${meetingId} and deleted_at is null order by position, id`)
  const speaking = await db.execute<SpeakerState & { itemId: string } & Record<string, unknown>>(sql`
    select item_id as "itemId", id, person_id as "personId", name, office, email, role, link_version as "linkVersion"
    from speaker where meeting_id = ${meetingId} order by position, id`)
  const speakers = Map.groupBy(speaking.rows, (one) => one.itemId)
  return {
    days: days.rows,
    items: items.rows.map((row) => ({
      ...row,
      speakers: (speakers.get(row.id) ?? []).map(({ itemId: _, ...one }) => one),
    })),
  }
}

/** The operations of a meeting behind a number, newest first. */
export async function operationsAfter(db: Db, meetingId: string, number: number): Promise<OperationRow[]> {
  return db
    .select()
    .from(operation)
    .where(and(eq(operation.meetingId, meetingId), gt(operation.number, number)))
    .orderBy(desc(operation.number))
}

export async function operationById(db: Db, meetingId: string, id: string): Promise<OperationRow | null> {
  const [row] = await db
    .select()
    .from(operation)
    .where(and(eq(operation.meetingId, meetingId), eq(operation.id, id)))
  return row ?? null
}

/**
 * What a person may take back and take up again: their newest operation that stands, and their newest taking-back unless
 * they have done something new since.
 */
export async function undoable(
  db: Db,
  meetingId: string,
  personId: string,
): Promise<{ undo: OperationRow | null; redo: OperationRow | null }> {
  const newest = async (action: 'fresh' | 'programme.undone') => {
    const [row] = await db
      .select()
      .from(operation)
      .where(
        and(
          eq(operation.meetingId, meetingId),
          eq(operation.byPerson, personId),
          isNull(operation.undoneBy),
          action === 'fresh' ? isNull(operation.undoes) : eq(operation.action, action),
        ),
      )
      .orderBy(desc(operation.number))
      .limit(1)
    return row ?? null
  }
  const [undo, redo] = [await newest('fresh'), await newest('programme.undone')]
  const [last] = await db
    .select({ number: operation.number })
    .from(operation)
    .where(and(eq(operation.meetingId, meetingId), eq(operation.byPerson, personId), isNull(operation.undoes)))
    .orderBy(desc(operation.number))
    .limit(1)
  return { undo, redo: redo && (last === undefined || redo.number > last.number) ? redo : null }
}

/** The newest operation in which an item was taken away. */
export async function removalOf(db: Db, meetingId: string, itemId: string): Promise<OperationRow | null> {
  const [row] = await db
    .select()
    .from(operation)
    .where(
      and(
        eq(operation.meetingId, meetingId),
        sql`${operation.changes} @> ${JSON.stringify([{ of: 'item', id: itemId, after: null }])}::jsonb`,
      ),
    )
    .orderBy(desc(operation.number))
    .limit(1)
  return row ?? null
}
