/** What a person's calendar was told last, kept with the message that told it: never told twice, and never forgotten. */
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { registration } from '../tables.ts'

/**
 * Call it in the transaction that queues the message.
 * @param sequence the meeting's own as it was told; null when the entry was called back
 */
export async function markCalendarTold(tx: Tx, id: string, sequence: number | null): Promise<void> {
  await tx.update(registration).set({ toldSequence: sequence }).where(eq(registration.id, id))
}

/**
 * The meeting is gone from their calendar, although they are registered. Call it in the transaction that queues the message.
 * @returns the registration's sequence that the message bears; should the meeting come back, its entry counts on from there
 */
export async function markCalledBack(tx: Tx, id: string): Promise<number> {
  const [row] = await tx
    .update(registration)
    .set({ toldSequence: null, sequence: sql`${registration.sequence} + 2` })
    .where(eq(registration.id, id))
    .returning({ sequence: registration.sequence })
  return row!.sequence - 1
}
