/** Two that were one are in one group: where both were placed, that of the one that stays is kept. */
import { and, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { breakout, breakoutMember } from '../tables.ts'

export async function mergeParticipantInGroups(tx: Tx, from: string, to: string): Promise<void> {
  const kept = alias(breakoutMember, 'kept')
  const placed = tx.select({ id: kept.breakoutId }).from(kept).where(eq(kept.participantId, to))
  await tx.delete(breakoutMember).where(and(eq(breakoutMember.participantId, from), inArray(breakoutMember.breakoutId, placed)))
  await tx.update(breakoutMember).set({ participantId: to }).where(eq(breakoutMember.participantId, from))
}

/** Who divided the room. */
export async function mergeInGroups(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(breakout)
    .set({ createdBy: to })
    .where(and(eq(breakout.networkId, networkId), eq(breakout.createdBy, from)))
}
