import { and, eq, inArray } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { ballot, elector, hasVoted } from '../tables.ts'

/**
 * Who might vote, who did and what they voted, when a meeting's time is out. The results stay: they are on record, with the
 * names that an open poll or a roll call has in it.
 */
export async function purgeVotes(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  let purged = 0
  for (const table of [elector, ballot, hasVoted] as const) {
    const due = db
      .selectDistinct({ id: table.pollId })
      .from(table)
      .where(and(eq(table.networkId, networkId), endedBefore(table.meetingId, before)))
      .limit(limit)
    const gone = await db.delete(table).where(inArray(table.pollId, due)).returning({ id: table.pollId })
    purged += gone.length
  }
  return purged
}
