/** Minutes that came before readers while decisions were words in a text and nothing more. */
import { and, asc, eq, isNotNull, isNull, ne, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { day, meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { blockKinds } from '../../document.ts'
import { minutes, minutesObject } from '../../tables.ts'

/** A place in a document where a decision, an action point or the like stands. */
const anyBlock = `$.content[*] ? (${blockKinds.map((kind) => `@.type == "${kind}"`).join(' || ')})`

/** Ids of minutes that are published or approved and hold blocks without rows, in the order in which they were gone through. */
export async function earlierMinutes(db: Db): Promise<string[]> {
  const whole = alias(item, 'whole')
  const rows = await db
    .select({ id: minutes.id })
    .from(minutes)
    .innerJoin(item, eq(item.id, minutes.itemId))
    .innerJoin(meeting, eq(meeting.id, minutes.meetingId))
    .leftJoin(whole, eq(whole.id, item.parentId))
    .leftJoin(day, eq(day.id, sql`coalesce(${whole.dayId}, ${item.dayId})`))
    .where(
      and(
        isNull(meeting.deletedAt),
        or(isNotNull(minutes.publishedAt), ne(minutes.state, 'draft')),
        sql`jsonb_path_exists(${minutes.document}, ${anyBlock}::jsonpath)`,
        notExists(db.select({ one: sql`1` }).from(minutesObject).where(eq(minutesObject.minutesId, minutes.id))),
      ),
    )
    .orderBy(
      sql`${meeting.startsAt} asc nulls last`,
      asc(meeting.id),
      asc(day.position),
      sql`coalesce(${whole.position}, ${item.position})`,
      sql`${item.parentId} asc nulls first`,
      asc(item.position),
    )
  return rows.map((row) => row.id)
}
