/** Pictures that people send, drawn anew as ours: what was hidden in the file, and what the camera wrote into it, stays behind. */
import sharp, { type FormatEnum, type Metadata, type Sharp } from 'sharp'

/** A square of 10,000 pixels: what unpacks to more was made to fill our memory. */
const MOST_PIXELS = 100_000_000
/** What takes longer to draw was made to. */
const LONGEST_SECONDS = 10

/** A picture as we keep it. */
export interface Redrawn {
  readonly bytes: Buffer
  readonly mediaType: 'image/png' | 'image/jpeg'
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/**
 * Draws a picture anew.
 * @param kinds what it may be by its content, whatever it is called
 * @param draw is given the picture opened, and what the file says of itself; what it throws means that it cannot be drawn
 * @returns null for what is none of these kinds or cannot be read to its end
 */
export async function redrawn<Drawn>(
  sent: Uint8Array,
  kinds: ReadonlySet<keyof FormatEnum>,
  draw: (picture: Sharp, metadata: Metadata) => Promise<Drawn>,
): Promise<Drawn | null> {
  try {
    const picture = opened(sent)
    const metadata = await picture.metadata()
    return kinds.has(metadata.format) ? await draw(picture, metadata) : null
  } catch {
    // The library has no kinds of errors: whatever it stumbles over, this is not a picture that it can show.
    return null
  }
}

/** The first page of a picture. @param density of a drawing by lines, in dots an inch: 72 is as large as it says itself */
export const opened = (sent: Uint8Array, density?: number): Sharp =>
  sharp(sent, { limitInputPixels: MOST_PIXELS, pages: 1, failOn: 'error', ...(density && { density }) }).timeout({
    seconds: LONGEST_SECONDS,
  })

/** Upright, within so many pixels and never larger than it came, as a file that every form of what leaves the house can hold. */
export async function within(picture: Sharp, { format, hasAlpha }: Metadata, width: number, height: number): Promise<Redrawn> {
  const upright = picture.autoOrient().resize({ width, height, fit: 'inside', withoutEnlargement: true })
  // What is drawn stays sharp and see-through; what is photographed would be many times as large.
  const drawn = hasAlpha || format === 'png' || format === 'gif' || format === 'svg'
  const { data, info } = await (drawn ? upright.png() : upright.jpeg({ quality: 85, mozjpeg: true })).toBuffer({
    resolveWithObject: true,
  })
  return { bytes: data, mediaType: drawn ? 'image/png' : 'image/jpeg', width: info.width, height: info.height }
}
