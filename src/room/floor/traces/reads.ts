import { desc, eq, inArray, type SQL } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { participant } from '../../tables.ts'
import { turn } from '../tables.ts'

/** In SQL: turns that somebody asked for themselves, or that a chair put on the list under a name that is theirs alone. */
export function turnsOf(db: Db, { personId, names }: Sought): SQL {
  const places = db
    .select({ id: participant.id })
    .from(participant)
    .where(eq(participant.personId, personId ?? ''))
  return either(personId !== null && inArray(turn.participantId, places), names.length > 0 && inArray(turn.name, [...names]))
}

export async function turnTraces(db: Db, who: Sought): Promise<Trace[]> {
  const rows = await db
    .select({
      meeting: meeting.title,
      kind: turn.kind,
      name: turn.name,
      organisation: turn.organisation,
      at: turn.askedAt,
      spoken: turn.spoken,
    })
    .from(turn)
    .innerJoin(meeting, eq(meeting.id, turn.meetingId))
    .where(turnsOf(db, who))
    .orderBy(desc(turn.askedAt))
  return [{ kind: 'turn', rows }]
}
