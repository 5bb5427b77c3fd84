import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { meeting } from '../tables.ts'

/**
 * Keeps the text that a meeting's programme was last read from. The caller holds the transaction and the meeting, has
 * checked what the actor may, and records the act.
 */
export async function keepSource(tx: Tx, of: { readonly id: string; readonly networkId: string }, source: string): Promise<void> {
  await tx
    .update(meeting)
    .set({ source })
    .where(and(eq(meeting.id, of.id), eq(meeting.networkId, of.networkId)))
}
