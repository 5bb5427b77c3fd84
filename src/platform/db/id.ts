import { createHash, randomBytes } from 'node:crypto'

/** A new uuid v7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits. Sorts by time of making. */
export function newId(): string {
  const b = randomBytes(16)
  b.writeUIntBE(Date.now(), 0, 6)
  b[6] = (b[6]! & 0x0f) | 0x70
  b[8] = (b[8]! & 0x3f) | 0x80
  return written(b)
}

/** An id that is the same for the same words, whoever makes it and when (RFC 9562 §5.8). */
export function idFrom(words: string): string {
  const b = createHash('sha256').update(words).digest().subarray(0, 16)
  b[6] = (b[6]! & 0x0f) | 0x80
  b[8] = (b[8]! & 0x3f) | 0x80
  return written(b)
}

function written(b: Buffer): string {
  const h = b.toString('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

/** Whether a string has the form of a uuid; a malformed id in an address is a 404, not a database error. */
export const isId = (s: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(s)
