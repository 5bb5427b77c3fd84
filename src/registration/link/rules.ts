/**
 * The address in a receipt, with which one changes and withdraws: made from the registration and a number that can be raised,
 * signed, and nowhere stored. Raising the number makes all earlier ones void. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

interface Registration {
  readonly id: string
  readonly linkVersion: number
}

const SIGNED = 20
const LENGTH = SIGNED + 32

/** `/r/{token}` */
export const registrationLink = (secret: string, registration: Registration): string => `/r/${tokenOf(secret, registration)}`

/** 16 bytes registration, 4 bytes number, 32 bytes signature; base64url. */
function tokenOf(secret: string, { id, linkVersion }: Registration): string {
  const bytes = Buffer.alloc(SIGNED)
  bytes.write(id.replaceAll('-', ''), 'hex')
  bytes.writeUInt32BE(linkVersion, 16)
  return Buffer.concat([bytes, sign(secret, bytes)]).toString('base64url')
}

/** Which registration a token is for, if it is ours. Whether its number still holds is for the database to say. */
export function registrationOf(secret: string, token: string): Registration | null {
  const bytes = Buffer.from(token, 'base64url')
  // Decoding is lenient: only the one spelling counts.
  if (bytes.length !== LENGTH || bytes.toString('base64url') !== token) return null
  const signed = bytes.subarray(0, SIGNED)
  if (!timingSafeEqual(sign(secret, signed), bytes.subarray(SIGNED))) return null
  const hex = signed.toString('hex', 0, 16)
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { id, linkVersion: signed.readUInt32BE(16) }
}

// The words in front keep this apart from whatever else is signed with the same secret.
const sign = (secret: string, bytes: Buffer) => createHmac('sha256', secret).update('registration link\0').update(bytes).digest()
