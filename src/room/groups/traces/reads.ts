import { asc, desc, eq, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { participant } from '../../tables.ts'
import { breakout, breakoutGroup, breakoutMember } from '../tables.ts'

/** The groups somebody was put in, and when they were the last to save the notes of one. What a group wrote is the group's. */
export async function groupTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const rows = await db
    .select({
      meeting: meeting.title,
      group: breakoutGroup.number,
      name: participant.name,
      at: breakout.startedAt,
      saved: sql<string | null>`case when ${breakoutGroup.notesBy} = ${participant.name} then ${breakoutGroup.notesAt} end`,
    })
    .from(breakoutMember)
    .innerJoin(participant, eq(participant.id, breakoutMember.participantId))
    .innerJoin(breakoutGroup, eq(breakoutGroup.id, breakoutMember.groupId))
    .innerJoin(breakout, eq(breakout.id, breakoutMember.breakoutId))
    .innerJoin(meeting, eq(meeting.id, breakoutMember.meetingId))
    .where(eq(participant.personId, personId))
    .orderBy(desc(breakout.createdAt), asc(breakoutGroup.number))
  return [{ kind: 'group', rows }]
}
