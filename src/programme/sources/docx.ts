/** Word's files, by way of the HTML that mammoth makes of them: tables, lists and headings kept, deleted text left out. */
import mammoth from 'mammoth'
import { Invalid } from '#platform/errors.ts'
import type { LaidLine } from '../reader/laid.ts'
import { packed, unpack } from './archive.ts'
import { readHtml } from './html/read.ts'

/** What the text stands in; pictures and fonts stay packed. */
const WANTED = /^(?:\[Content_Types\]\.xml|_rels\/.*|.*\.rels|word\/[^/]+\.xml|word\d*\/[^/]+\.xml)$/i

/** @throws Invalid({ file }) when the file is damaged or too large */
export async function readDocx(bytes: Uint8Array): Promise<LaidLine[]> {
  const parts = unpack(bytes, (name) => WANTED.test(name))
  return readHtml(await htmlOf(packed(parts)), { fromWord: true })
}

async function htmlOf(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      {
        // Where lines are parted by empty paragraphs, the space means something.
        ignoreEmptyParagraphs: false,
        includeEmbeddedStyleMap: false,
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    )
    return value
  } catch {
    // Whatever the library stumbles over, the file is not one that Word wrote.
    throw new Invalid({ file: 'sources_damaged' })
  }
}
