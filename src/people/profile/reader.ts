/**
 * A picture of a person, as it came from a telephone or a camera, made into one of ours: a square in WebP, turned the right
 * way up, without what the camera wrote into it (place, time, serial number).
 */
import { Invalid } from '#platform/errors.ts'
import { redrawn } from '#platform/files/picture.ts'

/** Bytes. A telephone's largest picture is about half of it. */
export const PHOTO_LARGEST = 12 * 1024 * 1024
const PHOTO_SIDE = 480

const KINDS = new Set(['jpeg', 'png', 'webp', 'heif'] as const)

/** @throws Invalid({ photo }) for what is no picture by its content, whatever it is called */
export async function readPhoto(bytes: Uint8Array): Promise<Buffer> {
  const made = await redrawn(bytes, KINDS, (picture) =>
    picture
      .autoOrient()
      .resize({ width: PHOTO_SIDE, height: PHOTO_SIDE, fit: 'cover', position: 'attention' })
      .webp({ quality: 82 })
      .toBuffer(),
  )
  if (!made) throw new Invalid({ photo: 'directory_photo_kind' })
  return made
}
