import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { transcript, transcriptLine, transcriptSpeaker } from '../tables.ts'

/** In SQL: speakers of transcripts who were said to be somebody, or whom the file calls by a name or address that is theirs alone. */
export const speakersAre = ({ personId, names, email }: Sought): SQL =>
  either(
    personId !== null && eq(transcriptSpeaker.personId, personId),
    names.length > 0 &&
      inArray(
        sql`lower(${transcriptSpeaker.label})`,
        names.map((name) => name.toLowerCase()),
      ),
    email !== null && eq(sql`lower(${transcriptSpeaker.label})`, email),
  )

/** What a machine wrote down that they said: where, and their words. */
export async function transcriptTraces(db: Db, who: Sought): Promise<Trace[]> {
  const rows = await db
    .select({
      meeting: meeting.title,
      item: item.title,
      file: transcript.fileName,
      name: transcriptSpeaker.label,
      text: transcriptLine.text,
    })
    .from(transcriptLine)
    .innerJoin(transcript, eq(transcript.id, transcriptLine.transcriptId))
    .innerJoin(
      transcriptSpeaker,
      and(eq(transcriptSpeaker.transcriptId, transcript.id), eq(transcriptSpeaker.number, transcriptLine.speaker)),
    )
    .innerJoin(meeting, eq(meeting.id, transcript.meetingId))
    .leftJoin(item, eq(item.id, transcriptLine.itemId))
    .where(speakersAre(who))
    .orderBy(asc(transcript.createdAt), asc(transcriptLine.number))
  return [{ kind: 'transcript', rows }]
}
