/** A zip archive, made while it is sent (APPNOTE 6.3): nothing of it lies in memory or on the disk as a whole. */
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** With slashes, without one in front. */
  readonly name: string
  readonly content: AsyncIterable<Buffer> | readonly Buffer[]
  /** Lies in it as it is: what is packed already only costs time. So many bytes must come. */
  readonly stored?: { readonly size: number }
}

/** Sizes and sum follow the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const STORED = 0
const DEFLATED = 8
const VERSION = 20
/** With the extensions for what is large: ZIP64. */
const VERSION_LARGE = 45
/** 1 January 1980: an entry has no date of its own. */
const DATE = 0x21
/** In a field of two or four bytes: it stands in the extension. */
const SEE_THERE = 0xffff
const LARGEST = 0xffff_ffff

interface Placed {
  readonly name: Buffer
  readonly method: number
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

/** @throws Error, in the middle of the archive, when something packed while it is sent grows beyond four gigabytes */
export const zipOf = (entries: AsyncIterable<ZipEntry>): Readable =>
  Readable.from(inLumps(archive(entries)), { objectMode: false })

/** What is smaller than this goes out together with what comes next: each piece is a journey through the system to the line. */
const LUMP = 64 * 1024

async function* inLumps(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < LUMP) continue
    // A large one is not copied.
    const large = piece.length >= LUMP ? held.pop()! : null
    if (held.length > 0) yield Buffer.concat(held)
    if (large) yield large
    held = []
    size = 0
  }
  if (held.length > 0) yield Buffer.concat(held)
}

async function* archive(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const placed: Placed[] = []
  let at = 0
  for await (const { name: said, content, stored } of entries) {
    const name = Buffer.from(said)
    const method = stored ? STORED : DEFLATED
    const large = stored !== undefined && stored.size >= LARGEST
    const start = at
    const head = headOf(name, method, large)
    yield head
    at += head.length
    const sum = { crc: 0, size: 0 }
    for await (const piece of packed(counted(content, sum), content, method)) {
      at += piece.length
      yield piece
    }
    const one = { name, method, at: start, ...sum, packed: at - start - head.length }
    if (!large && (sum.size > LARGEST || one.packed > LARGEST)) throw new Error('too large to be packed while it is sent')
    if (stored && stored.size !== sum.size) throw new Error(`${said} is ${sum.size} bytes and not ${stored.size}`)
    const wide = large ? 8 : 4
    const tail = numbers([4, 0x08074b50], [4, one.crc], [wide, one.packed], [wide, one.size])
    yield tail
    at += tail.length
    placed.push(one)
  }
  const directory = Buffer.concat(placed.map(listed))
  yield directory
  const count = placed.length
  const end = at + directory.length
  const large = count >= SEE_THERE || at >= LARGEST || directory.length >= LARGEST
  if (large) {
    yield numbers([4, 0x06064b50], [8, 44], [2, VERSION_LARGE], [2, VERSION_LARGE], [4, 0], [4, 0], [8, count], [8, count])
    yield numbers([8, directory.length], [8, at])
    yield numbers([4, 0x07064b50], [4, 0], [8, end], [4, 1])
  }
  const [many, far] = large ? [SEE_THERE, LARGEST] : [count, at]
  const long = large ? LARGEST : directory.length
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, many], [2, many], [4, long], [4, far], [2, 0])
}

/** As it lies in the archive. What is in memory is packed at one go: a stream for every small page costs more than the page. */
async function* packed(plain: AsyncGenerator<Buffer>, content: ZipEntry['content'], method: number): AsyncGenerator<Buffer> {
  if (method === STORED) yield* plain
  else if (Array.isArray(content)) {
    const pieces: Buffer[] = []
    for await (const piece of plain) pieces.push(piece)
    // Packing a page harder takes half as long again and saves a few hundred bytes of it.
    yield deflateRawSync(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces), { level: 2 })
  } else {
    const deflate = createDeflateRaw()
    const from = Readable.from(plain)
    from.on('error', (error) => deflate.destroy(error))
    yield* from.pipe(deflate) as AsyncIterable<Buffer>
  }
}

async function* counted(content: ZipEntry['content'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    sum.crc = crc32(piece, sum.crc)
    sum.size += piece.length
    yield piece
  }
}

const headOf = (name: Buffer, method: number, large: boolean): Buffer => {
  const size = large ? LARGEST : 0
  return Buffer.concat([
    numbers([4, 0x04034b50], [2, large ? VERSION_LARGE : VERSION], [2, FLAGS], [2, method], [2, 0], [2, DATE]),
    numbers([4, 0], [4, size], [4, size], [2, name.length], [2, large ? 20 : 0]),
    name,
    ...(large ? [numbers([2, 1], [2, 16], [8, 0], [8, 0])] : []),
  ])
}

function listed({ name, method, at, crc, packed, size }: Placed): Buffer {
  // What is too large for its field stands in the extension, in this order (APPNOTE 4.5.3).
  const over = [size, packed, at].filter((value) => value >= LARGEST)
  const most = (value: number) => Math.min(value, LARGEST)
  const extra = over.length === 0 ? [] : [numbers([2, 1], [2, 8 * over.length], ...over.map((value) => [8, value] as const))]
  const needs = over.length > 0 ? VERSION_LARGE : VERSION
  return Buffer.concat([
    numbers([4, 0x02014b50], [2, needs], [2, needs], [2, FLAGS], [2, method], [2, 0], [2, DATE]),
    numbers([4, crc], [4, most(packed)], [4, most(size)], [2, name.length], [2, extra[0]?.length ?? 0]),
    numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, most(at)]),
    name,
    ...extra,
  ])
}

/** Little-endian numbers of two, four or eight bytes. */
function numbers(...all: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  const made = Buffer.alloc(all.reduce((length, [bytes]) => length + bytes, 0))
  let at = 0
  for (const [bytes, value] of all)
    at = bytes === 8 ? made.writeBigUInt64LE(BigInt(value), at) : made.writeUIntLE(value, at, bytes)
  return made
}
