import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { turn } from '../tables.ts'

/** Two participants of a room were one person: their turns are the one's. Where both wait for the same, one of the turns does. */
export async function mergeParticipantInTurns(tx: Tx, from: string, to: string): Promise<void> {
  const kept = alias(turn, 'kept')
  const waits = (of: typeof turn | typeof kept) => and(isNull(of.startedAt), isNull(of.withdrawnAt))
  const kinds = tx
    .select({ kind: kept.kind })
    .from(kept)
    .where(and(eq(kept.participantId, to), waits(kept)))
  await tx
    .update(turn)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(turn.participantId, from), waits(turn), inArray(turn.kind, kinds)))
  await tx.update(turn).set({ participantId: to }).where(eq(turn.participantId, from))
}

export async function mergeOrganisationInTurns(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(turn)
    .set({ organisationId: to })
    .where(and(eq(turn.networkId, networkId), eq(turn.organisationId, from)))
}
