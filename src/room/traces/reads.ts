import { desc, eq } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { participant } from '../tables.ts'

/** The rooms somebody was in. */
export async function roomTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const rows = await db
    .select({
      meeting: meeting.title,
      name: participant.name,
      organisation: participant.organisation,
      joinedAt: participant.joinedAt,
      seenAt: participant.seenAt,
    })
    .from(participant)
    .innerJoin(meeting, eq(meeting.id, participant.meetingId))
    .where(eq(participant.personId, personId))
    .orderBy(desc(participant.joinedAt))
  return [{ kind: 'room', rows }]
}
