import { and, eq, inArray } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { leaveGroups } from '../groups/retention/writes.ts'
import { participant } from '../tables.ts'

/** Who was in a room, guests among them, when a meeting's time is out; what they asked bears its own name. */
export async function purgeParticipants(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const due = db
    .select({ id: participant.id })
    .from(participant)
    .where(and(eq(participant.networkId, networkId), endedBefore(participant.meetingId, before)))
    .limit(limit)
  const gone = await db.delete(participant).where(inArray(participant.id, due)).returning({ id: participant.id })
  await leaveGroups(
    db,
    gone.map((one) => one.id),
  )
  return gone.length
}
