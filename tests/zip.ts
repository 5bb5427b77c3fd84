/** The files of a zip archive (stored or deflated), read from its central directory. */
import { crc32, inflateRawSync } from 'node:zlib'

export function unpacked(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, name, extra, comment] = [10, 28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
      number,
    ]
    const [sum, size, local] = [16, 20, 42].map((field) => zip.readUInt32LE(at + field)) as [number, number, number]
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(start, start + size)
    const content = method === 8 ? inflateRawSync(bytes) : bytes
    if (crc32(content) !== sum) throw new Error('a file in the archive is broken')
    files.set(zip.toString('utf8', at + 46, at + 46 + name), content)
    at += 46 + name + extra + comment
  }
  return files
}
