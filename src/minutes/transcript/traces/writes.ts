import { and, eq, exists } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { transcript, transcriptLine, transcriptSpeaker } from '../tables.ts'
import { speakersAre } from './reads.ts'

/** What somebody said goes from the transcripts: it was raw material, and nobody's record. Who took one in is forgotten. */
export async function forgetInTranscripts(tx: Tx, who: Sought): Promise<Counts> {
  const theirs = tx
    .select({ number: transcriptSpeaker.number })
    .from(transcriptSpeaker)
    .where(
      and(
        eq(transcriptSpeaker.transcriptId, transcriptLine.transcriptId),
        eq(transcriptSpeaker.number, transcriptLine.speaker),
        speakersAre(who),
      ),
    )
  const gone = await tx.delete(transcriptLine).where(exists(theirs)).returning({ number: transcriptLine.number })
  await tx.update(transcriptSpeaker).set({ label: erasedName.nb, name: null, personId: null }).where(speakersAre(who))
  if (who.personId) {
    await tx.update(transcript).set({ uploadedBy: null }).where(eq(transcript.uploadedBy, who.personId))
    await tx.update(transcript).set({ keptBy: null }).where(eq(transcript.keptBy, who.personId))
  }
  return sumOf([{ transcript_line: gone.length }])
}
