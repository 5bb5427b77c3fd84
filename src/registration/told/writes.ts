/** What a person's calendar was told last, kept with the message that told it: never told twice, and never forgotten. */
import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { registration } from '../tables.ts'

/**
 * Call it in the transaction that queues the message.
 * @param sequence the meeting's own as it was told; null when the entry was called back
 */
export async function markCalendarTold(tx: Tx, id: string, sequence: number | null): Promise<void> {
  await tx.update(registration).set({ toldSequence: sequence }).where(eq(registration.id, id))
}
