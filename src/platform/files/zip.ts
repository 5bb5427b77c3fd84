/**
 * Packs a zip archive anew, with every date in it fixed: libraries write the moment of packing into it, and then no two are
 * the same. For archives that a library of ours has just made; what others send is read with more caution.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

const DEFLATED = 8
/** Names are UTF-8. */
const UTF8 = 0x0800

interface Entry {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * @param change what becomes of each file's content
 * @param at the date that all files bear (APPNOTE 4.4.6: since 1980, in steps of two seconds)
 */
export function repack(zip: Buffer, at: Temporal.Instant, change: (entry: Entry) => Buffer): Buffer {
  const when = at.toZonedDateTimeISO('UTC')
  const time = (when.hour << 11) | (when.minute << 5) | (when.second >> 1)
  const day = ((Math.max(1980, when.year) - 1980) << 9) | (when.month << 5) | when.day
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entriesOf(zip)) {
    const bytes = change(entry)
    const packed = deflateRawSync(bytes)
    const name = Buffer.from(entry.name)
    // The same in both places: version, flags, method, time, date, checksum, sizes, lengths.
    const facts = Buffer.alloc(26)
    for (const [i, value] of [20, UTF8, DEFLATED, time, day].entries()) facts.writeUInt16LE(value, 2 * i)
    for (const [i, value] of [crc32(bytes), packed.length, bytes.length].entries()) facts.writeUInt32LE(value, 10 + 4 * i)
    facts.writeUInt16LE(name.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, rest, name)
    offset += 4 + facts.length + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length / 4, 8)
  end.writeUInt16LE(directory.length / 4, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, listed, end])
}

/** The files of an archive in the order of its directory (APPNOTE 4.3.12). */
function* entriesOf(zip: Buffer): Generator<Entry> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [number, number, number]
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + name),
      bytes: zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed,
    }
    at += 46 + name + extra + comment
  }
}
