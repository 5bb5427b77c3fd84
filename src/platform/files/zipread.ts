/**
 * A zip archive on this machine's disk, read from its directory (APPNOTE 6.3, ZIP64 too). What it says of itself is not
 * believed further than it must be: nothing is unpacked to the disk, and nothing beyond the size that was said.
 */
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/** It is no zip archive, or not a whole one. */
export class BrokenZip extends Error {
  override name = 'BrokenZip'
}

export interface ZipFile {
  readonly name: string
  /** Bytes, unpacked. */
  readonly size: number
  /** The stream fails with BrokenZip where the content is not what the directory says. */
  read(): Promise<Readable>
}

/** The directory, by name. @throws BrokenZip */
export async function readZip(path: string): Promise<ReadonlyMap<string, ZipFile>> {
  const file = await open(path)
  try {
    const { size: length } = await file.stat()
    const found = await directoryOf(file, length)
    const entries = new Map<string, ZipFile>()
    for (const entry of listed(found)) {
      if (entries.has(entry.name)) throw new BrokenZip(`two files are called ${entry.name}`)
      const { name, size } = entry
      entries.set(name, { name, size, read: () => contentOf(path, entry) })
    }
    return entries
  } finally {
    await file.close()
  }
}

interface Listed {
  readonly name: string
  readonly deflated: boolean
  readonly packed: number
  readonly size: number
  readonly at: number
}

const END = 0x06054b50
const END_LARGE = 0x06064b50
const WAY_TO_END_LARGE = 0x07064b50
const LISTED = 0x02014b50
const LOCAL = 0x04034b50
/** The end of the directory and the longest comment that may follow it. */
const TAIL = 22 + 0xffff
/** A directory of a million files; more is no archive of ours. */
const LONGEST_DIRECTORY = 300_000_000

async function directoryOf(file: FileHandle, length: number): Promise<Buffer> {
  const from = Math.max(0, length - TAIL)
  const tail = await part(file, from, length - from)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0)
    throw new BrokenZip(
      length > 0 && (await part(file, 0, 1))[0] !== 0x50 ? 'it does not begin as a zip archive does' : 'its end is missing',
    )
  let [size, at] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (end >= 20 && tail.readUInt32LE(end - 20) === WAY_TO_END_LARGE) {
    const large = await part(file, Number(tail.readBigUInt64LE(end - 12)), 56)
    if (large.readUInt32LE(0) !== END_LARGE) throw new BrokenZip('its end is not where it should be')
    ;[size, at] = [Number(large.readBigUInt64LE(40)), Number(large.readBigUInt64LE(48))]
  }
  if (at + size > length || size > LONGEST_DIRECTORY) throw new BrokenZip('its directory is not where it should be')
  return part(file, at, size)
}

function* listed(directory: Buffer): Generator<Listed> {
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== LISTED) throw new BrokenZip('its directory is damaged')
    const [method, name, extra, comment] = [10, 28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
      number,
    ]
    const rest = directory.subarray(at + 46 + name, at + 46 + name + extra)
    const [size, packed, local] = large(
      rest,
      [24, 20, 42].map((field) => directory.readUInt32LE(at + field)),
    )
    if (method !== 0 && method !== 8) throw new BrokenZip('a file in it is packed in an unknown way')
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + name),
      deflated: method === 8,
      ...{ packed: packed!, size: size!, at: local! },
    }
    at += 46 + name + extra + comment
  }
}

/** Values that were too large for their fields, from the extension, in their order (APPNOTE 4.5.3). */
function large(extra: Buffer, values: number[]): number[] {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  at += 4
  return values.map((value) => {
    if (value !== 0xffff_ffff) return value
    if (at + 8 > extra.length) throw new BrokenZip('its directory is damaged')
    at += 8
    return Number(extra.readBigUInt64LE(at - 8))
  })
}

async function contentOf(path: string, { name, deflated, packed, size, at }: Listed): Promise<Readable> {
  const file = await open(path)
  try {
    const head = await part(file, at, 30)
    if (head.readUInt32LE(0) !== LOCAL) throw new BrokenZip(`${name} is not where it should be`)
    const start = at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
    if (packed === 0) return Readable.from([])
    const raw = createReadStream(path, { start, end: start + packed - 1 })
    const counted = exactly(name, size)
    const steps = deflated ? [raw, createInflateRaw(), counted] : [raw, counted]
    for (const [i, one] of steps.slice(0, -1).entries()) {
      one.on('error', (error) => counted.destroy(new BrokenZip(`${name} cannot be read (${error.message})`)))
      one.pipe(steps[i + 1] as Transform)
    }
    counted.on('close', () => raw.destroy())
    return counted
  } finally {
    await file.close()
  }
}

/** Lets so many bytes through, and neither more nor fewer. */
function exactly(name: string, size: number): Transform {
  let seen = 0
  return new Transform({
    transform(piece: Buffer, _, done) {
      seen += piece.length
      if (seen > size) done(new BrokenZip(`${name} is larger than was said`))
      else done(null, piece)
    },
    flush: (done) => done(seen === size ? null : new BrokenZip(`${name} is cut off`)),
  })
}

async function part(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead !== length) throw new BrokenZip('it is cut off')
  return buffer
}
