import { and, eq } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { transcript, transcriptSpeaker } from '../tables.ts'

/** Who spoke, and who took transcripts in. What they were called there stays. */
export async function mergeInTranscripts(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(transcriptSpeaker)
    .set({ personId: to })
    .where(and(eq(transcriptSpeaker.networkId, networkId), eq(transcriptSpeaker.personId, from)))
  for (const [column, change] of [
    [transcript.uploadedBy, { uploadedBy: to }],
    [transcript.keptBy, { keptBy: to }],
  ] as const)
    await tx
      .update(transcript)
      .set(change)
      .where(and(eq(transcript.networkId, networkId), eq(column, from)))
}
