/** Where something of a meeting went when a part of it went its own way. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import type { MeetingRow } from '../rules.ts'
import { meeting, scheduleChange } from '../tables.ts'

/** The meeting in which an item of this number stands now, where it went there by a change of plan; null otherwise. */
export async function wentTo(db: Db, from: Pick<MeetingRow, 'id' | 'networkId'>, number: number): Promise<MeetingRow | null> {
  const [found] = await db
    .select({ meeting })
    .from(item)
    .innerJoin(meeting, and(eq(meeting.id, item.meetingId), isNull(meeting.deletedAt)))
    .where(
      and(
        eq(item.publicId, number),
        isNull(item.deletedAt),
        eq(meeting.networkId, from.networkId),
        sql`exists (select 1 from ${scheduleChange} as c where c.status in ('split_off', 'merged_back')
          and (c.meeting_id, c.related_meeting_id) in ((${from.id}::uuid, ${meeting.id}), (${meeting.id}, ${from.id}::uuid)))`,
      ),
    )
  return found?.meeting ?? null
}
