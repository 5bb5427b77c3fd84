import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { participant } from '../../tables.ts'
import { breakout, breakoutGroup, breakoutMember } from '../tables.ts'

/**
 * Somebody is in no group any more, and no notes say that it was they who saved them last; what a group wrote together stays
 * the group's. While their participants are still there.
 */
export async function forgetInGroups(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const places = tx.select({ id: participant.id }).from(participant).where(eq(participant.personId, personId))
  const own = tx.select({ id: breakoutMember.groupId }).from(breakoutMember).where(inArray(breakoutMember.participantId, places))
  const names = tx.select({ name: participant.name }).from(participant).where(eq(participant.personId, personId))
  await tx
    .update(breakoutGroup)
    .set({ notesBy: null })
    .where(and(isNotNull(breakoutGroup.notesBy), inArray(breakoutGroup.id, own), inArray(breakoutGroup.notesBy, names)))
  const left = await tx
    .delete(breakoutMember)
    .where(inArray(breakoutMember.participantId, places))
    .returning({ id: breakoutMember.groupId })
  await tx.update(breakout).set({ createdBy: null }).where(eq(breakout.createdBy, personId))
  return sumOf([{ breakout_member: left.length }])
}
