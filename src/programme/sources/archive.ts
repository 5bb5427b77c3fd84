/**
 * Zip archives (.docx, .xlsx), opened so that nobody can make us unpack more than we asked for: sizes are judged before
 * anything is inflated, and inflating stops at the size that was promised (APPNOTE.TXT 4.3, 4.4).
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { Invalid } from '#platform/errors.ts'

interface Entry {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
}
export type Parts = ReadonlyMap<string, Uint8Array>

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MOST_ENTRIES = 5000
/** All the XML of a programme of hundreds of pages. */
const MOST_UNPACKED = 40_000_000
// Text packs to a tenth or a twentieth; what packs to a hundredth and fills our memory was made to.
const DENSEST = 100

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6)

/** The names in an archive. @throws Invalid({ file }) when it is damaged */
export function namesInZip(bytes: Uint8Array): string[] {
  return entriesOf(bytes).map((entry) => entry.name)
}

/** How large the wanted parts say they are. @throws Invalid({ file }) when the archive is damaged */
export function sizeUnpacked(bytes: Uint8Array, wanted: (name: string) => boolean): number {
  return entriesOf(bytes).reduce((sum, entry) => sum + (wanted(entry.name) ? entry.size : 0), 0)
}

/**
 * Unpacks the wanted parts.
 * @throws Invalid({ file }) when the archive is damaged, encrypted, or would unpack to more than a document can be
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Parts {
  const entries = entriesOf(bytes).filter((entry) => wanted(entry.name))
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > MOST_UNPACKED) throw new Invalid({ file: total > bytes.length * DENSEST ? 'sources_zip_bomb' : 'sources_too_big' })
  return new Map(entries.map((entry) => [entry.name, contentOf(bytes, entry)]))
}

function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MOST_ENTRIES) throw new Invalid({ file: 'sources_zip_bomb' })
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw damaged()
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number]
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/** The end record stands behind everything, but for a comment of at most 65,535 bytes. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === END) return at
  throw damaged()
}

function contentOf(bytes: Uint8Array, entry: Entry): Uint8Array {
  if (entry.encrypted) throw new Invalid({ file: 'sources_encrypted' })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== LOCAL) throw damaged()
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) throw damaged()
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw damaged()
  if (entry.size === 0) return new Uint8Array()
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.size })
  } catch (error) {
    const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw tooMuch ? new Invalid({ file: 'sources_zip_bomb' }) : damaged()
  }
}

const damaged = () => new Invalid({ file: 'sources_damaged' })

/** Packs parts without compression, for libraries that want an archive and shall not unpack the one that came. */
export function packed(parts: Parts): Buffer {
  const bodies: Uint8Array[] = []
  const list: Uint8Array[] = []
  let at = 0
  for (const [path, content] of parts) {
    const name = new TextEncoder().encode(path)
    // Both records tell flags (UTF-8), method, date, checksum, sizes and length of the name in the same order.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x800, 2)
    facts.writeUInt16LE(0x21, 8)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(name.length, 22)
    bodies.push(uint32(LOCAL), facts, name, content)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    list.push(uint32(CENTRAL), Buffer.from([20, 0]), facts, place, name)
    at += 30 + name.length + content.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.size, 4)
  end.writeUInt16LE(parts.size, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, directory, uint32(END), end])
}

function uint32(value: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32LE(value)
  return four
}
