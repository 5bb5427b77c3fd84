/** Captions of a recording: kept as a file that browsers draw, and as text for reading and search. */
import { Readable } from 'node:stream'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/store.ts'
import { keepFile } from '#platform/files/writes.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { Place } from '../reads.ts'
import type { MaterialRow } from '../rules.ts'
import { material } from '../tables.ts'
import { LARGEST_CAPTIONS, readCaptions, spokenText, webVtt } from './reader.ts'
import { mayCaption } from './rules.ts'

/**
 * Gives a recording its captions, in the place of those it had.
 * @param captions a WebVTT or SubRip file as it was sent, of at most `LARGEST_CAPTIONS` bytes
 * @throws Invalid({captions}) when it is neither, or says nothing
 */
export async function giveCaptions(
  { db, files }: { readonly db: Db; readonly files: FileStore },
  actor: Actor,
  place: Place,
  id: string,
  captions: { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<MaterialRow> {
  const cues = readCaptions(captions.bytes)
  if (typeof cues === 'string') throw new Invalid({ captions: cues })
  // Written anew, a file can be twice what it was: every sign that means something is spelt out.
  const stored = await files.put(place.network.id, Readable.from([Buffer.from(webVtt(cues))]), 4 * LARGEST_CAPTIONS)
  return change(db, actor, place, id, 'material.captioned', { file: captions.fileName, cues: cues.length }, async (tx) => {
    await keepFile(tx, files, place.network.id, stored)
    return { captionsSha256: stored.sha256, captionsName: captions.fileName, captionsText: spokenText(cues) }
  })
}

/** Takes the captions of a recording away. */
export const removeCaptions = (db: Db, actor: Actor, place: Place, id: string): Promise<MaterialRow> =>
  change(db, actor, place, id, 'material.uncaptioned', {}, async () => ({
    captionsSha256: null,
    captionsName: null,
    captionsText: null,
  }))

type Captions = Pick<MaterialRow, 'captionsSha256' | 'captionsName' | 'captionsText'>

function change(
  db: Db,
  actor: Actor,
  place: Place,
  id: string,
  action: string,
  after: object,
  make: (tx: Tx) => Promise<Captions>,
): Promise<MaterialRow> {
  return inTransaction(db, async (tx) => {
    const where = and(eq(material.id, id), eq(material.meetingId, place.meeting.id), isNull(material.deletedAt))
    const [before] = await tx.select().from(material).where(where).for('update')
    if (!before) throw new NotFound()
    const verdict = mayCaption(actor, place.item, before)
    if (verdict !== 'yes') throw new Refused(verdict)
    const [row] = await tx
      .update(material)
      .set({ ...(await make(tx)), version: before.version + 1, updatedAt: sql`now()` })
      .where(where)
      .returning()
    await record(tx, actor, {
      networkId: place.network.id,
      action,
      about: { kind: 'material', id },
      meetingId: place.meeting.id,
      before: { file: before.captionsName },
      after,
      raises: [meetingSubject(place.meeting.id)],
    })
    return row!
  })
}
