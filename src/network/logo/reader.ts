/** A logo as its owner has it, made into one of ours: PNG or JPEG, which paper, word processor and page can all hold. */
import { Invalid } from '#platform/errors.ts'
import { drawn } from '#platform/files/drawing.ts'
import { opened, type Redrawn, redrawn, within } from '#platform/files/picture.ts'

/** Bytes. */
export const LOGO_LARGEST = 5 * 1024 * 1024
/** Pixels: sharp on paper at twice the size at which it stands there. */
const ROOM = { width: 1600, height: 640 }

const KINDS = new Set(['jpeg', 'png', 'webp', 'svg'] as const)

/**
 * Of a drawing by lines it takes what is in the file alone: nothing in it runs, and nothing outside it is fetched, neither from
 * the web nor from this machine.
 * @throws Invalid({ logo }) for what is none of these by its content, whatever it is called
 */
export async function readLogo(sent: Uint8Array): Promise<Redrawn> {
  // Packed by gzip, as drawings may be: a few thousand bytes can unpack to more than any machine holds.
  const packed = sent[0] === 0x1f && sent[1] === 0x8b
  const made = packed
    ? null
    : await redrawn(sent, KINDS, async (picture, metadata) => {
        const lines = metadata.format === 'svg' ? await drawn(sent, ROOM.width, ROOM.height) : null
        if (metadata.format === 'svg' && !lines) throw new Error('the drawing was not drawn')
        return within(lines ? opened(lines) : picture, metadata, ROOM.width, ROOM.height)
      })
  if (!made) throw new Invalid({ logo: 'network_logo_kind' })
  return made
}
