/** What an office file is before LibreOffice opens it: whether it may be opened at all, and what those who do not see will miss. */
import { Invalid } from '#platform/errors.ts'
import { isZip, namesInZip, sizeUnpacked, unpack } from '#programme/sources/archive.ts'
import type { AccessFinding } from '../rules.ts'
import { findingsOfOpenDocument, findingsOfSlides, findingsOfText } from './findings.ts'

/** Bytes that a file's parts may come to, and how many times its own size: pictures do not pack, and text does to a tenth. */
const MOST_UNPACKED = 1_500_000_000
const SUSPECT = 100_000_000
const DENSEST = 100

export type Judgement =
  | { readonly refused: 'previews_encrypted' | 'previews_zip_bomb' | 'previews_unreadable' }
  /** Null: nobody can tell, as with the formats of before 2007. */
  | { readonly findings: readonly AccessFinding[] | null }

export function judge(bytes: Uint8Array, mediaType: string): Judgement {
  if (!isZip(bytes)) return isLockedPackage(bytes) ? { refused: 'previews_encrypted' } : { findings: null }
  try {
    const all = sizeUnpacked(bytes, () => true)
    if (all > MOST_UNPACKED || (all > SUSPECT && all > DENSEST * bytes.length)) return { refused: 'previews_zip_bomb' }
    if (isLockedDocument(bytes)) return { refused: 'previews_encrypted' }
    return { findings: findingsIn(bytes, mediaType) }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const reason = error.fields.file
    if (reason === 'sources_zip_bomb') return { refused: 'previews_zip_bomb' }
    return { refused: reason === 'sources_encrypted' ? 'previews_encrypted' : 'previews_unreadable' }
  }
}

/** Office files of today with a password lie whole in a container of the old kind ([MS-OFFCRYPTO] 2.3.1). */
const isLockedPackage = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))

/** OpenDocument 1.3 part 2, §3.4: the manifest says which parts are encrypted. */
function isLockedDocument(bytes: Uint8Array): boolean {
  const manifest = 'META-INF/manifest.xml'
  if (!namesInZip(bytes).includes(manifest)) return false
  const part = unpack(bytes, (name) => name === manifest).get(manifest)!
  return new TextDecoder().decode(part).includes('encryption-data')
}

const SLIDES = /^(ppt\/presentation\.xml|ppt\/_rels\/presentation\.xml\.rels|ppt\/slides\/slide\d+\.xml|docProps\/core\.xml)$/
const TEXT = /^(word\/(document|styles)\.xml|docProps\/core\.xml)$/
const OPEN = /^(content|meta|styles)\.xml$/

function findingsIn(bytes: Uint8Array, mediaType: string): readonly AccessFinding[] | null {
  const parts = (pattern: RegExp) => unpack(bytes, (name) => pattern.test(name))
  try {
    if (/presentationml|powerpoint/.test(mediaType)) return findingsOfSlides(parts(SLIDES))
    if (/wordprocessingml|ms-word/.test(mediaType)) return findingsOfText(parts(TEXT))
    if (/opendocument\.(presentation|text)/.test(mediaType)) return findingsOfOpenDocument(parts(OPEN))
  } catch (error) {
    // More text than a document has: LibreOffice may still make pages of it, within its limits.
    if (error instanceof Invalid && error.fields.file === 'sources_too_big') return null
    throw error
  }
  return null
}
