import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Invalid } from '#platform/errors.ts'
import { transcriptSpeaker } from '../tables.ts'
import { act, changing } from '../writes.ts'
import { candidatesOf } from './reads.ts'
import { keyOf } from './rules.ts'

/**
 * Says who those are whom the file names, as somebody decided it.
 * @param chosen by the speaker's number, the key of a candidate; null: as the file says
 * @throws Invalid({speaker_…}) for one who is none of those that may have spoken
 */
export const nameSpeakers = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  chosen: ReadonlyMap<number, string | null>,
): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, row) => {
    const candidates = new Map((await candidatesOf(tx, actor, meeting)).map((one) => [keyOf(one), one]))
    for (const [number, key] of chosen) {
      const found = key === null ? null : candidates.get(key)
      if (found === undefined) throw new Invalid({ [`speaker_${number}`]: 'transcript_error_speaker' })
      await tx
        .update(transcriptSpeaker)
        .set({ personId: found?.personId ?? null, name: found?.name ?? null })
        .where(and(eq(transcriptSpeaker.transcriptId, row.id), eq(transcriptSpeaker.number, number)))
    }
    await record(tx, actor, act(row, 'transcript.named', { speakers: chosen.size }))
  })
