/**
 * A picture as it came from a camera, a screen or another program, made into one of ours: upright, no larger than is read,
 * without what the camera wrote into it (place, time, serial number), and of a kind that every form of minutes can hold.
 */
import sharp from 'sharp'
import { Invalid } from '#platform/errors.ts'

/** Bytes. */
export const PICTURE_LARGEST = 12 * 1024 * 1024
/** Pixels of the longer side: enough for the whole width of a printed page. */
export const PICTURE_SIDE = 2000

const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])
/** A square of 10,000 pixels: what unpacks to more was made to fill our memory. */
const MOST_PIXELS = 100_000_000

export interface Read {
  readonly bytes: Buffer
  readonly mediaType: 'image/png' | 'image/jpeg'
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** @throws Invalid({ file }) for what is no picture by its content, whatever it is called */
export async function readPicture(sent: Uint8Array): Promise<Read> {
  const picture = sharp(sent, { limitInputPixels: MOST_PIXELS, pages: 1, failOn: 'error' })
  try {
    const { format, hasAlpha } = await picture.metadata()
    if (!FORMATS.has(format)) throw new Invalid({ file: 'pictures_kind' })
    const upright = picture
      .autoOrient()
      .resize({ width: PICTURE_SIDE, height: PICTURE_SIDE, fit: 'inside', withoutEnlargement: true })
    // What is drawn stays sharp and see-through; what is photographed would be many times as large.
    const drawn = format === 'png' || format === 'gif' || hasAlpha
    const { data, info } = await (drawn ? upright.png() : upright.jpeg({ quality: 85, mozjpeg: true })).toBuffer({
      resolveWithObject: true,
    })
    return { bytes: data, mediaType: drawn ? 'image/png' : 'image/jpeg', width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof Invalid) throw error
    // The library has no kinds of errors: whatever it stumbles over, this is not a picture that it can show.
    throw new Invalid({ file: 'pictures_kind' })
  }
}
