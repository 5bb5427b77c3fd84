import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { participant } from '#room/tables.ts'
import { input, inputVote } from '../tables.ts'

/** What somebody sent in: signed in, or with their address. */
export const sentBy = ({ personId, email }: Sought) =>
  either(personId !== null && eq(input.personId, personId), email !== null && eq(sql`lower(${input.email})`, email))

export async function inputTraces(db: Db, who: Sought): Promise<Trace[]> {
  const rows = await db
    .select({
      meeting: meeting.title,
      kind: input.kind,
      state: input.state,
      text: input.text,
      why: input.why,
      outcome: input.outcome,
      name: input.name,
      email: input.email,
      answer: input.answer,
      at: input.createdAt,
    })
    .from(input)
    .innerJoin(meeting, eq(meeting.id, input.meetingId))
    .where(sentBy(who))
  return [{ kind: 'input', rows: [...rows, ...(await wonderedBy(db, who))] }]
}

/** What others asked that somebody wondered about too, in rooms. */
const wonderedBy = async (db: Db, { personId }: Sought) =>
  personId === null
    ? []
    : db
        .select({ meeting: meeting.title, kind: sql<string>`'wondered'`, text: input.text, at: inputVote.at })
        .from(inputVote)
        .innerJoin(input, and(eq(input.id, inputVote.inputId), isNull(input.deletedAt)))
        .innerJoin(meeting, eq(meeting.id, inputVote.meetingId))
        .innerJoin(participant, eq(participant.id, inputVote.participantId))
        .where(eq(participant.personId, personId))
        .orderBy(desc(inputVote.at))
