/** Two that were one have one ballot: where both had voted, that of the one that stays is kept. */
import { and, eq, exists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { ballot, elector, hasVoted, poll } from '../tables.ts'

/** What somebody voted, and in which polls they might. */
export async function mergeInPolls(tx: Tx, merge: Merge): Promise<void> {
  await moveVoter(tx, merge)
  await tx
    .update(poll)
    .set({ createdBy: merge.to })
    .where(and(eq(poll.networkId, merge.networkId), eq(poll.createdBy, merge.from)))
}

export const mergeOrganisationInPolls = (tx: Tx, merge: OrganisationMerge): Promise<void> => moveVoter(tx, merge)

/** Two participants of a room were one: what the one sent was the other's. */
export async function mergeParticipantInPolls(tx: Tx, from: string, to: string): Promise<void> {
  await tx.update(ballot).set({ participantId: to }).where(eq(ballot.participantId, from))
}

async function moveVoter(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  for (const table of [elector, ballot, hasVoted] as const) {
    const theirs = and(eq(table.networkId, networkId), eq(table.voter, from))
    const kept = alias(table, 'kept')
    const both = tx
      .select({ voter: kept.voter })
      .from(kept)
      .where(and(eq(kept.pollId, table.pollId), eq(kept.voter, to)))
    await tx.delete(table).where(and(theirs, exists(both)))
    await tx.update(table).set({ voter: to }).where(theirs)
  }
}
