/**
 * A picture as it came from a camera, a screen or another program, made into one of ours: upright, no larger than is read,
 * without what the camera wrote into it (place, time, serial number), and of a kind that every form of minutes can hold.
 */
import { Invalid } from '#platform/errors.ts'
import { type Redrawn, redrawn, within } from '#platform/files/picture.ts'

/** Bytes. */
export const PICTURE_LARGEST = 12 * 1024 * 1024
/** Pixels of the longer side: enough for the whole width of a printed page. */
const PICTURE_SIDE = 2000

const KINDS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'] as const)

/** @throws Invalid({ file }) for what is no picture by its content, whatever it is called */
export async function readPicture(sent: Uint8Array): Promise<Redrawn> {
  const made = await redrawn(sent, KINDS, (picture, metadata) => within(picture, metadata, PICTURE_SIDE, PICTURE_SIDE))
  if (!made) throw new Invalid({ file: 'pictures_kind' })
  return made
}
