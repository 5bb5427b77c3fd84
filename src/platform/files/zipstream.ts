/** A zip archive, made while it is sent (APPNOTE 6.3): nothing of it lies in memory or on the disk as a whole. */
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipEntry {
  /** With slashes, without one in front. */
  readonly name: string
  readonly content: AsyncIterable<Buffer> | readonly Buffer[]
}

/** Sizes and sum follow the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1 January 1980: an entry has no date of its own. */
const DATE = 0x21
const LARGEST = 0xffff_ffff

interface Placed {
  readonly name: Buffer
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

/** @throws Error, in the middle of the archive, when it grows beyond four gigabytes: larger ones want another form */
export const zipOf = (entries: AsyncIterable<ZipEntry>): Readable => Readable.from(archive(entries))

async function* archive(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const placed: Placed[] = []
  let at = 0
  for await (const entry of entries) {
    const name = Buffer.from(entry.name)
    const start = at
    const head = headOf(name)
    yield head
    at += head.length
    const sum = { crc: 0, size: 0 }
    const deflate = createDeflateRaw()
    const plain = Readable.from(counted(entry.content, sum))
    plain.on('error', (error) => deflate.destroy(error))
    for await (const piece of plain.pipe(deflate) as AsyncIterable<Buffer>) {
      at += piece.length
      yield piece
    }
    const one = { name, at: start, ...sum, packed: at - start - head.length }
    if (at > LARGEST || sum.size > LARGEST) throw new Error('too large for a zip archive')
    const tail = numbers([4, 0x08074b50], [4, one.crc], [4, one.packed], [4, one.size])
    yield tail
    at += tail.length
    placed.push(one)
  }
  const directory = Buffer.concat(placed.map(listed))
  yield directory
  const count = placed.length
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, at], [2, 0])
}

async function* counted(content: ZipEntry['content'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    sum.crc = crc32(piece, sum.crc)
    sum.size += piece.length
    yield piece
  }
}

const headOf = (name: Buffer): Buffer =>
  Buffer.concat([
    numbers([4, 0x04034b50], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DATE], [4, 0], [4, 0], [4, 0]),
    numbers([2, name.length], [2, 0]),
    name,
  ])

const listed = ({ name, at, crc, packed, size }: Placed): Buffer =>
  Buffer.concat([
    numbers([4, 0x02014b50], [2, VERSION], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DATE]),
    numbers([4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
    name,
  ])

/** Little-endian numbers of two or four bytes. */
function numbers(...all: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const made = Buffer.alloc(all.reduce((length, [bytes]) => length + bytes, 0))
  let at = 0
  for (const [bytes, value] of all) at = made.writeUIntLE(value, at, bytes)
  return made
}
