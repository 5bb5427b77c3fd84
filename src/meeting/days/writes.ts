/** The rows of a meeting's days. What is done to them is an operation on its programme: `#programme/days/writes.ts`. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import type { DayRow, MeetingRow } from '../reads.ts'
import { day } from '../tables.ts'

/**
 * Writes what became of the days of a meeting. The caller holds the transaction and the meeting, has checked what the
 * actor may, records the act and works out the span.
 */
export async function writeDays(
  tx: Tx,
  meeting: Pick<MeetingRow, 'id' | 'networkId'>,
  changes: readonly {
    readonly id: string
    readonly before: Partial<DayRow> | null
    readonly after: Partial<Pick<DayRow, 'date' | 'label' | 'position'>> | null
  }[],
): Promise<void> {
  for (const { id, before, after } of changes) {
    const own = and(eq(day.id, id), eq(day.meetingId, meeting.id))
    if (after === null) await tx.delete(day).where(own)
    else if (before !== null) await tx.update(day).set(after).where(own)
    else
      await tx
        .insert(day)
        .values({ ...after, id, position: after.position ?? 0, networkId: meeting.networkId, meetingId: meeting.id })
  }
}
