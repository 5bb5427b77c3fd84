import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { participant } from '../../tables.ts'
import { ballot, elector, poll } from '../tables.ts'

/** In SQL: participants of somebody, in whatever room. */
export const placesOf = (db: Db, personId: string) =>
  db.select({ id: participant.id }).from(participant).where(eq(participant.personId, personId))

/** Polls that somebody might vote in, and what they answered, for themselves or an organisation, where that is known. */
export async function pollTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const own: SQL = eq(elector.voter, personId)
  const sent = inArray(ballot.participantId, placesOf(db, personId))
  const rows = await db
    .select({
      meeting: meeting.title,
      question: poll.question,
      name: elector.name,
      answer: sql<string | null>`case when ${or(own, sent)} then ${ballot.choice} end`,
      at: ballot.at,
    })
    .from(elector)
    .innerJoin(poll, eq(poll.id, elector.pollId))
    .innerJoin(meeting, eq(meeting.id, elector.meetingId))
    .leftJoin(ballot, and(eq(ballot.pollId, elector.pollId), eq(ballot.voter, elector.voter)))
    .where(or(own, and(isNotNull(ballot.participantId), sent)))
  return [{ kind: 'poll', rows }]
}
