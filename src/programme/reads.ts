/** The programme as those who edit it see it. Readers' pages come from `#meeting/reads.ts`. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { ItemRow } from './rules.ts'
import { item } from './tables.ts'

/** All items of a meeting that are not removed, in order; parts stand among them with their `parentId`. */
export async function itemRows(db: Db, meetingId: string): Promise<ItemRow[]> {
  return db
    .select()
    .from(item)
    .where(and(eq(item.meetingId, meetingId), isNull(item.deletedAt)))
    .orderBy(asc(item.position), asc(item.id))
}

/** @throws NotFound when the meeting has no such item, or it is removed */
export async function itemByNumber(db: Db, meetingId: string, publicId: number): Promise<ItemRow> {
  const [row] = await db
    .select()
    .from(item)
    .where(and(eq(item.meetingId, meetingId), eq(item.publicId, publicId), isNull(item.deletedAt)))
  if (!row) throw new NotFound()
  return row
}

/** @throws NotFound when the meeting has no such item, or it is removed */
export async function itemById(db: Db, meetingId: string, id: string): Promise<ItemRow> {
  const [row] = await db
    .select()
    .from(item)
    .where(and(eq(item.meetingId, meetingId), eq(item.id, id), isNull(item.deletedAt)))
  if (!row) throw new NotFound()
  return row
}
