/** What somebody comes to who comes on some days only. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Span, spanOf } from '#meeting/schedule/rules.ts'
import { day } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import type { AskedDay } from '../answers/rules.ts'

export interface Part {
  /** From the first of these days' first item to the last of their last. */
  readonly span: Span
  /** Those they come on, each with its place among all. */
  readonly days: readonly (AskedDay & { readonly at: number })[]
}

/** @param dayIds those they come on; all when empty. Null for all. */
export async function partOf(
  db: Db,
  meeting: { readonly id: string; readonly timezone: string },
  dayIds: readonly string[],
): Promise<Part | null> {
  if (dayIds.length === 0) return null
  const [days, items] = await Promise.all([
    db.select().from(day).where(eq(day.meetingId, meeting.id)).orderBy(asc(day.position)),
    db
      .select({ id: item.id, dayId: item.dayId, start: item.start, end: item.end })
      .from(item)
      .where(and(eq(item.meetingId, meeting.id), isNull(item.deletedAt), isNull(item.parentId)))
      .orderBy(asc(item.position)),
  ])
  const theirs = days.map((one, at) => ({ ...one, at })).filter((one) => dayIds.includes(one.id))
  // None of them is left in the programme: then it is the whole again.
  return theirs.length > 0 ? { span: spanOf(theirs, items, meeting.timezone), days: theirs } : null
}
