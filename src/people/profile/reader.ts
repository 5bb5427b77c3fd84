/**
 * A picture of a person, as it came from a telephone or a camera, made into one of ours: a square in WebP, turned the right
 * way up, without what the camera wrote into it (place, time, serial number).
 */
import sharp from 'sharp'
import { Invalid } from '#platform/errors.ts'

/** Bytes. A telephone's largest picture is about half of it. */
export const PHOTO_LARGEST = 12 * 1024 * 1024
export const PHOTO_SIDE = 480

const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'heif'])
/** A square of 10,000 pixels: what unpacks to more was made to fill our memory. */
const MOST_PIXELS = 100_000_000

/** @throws Invalid({ photo }) for what is no picture by its content, whatever it is called */
export async function readPhoto(bytes: Uint8Array): Promise<Buffer> {
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1, failOn: 'error' })
  try {
    const { format } = await picture.metadata()
    if (!FORMATS.has(format)) throw new Invalid({ photo: 'directory_photo_kind' })
    return await picture
      .autoOrient()
      .resize({ width: PHOTO_SIDE, height: PHOTO_SIDE, fit: 'cover', position: 'attention' })
      .webp({ quality: 82 })
      .toBuffer()
  } catch (error) {
    if (error instanceof Invalid) throw error
    // The library has no kinds of errors: whatever it stumbles over, this is not a picture that it can show.
    throw new Invalid({ photo: 'directory_photo_kind' })
  }
}
