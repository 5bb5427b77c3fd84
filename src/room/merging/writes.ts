/** Two that were one have one place in a room: what was asked, said, voted and noted from the one is the other's. */
import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { mergeParticipantInInputs } from '#questions/merging/writes.ts'
import { mergeOrganisationInTurns, mergeParticipantInTurns } from '../floor/merging/writes.ts'
import { mergeInGroups, mergeParticipantInGroups } from '../groups/merging/writes.ts'
import { mergeInPolls, mergeOrganisationInPolls, mergeParticipantInPolls } from '../polls/merging/writes.ts'
import { participant, step } from '../tables.ts'

export async function mergeInRooms(tx: Tx, merge: Merge): Promise<void> {
  const { networkId, from, to } = merge
  const kept = alias(participant, 'kept')
  const both = await tx
    .select({ from: participant.id, to: kept.id })
    .from(participant)
    .innerJoin(kept, and(eq(kept.meetingId, participant.meetingId), eq(kept.personId, to)))
    .where(and(eq(participant.networkId, networkId), eq(participant.personId, from)))
  for (const pair of both) {
    for (const move of [mergeParticipantInInputs, mergeParticipantInTurns, mergeParticipantInPolls, mergeParticipantInGroups])
      await move(tx, pair.from, pair.to)
    await tx.delete(participant).where(eq(participant.id, pair.from))
  }
  const own = (column: typeof participant.personId | typeof participant.mutedBy) =>
    and(eq(participant.networkId, networkId), eq(column, from))
  await tx.update(participant).set({ personId: to }).where(own(participant.personId))
  await tx.update(participant).set({ mutedBy: to }).where(own(participant.mutedBy))
  for (const [column, set] of [
    [step.byPerson, { byPerson: to }],
    [step.undoneBy, { undoneBy: to }],
  ] as const)
    await tx
      .update(step)
      .set(set)
      .where(and(eq(step.networkId, networkId), eq(column, from)))
  await mergeInPolls(tx, merge)
  await mergeInGroups(tx, merge)
}

export async function mergeOrganisationInRooms(tx: Tx, merge: OrganisationMerge): Promise<void> {
  await tx
    .update(participant)
    .set({ organisationId: merge.to })
    .where(and(eq(participant.networkId, merge.networkId), eq(participant.organisationId, merge.from)))
  await mergeOrganisationInTurns(tx, merge)
  await mergeOrganisationInPolls(tx, merge)
}
