import { and, eq, sql } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { invitation, meeting, meetingRole, scheduleChange, told } from '../tables.ts'

/** Parts in meetings, invitations, and what was done to meetings. Who has the same twice has it once. */
export async function mergeInMeetings(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  const role = and(eq(meetingRole.networkId, networkId), eq(meetingRole.personId, from))
  await tx.delete(meetingRole).where(
    and(
      role,
      sql`exists (select 1 from ${meetingRole} as other where other.person_id = ${to}
        and other.meeting_id = ${meetingRole.meetingId} and other.role = ${meetingRole.role})`,
    ),
  )
  await tx.update(meetingRole).set({ personId: to }).where(role)
  const invited = and(eq(invitation.networkId, networkId), eq(invitation.personId, from))
  await tx
    .delete(invitation)
    .where(
      and(
        invited,
        sql`exists (select 1 from ${invitation} as other where other.person_id = ${to} and other.meeting_id = ${invitation.meetingId})`,
      ),
    )
  await tx.update(invitation).set({ personId: to }).where(invited)

  await tx
    .update(meetingRole)
    .set({ grantedBy: to })
    .where(and(eq(meetingRole.networkId, networkId), eq(meetingRole.grantedBy, from)))
  await tx
    .update(meeting)
    .set({ publishedBy: to })
    .where(and(eq(meeting.networkId, networkId), eq(meeting.publishedBy, from)))
  await tx
    .update(meeting)
    .set({ closedBy: to })
    .where(and(eq(meeting.networkId, networkId), eq(meeting.closedBy, from)))
  await tx
    .update(scheduleChange)
    .set({ by: to })
    .where(and(eq(scheduleChange.networkId, networkId), eq(scheduleChange.by, from)))
  await tx
    .update(told)
    .set({ byPerson: to })
    .where(and(eq(told.networkId, networkId), eq(told.byPerson, from)))
}
