/**
 * What we sign so that it need not be stored: addresses that let their bearer do one thing. Each use has words of its own in
 * front of what is signed, so that a signature for one is worth nothing for another. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** @param use what the signature is for: 'speaker link' */
export const signature = (secret: string, use: string, data: string | Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${use}\0`).update(data).digest()

/** Whether a text in base64url is this signature. */
export function isSignature(given: string, ours: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64url')
  // Decoding is lenient: only the one spelling counts.
  return bytes.length === ours.length && bytes.toString('base64url') === given && timingSafeEqual(bytes, ours)
}

/** Something that a link is for, with a number that can be raised: that makes all its earlier links void. */
export interface Linked {
  readonly id: string
  readonly linkVersion: number
}

const SIGNED = 20
const LENGTH = SIGNED + 32

/** A token for one row: 16 bytes id, 4 bytes number, 32 bytes signature; base64url. */
export function tokenFor(secret: string, use: string, { id, linkVersion }: Linked): string {
  const bytes = Buffer.alloc(SIGNED)
  bytes.write(id.replaceAll('-', ''), 'hex')
  bytes.writeUInt32BE(linkVersion, 16)
  return Buffer.concat([bytes, signature(secret, use, bytes)]).toString('base64url')
}

/** Which row a token is for, if it is ours. Whether its number still holds is for the database to say. */
export function linkedBy(secret: string, use: string, token: string): Linked | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return null
  const signed = bytes.subarray(0, SIGNED)
  if (!timingSafeEqual(signature(secret, use, signed), bytes.subarray(SIGNED))) return null
  const hex = signed.toString('hex', 0, 16)
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { id, linkVersion: signed.readUInt32BE(16) }
}
