import { inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { breakoutGroup, breakoutMember } from '../tables.ts'

/** Participants whose time is out were in no group that is remembered, and no notes bear a name. The notes themselves stay. */
export async function leaveGroups(db: Db, participants: readonly string[]): Promise<void> {
  if (participants.length === 0) return
  const left = await db
    .delete(breakoutMember)
    .where(inArray(breakoutMember.participantId, [...participants]))
    .returning({ id: breakoutMember.groupId })
  if (left.length === 0) return
  const groups = [...new Set(left.map((one) => one.id))]
  await db.update(breakoutGroup).set({ notesBy: null }).where(inArray(breakoutGroup.id, groups))
}
