import { asc, inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { MeetingRow } from '../rules.ts'
import { scheduleChange } from '../tables.ts'
import { type StatusNow, statusOf } from './rules.ts'

/** What became of the plans of some meetings, by their ids. One query, none for none. The reader has been shown the meetings. */
export async function statusesOf(
  db: Db,
  rows: readonly Pick<MeetingRow, 'id' | 'attendance'>[],
): Promise<ReadonlyMap<string, StatusNow>> {
  const ids = rows.map((row) => row.id)
  const changes =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(scheduleChange)
          .where(inArray(scheduleChange.meetingId, ids))
          .orderBy(asc(scheduleChange.at), asc(scheduleChange.id))
  const own = Map.groupBy(changes, (change) => change.meetingId)
  return new Map(rows.map((row) => [row.id, statusOf(row.attendance, own.get(row.id) ?? [])]))
}
