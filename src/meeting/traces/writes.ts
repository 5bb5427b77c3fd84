import { eq } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { invitation, meetingRole, told } from '../tables.ts'

/** Their parts in meetings and what they were invited to. Who published, closed or told is lost with their id. */
export async function forgetInMeetings(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const roles = await tx.delete(meetingRole).where(eq(meetingRole.personId, personId)).returning({ id: meetingRole.id })
  const invitations = await tx.delete(invitation).where(eq(invitation.personId, personId)).returning({ id: invitation.id })
  await tx.update(told).set({ byName: null, byPerson: null }).where(eq(told.byPerson, personId))
  return sumOf([{ meeting_role: roles.length, invitation: invitations.length }])
}
