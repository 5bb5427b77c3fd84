import { and, eq, isNull, notExists, sql } from 'drizzle-orm'
import { minutesObject } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { action } from '../tables.ts'

/** Minutes with action points from before these lived on their own, and have none. */
export async function minutesWithoutActions(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: minutesObject.minutesId })
    .from(minutesObject)
    .where(
      and(
        eq(minutesObject.kind, 'action'),
        isNull(minutesObject.removedAt),
        sql`btrim(${minutesObject.text}) <> ''`,
        notExists(db.select({ one: sql`1` }).from(action).where(eq(action.objectId, minutesObject.id))),
      ),
    )
  return rows.map((one) => one.id)
}
