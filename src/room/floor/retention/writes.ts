import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { turn } from '../tables.ts'

/** When a meeting's time is out: turns that nobody had go; of the others the names. How long each organisation spoke stays. */
export async function purgeTurns(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const due = and(eq(turn.networkId, networkId), endedBefore(turn.meetingId, before))
  return inTransaction(db, async (tx) => {
    const unused = tx
      .select({ id: turn.id })
      .from(turn)
      .where(and(due, isNull(turn.startedAt)))
      .limit(limit)
    const gone = await tx.delete(turn).where(inArray(turn.id, unused)).returning({ id: turn.id })
    const named = tx
      .select({ id: turn.id })
      .from(turn)
      .where(and(due, ne(turn.name, '')))
      .limit(limit)
    const unnamed = await tx.update(turn).set({ name: '' }).where(inArray(turn.id, named)).returning({ id: turn.id })
    return gone.length + unnamed.length
  })
}
