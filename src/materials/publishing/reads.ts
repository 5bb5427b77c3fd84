/** When items are over, for what is shown after them. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { changesOf, daysOf } from '#meeting/reads.ts'
import { statusOf } from '#meeting/schedule/rules.ts'
import { meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { endOf } from './rules.ts'

/**
 * Tells of each item of a meeting when it is over. What is postponed or cancelled is not over however late it gets: then,
 * as for items without a date, the answer is null.
 */
export async function endsOf(db: Db, meetingId: string): Promise<(itemId: string) => string | null> {
  const [row] = await db.select().from(meeting).where(eq(meeting.id, meetingId))
  if (!row) return () => null
  const { postponed, cancelled } = statusOf(row.attendance, await changesOf(db, meetingId))
  if (postponed || cancelled) return () => null
  const days = await daysOf(db, meetingId)
  const items = await db
    .select({ id: item.id, dayId: item.dayId, parentId: item.parentId, start: item.start, end: item.end })
    .from(item)
    .where(and(eq(item.meetingId, meetingId), isNull(item.deletedAt)))
    .orderBy(asc(item.position), asc(item.id))
  return (itemId) => endOf({ ...row, days, items }, itemId)
}
