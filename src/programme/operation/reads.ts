/** A programme as operations see it, and the operations that made it what it is. */
import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { daysOf } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { DayState, ItemState, Programme, SpeakerState } from '../document.ts'
import { itemRows } from '../reads.ts'
import { operation, speaker } from '../tables.ts'

export type OperationRow = typeof operation.$inferSelect

/** The whole programme, in three queries however long it is. Access is the caller's to check. */
export async function programmeOf(db: Db, meetingId: string): Promise<Programme> {
  const days = await daysOf(db, meetingId)
  const rows = await itemRows(db, meetingId)
  const speakers = new Map<string, SpeakerState[]>()
  for (const row of await db
    .select()
    .from(speaker)
    .where(eq(speaker.meetingId, meetingId))
    .orderBy(asc(speaker.position), asc(speaker.id))) {
    const { id, personId, name, office, email, role, linkVersion } = row
    const one = { id, personId, name, office, email, role, linkVersion }
    speakers.get(row.itemId)?.push(one) ?? speakers.set(row.itemId, [one])
  }
  return {
    days: days.map(({ id, date, label, position }): DayState => ({ id, date, label, position })),
    items: rows.map(
      (row): ItemState => ({
        id: row.id,
        dayId: row.dayId,
        parentId: row.parentId,
        position: row.position,
        start: row.start,
        end: row.end,
        endInferred: row.endInferred,
        pinned: row.pinned,
        kind: row.kind,
        track: row.track,
        room: row.room,
        title: row.title,
        description: row.description,
        note: row.note,
        audience: row.audience,
        expectsMaterial: row.expectsMaterial,
        expectsMinutes: row.expectsMinutes,
        speakers: speakers.get(row.id) ?? [],
      }),
    ),
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
