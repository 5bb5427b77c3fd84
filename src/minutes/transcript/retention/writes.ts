/** A transcript goes when the minutes it was for are approved, and in any case some time after the meeting. */
import { and, eq, inArray, isNotNull, isNull, lt, notExists } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { transcript, transcriptLine, transcriptSpeaker } from '../tables.ts'

/**
 * What lay beside the minutes of an item, when they are approved; the whole transcript when nothing is left of it that belongs to
 * an item. What is to be kept for a reason stays. In the transaction that approves.
 */
export async function dropTranscriptOf(tx: Tx, itemId: string): Promise<void> {
  const goes = tx.select({ id: transcript.id }).from(transcript).where(isNull(transcript.lastsBecause))
  const gone = await tx
    .delete(transcriptLine)
    .where(and(eq(transcriptLine.itemId, itemId), inArray(transcriptLine.transcriptId, goes)))
    .returning({ id: transcriptLine.transcriptId })
  const ids = [...new Set(gone.map((line) => line.id))]
  if (ids.length === 0) return
  const left = tx
    .select({ id: transcriptLine.transcriptId })
    .from(transcriptLine)
    .where(and(eq(transcriptLine.transcriptId, transcript.id), isNotNull(transcriptLine.itemId)))
  const empty = await tx
    .select({ id: transcript.id })
    .from(transcript)
    .where(and(inArray(transcript.id, ids), notExists(left)))
  await dropAll(
    tx,
    empty.map((one) => one.id),
  )
}

/** Transcripts whose time is out, but for those that are kept for a reason. */
export async function purgeTranscripts(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  return inTransaction(db, async (tx) => {
    const due = await tx
      .select({ id: transcript.id })
      .from(transcript)
      .where(
        and(
          eq(transcript.networkId, networkId),
          isNull(transcript.lastsBecause),
          // One that is taken in long after the meeting has its time too.
          lt(transcript.createdAt, before.toString()),
          endedBefore(transcript.meetingId, before),
        ),
      )
      .limit(limit)
    await dropAll(
      tx,
      due.map((one) => one.id),
    )
    return due.length
  })
}

/** Takes transcripts away whole. */
export async function dropAll(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of [transcriptLine, transcriptSpeaker]) await tx.delete(table).where(inArray(table.transcriptId, [...ids]))
  await tx.delete(transcript).where(inArray(transcript.id, [...ids]))
}
