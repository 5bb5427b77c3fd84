/** How many pages or slides a file has, as far as that can be told cheaply and safely: only names and numbers are read. */
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import type { FileStore, StoredFile } from './store.ts'

/** Larger files are not worth the memory: they have no number then. */
const LARGEST_PDF = 32 * 1024 * 1024
/** How much is unpacked of one PDF, however small it is made to look. */
const LARGEST_UNPACKED = 64 * 1024 * 1024
const LARGEST_DIRECTORY = 4 * 1024 * 1024
/** How far from its type the other keys of a page tree's dictionary may stand. */
const NEAR = 4096
const MANY = 10_000
const PRESENTATION = /^application\/vnd\.openxmlformats-officedocument\.presentationml\./

/** The number of pages of a PDF or slides of a presentation; null for everything else, and where it cannot be found. */
export async function pagesOf(store: FileStore, networkId: string, file: StoredFile): Promise<number | null> {
  const read = async (start: number, end: number) =>
    buffer(await store.read(networkId, file.sha256, { start, end: Math.min(end, file.size) - 1 }))
  if (file.mediaType === 'application/pdf') return file.size <= LARGEST_PDF ? pagesOfPdf(await read(0, file.size)) : null
  return PRESENTATION.test(file.mediaType) ? slidesOf(file.size, read) : null
}

/** The root of the page tree says how many there are (ISO 32000-2 §7.7.3.2); it may lie in a compressed object stream. */
async function pagesOfPdf(bytes: Buffer): Promise<number | null> {
  let most = largestCount(bytes.toString('latin1'))
  let left = LARGEST_UNPACKED
  for (const packed of objectStreams(bytes)) {
    const text = await promisify(inflate)(packed, { maxOutputLength: left, finishFlush: constants.Z_SYNC_FLUSH }).catch(
      () => null,
    )
    if (!text) continue
    most = Math.max(most, largestCount(text.toString('latin1')))
    left -= text.length
    if (left <= 0) break
  }
  return most || null
}

function largestCount(text: string): number {
  let most = 0
  let seen = 0
  for (const { index } of text.matchAll(/\/Type\s{0,9}\/Pages\b/g)) {
    if (++seen > MANY) break
    // Keys come in any order: from the opening of the dictionary before to the closing after.
    const before = text.slice(Math.max(0, index - NEAR), index)
    const after = text.slice(index, index + NEAR)
    const dictionary = before.slice(before.lastIndexOf('<<') + 1) + after.slice(0, Math.max(0, after.indexOf('>>')))
    most = Math.max(most, Number(/\/Count\s{1,9}(\d{1,6})\b/.exec(dictionary)?.[1] ?? 0))
  }
  return most
}

function* objectStreams(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at)) {
    const start = /stream\r?\n/.exec(bytes.toString('latin1', at, at + NEAR))
    at += start ? start.index + start[0].length : 7
    if (!start) continue
    const end = bytes.indexOf('endstream', at)
    if (end < 0) return
    yield bytes.subarray(at, end)
    at = end
  }
}

/** Counts the slides by their names in the zip's directory, which lies at its end (APPNOTE 4.3.12, 4.3.16). */
async function slidesOf(size: number, read: (start: number, end: number) => Promise<Buffer>): Promise<number | null> {
  const tailFrom = Math.max(0, size - 65_557)
  const tail = await read(tailFrom, size)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > tail.length) return null
  const [length, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (length === 0 || length > LARGEST_DIRECTORY || from + length > size) return null
  const directory = await read(from, from + length)
  let slides = 0
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const name = directory.toString('utf8', at + 46, at + 46 + directory.readUInt16LE(at + 28))
    if (/^ppt\/slides\/slide\d+\.xml$/.test(name)) slides++
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return slides || null
}
