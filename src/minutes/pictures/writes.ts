/** Putting pictures into minutes. */
import { Readable } from 'node:stream'
import type { Actor } from '#actor.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { keepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { checkDocument } from '../forms.ts'
import type { Place } from '../reads.ts'
import { mayWrite } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { begunAndLocked, enforce, makeStand } from '../writes.ts'
import { PICTURE_LARGEST, readPicture } from './reader.ts'
import type { PictureRow } from './reads.ts'
import { describedAt, type Picture, picturesIn } from './rules.ts'
import { minutesPicture } from './tables.ts'

/**
 * Keeps a picture for the text of some minutes. It is seen by readers when it stands in what is published.
 * @param sent the file as it came
 * @throws Invalid({ file }) for what is no picture, Refused when the minutes are approved, NotFound for who may not write them
 */
export async function keepPicture(
  { db, files }: Pick<Ground, 'db' | 'files'>,
  actor: Actor,
  place: Place,
  sent: Uint8Array,
): Promise<PictureRow> {
  const { meeting, item } = place
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
  const { bytes, mediaType, width, height } = await readPicture(sent)
  const { sha256, size } = await files.put(meeting.networkId, Readable.from([bytes]), PICTURE_LARGEST * 4)
  return inTransaction(db, async (tx) => {
    const row = await begunAndLocked(tx, actor, place)
    enforce(mayWrite(actor, meeting, row))
    await keepFile(tx, files, meeting.networkId, { sha256, size, mediaType })
    const [made] = await tx
      .insert(minutesPicture)
      .values({
        ...{ networkId: meeting.networkId, meetingId: meeting.id, itemId: item.id },
        ...{ sha256, size, mediaType, width, height },
      })
      .returning()
    await record(tx, actor, act(meeting, row, 'minutes.picture_kept', { picture: made!.id }))
    return made!
  })
}

/**
 * Says what a picture in the text shows; those who write see it come.
 * @param place which of the text's pictures, from 0
 * @throws Conflict when another picture stands there by now
 */
export async function describePicture(db: Db, actor: Actor, at: Place, place: number, said: Picture): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await begunAndLocked(tx, actor, at)
    enforce(mayWrite(actor, at.meeting, row))
    const stands = picturesIn(row.document)[place]
    if (stands?.file !== said.file) throw new Conflict<unknown>(stands, said)
    const document = checkDocument(describedAt(row.document, place, said))
    const saved = await makeStand(tx, actor, row, document, { reason: 'save' })
    await record(tx, actor, act(at.meeting, row, 'minutes.saved', { number: saved.number }))
  })
}
