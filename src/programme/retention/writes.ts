import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { operation, speaker } from '../tables.ts'

/** Speakers' addresses, also where versions remember them. Who spoke, and as what, is the programme and stays. */
export async function purgeAddresses(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  return inTransaction(db, async (tx) => {
    const old = tx
      .select({ id: speaker.id })
      .from(speaker)
      .where(and(eq(speaker.networkId, networkId), isNotNull(speaker.email), endedBefore(speaker.meetingId, before)))
      .limit(limit)
    const gone = await tx.update(speaker).set({ email: null }).where(inArray(speaker.id, old)).returning({ id: speaker.id })
    const remembering = tx
      .select({ id: operation.id })
      .from(operation)
      .where(
        and(
          eq(operation.networkId, networkId),
          sql`${operation.changes}::text ~ '"email": "'`,
          endedBefore(operation.meetingId, before),
        ),
      )
      .limit(limit)
    // A mark in a text stands behind a backslash in JSON, so this is never in the middle of one.
    const forgotten = await tx
      .update(operation)
      .set({ changes: sql`regexp_replace(${operation.changes}::text, '"email": "[^"]*"', '"email": null', 'g')::jsonb` })
      .where(inArray(operation.id, remembering))
      .returning({ id: operation.id })
    return gone.length + forgotten.length
  })
}

/** Who did what to a programme long ago. */
export async function purgeOperators(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ id: operation.id })
    .from(operation)
    .where(
      and(
        eq(operation.networkId, networkId),
        sql`${operation.at} < ${before.toString()}`,
        sql`(${operation.byPerson} is not null or ${operation.byName} is not null)`,
      ),
    )
    .limit(limit)
  const gone = await db
    .update(operation)
    .set({ byPerson: null, byName: null })
    .where(inArray(operation.id, old))
    .returning({ id: operation.id })
  return gone.length
}
