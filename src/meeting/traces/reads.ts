import { eq } from 'drizzle-orm'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { invitation, meeting, meetingRole } from '../tables.ts'

export async function meetingTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const roles = await db
    .select({ meeting: meeting.title, role: meetingRole.role, at: meetingRole.grantedAt })
    .from(meetingRole)
    .innerJoin(meeting, eq(meeting.id, meetingRole.meetingId))
    .where(eq(meetingRole.personId, personId))
  const invitations = await db
    .select({ meeting: meeting.title, declined: invitation.declined, at: invitation.at })
    .from(invitation)
    .innerJoin(meeting, eq(meeting.id, invitation.meetingId))
    .where(eq(invitation.personId, personId))
  return [
    { kind: 'meeting_role', rows: roles },
    { kind: 'invitation', rows: invitations },
  ]
}
