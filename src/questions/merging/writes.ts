import { and, eq, inArray } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { input, inputVote } from '../tables.ts'

/** What was sent in before meetings, and what was answered. */
export async function mergeInInputs(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(input)
    .set({ personId: to })
    .where(and(eq(input.networkId, networkId), eq(input.personId, from)))
  await tx
    .update(input)
    .set({ answeredBy: to })
    .where(and(eq(input.networkId, networkId), eq(input.answeredBy, from)))
}

export async function mergeOrganisationInInputs(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(input)
    .set({ organisationId: to })
    .where(and(eq(input.networkId, networkId), eq(input.organisationId, from)))
}

/** Two participants of a room were one person: what they asked there, and what they wondered about, each once. */
export async function mergeParticipantInInputs(tx: Tx, from: string, to: string): Promise<void> {
  await tx.update(input).set({ participantId: to }).where(eq(input.participantId, from))
  const has = tx.select({ id: inputVote.inputId }).from(inputVote).where(eq(inputVote.participantId, to))
  await tx.delete(inputVote).where(and(eq(inputVote.participantId, from), inArray(inputVote.inputId, has)))
  await tx.update(inputVote).set({ participantId: to }).where(eq(inputVote.participantId, from))
}
