/** What hangs on the items of a meeting, so that nothing of it goes away with them. */
import { and, eq, isNull } from 'drizzle-orm'
import { material } from '#materials/tables.ts'
import { minutes } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'

/** Ids of the items with materials or minutes, seen by readers or not. */
export async function bearingItems(db: Db, meetingId: string): Promise<ReadonlySet<string>> {
  const materials = await db
    .selectDistinct({ itemId: material.itemId })
    .from(material)
    .where(and(eq(material.meetingId, meetingId), isNull(material.deletedAt)))
  const written = await db.select({ itemId: minutes.itemId }).from(minutes).where(eq(minutes.meetingId, meetingId))
  return new Set([...materials, ...written].map((row) => row.itemId))
}
