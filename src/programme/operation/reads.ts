/** A programme as operations see it, and the operations that made it what it is. */
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { DayState, ItemState, Programme } from '../document.ts'
import { operation } from '../tables.ts'

export type OperationRow = typeof operation.$inferSelect

/**
 * The whole programme in one query, however long it is. PostgreSQL builds the states itself: every write reads them first,
 * and mapping four hundred rows column by column costs more than the rest of the write. Access is the caller's to check.
 */
export async function programmeOf(db: Db, meetingId: string): Promise<Programme> {
  const result = await db.execute<{ days: DayState[]; items: ItemState[] }>(sql`
    with speaking as (
      select item_id, json_agg(json_build_object('id', id, 'personId', person_id, 'name', name, 'office', office,
        'email', email, 'role', role, 'linkVersion', link_version) order by position, id) as speakers
      from speaker where meeting_id = ${meetingId} group by item_id
    )
    select
      (select coalesce(json_agg(json_build_object('id', id, 'date', date, 'label', label, 'position', position)
        order by position, id), '[]') from day where meeting_id = ${meetingId}) as days,
      (select coalesce(json_agg(json_build_object('id', item.id, 'dayId', day_id, 'parentId', parent_id, 'position', position,
        'start', start, 'end', "end", 'endInferred', end_inferred, 'pinned', pinned, 'kind', kind, 'track', track, 'room', room,
        'title', title, 'description', description, 'note', note, 'audience', audience, 'expectsMaterial', expects_material,
        'expectsMinutes', expects_minutes, 'speakers', coalesce(speakers, '[]')) order by position, item.id), '[]')
        from item left join speaking on speaking.item_id = item.id
        where meeting_id = ${meetingId} and deleted_at is null) as items`)
  return result.rows[0]!
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
