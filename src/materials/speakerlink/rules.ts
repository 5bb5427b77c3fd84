/**
 * A speaker's personal link: made from the speaker and a number that can be raised, signed, and nowhere stored. Raising the
 * number makes all earlier links void.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MeetingRow } from '#meeting/rules.ts'
import { instantOf } from '#platform/words/dates.ts'

interface Speaker {
  readonly id: string
  readonly linkVersion: number
}

/** How long links hold after a meeting unless it says otherwise: time enough for slides that were forgotten. */
export const HOLDS_FOR_DAYS = 42

/**
 * Until when a meeting's personal links hold, by its end and what its organisers have said. They bear no date of their own:
 * one that was sent lives longer when the meeting is moved. Null: no end is in sight.
 */
export function linkHoldsUntil({ linksUntil, endsAt }: Pick<MeetingRow, 'linksUntil' | 'endsAt'>): Temporal.Instant | null {
  if (linksUntil !== null) return instantOf(linksUntil)
  return endsAt === null ? null : instantOf(endsAt).add({ hours: 24 * HOLDS_FOR_DAYS })
}

const SIGNED = 20
const LENGTH = SIGNED + 32

/** The address of a speaker's own page: `/s/{token}`. */
export const speakerLink = (secret: string, speaker: Speaker): string => `/s/${tokenOf(secret, speaker)}`

/** 16 bytes speaker, 4 bytes number, 32 bytes signature; base64url. */
function tokenOf(secret: string, { id, linkVersion }: Speaker): string {
  const bytes = Buffer.alloc(SIGNED)
  bytes.write(id.replaceAll('-', ''), 'hex')
  bytes.writeUInt32BE(linkVersion, 16)
  return Buffer.concat([bytes, sign(secret, bytes)]).toString('base64url')
}

/** Whom a token is for, if it is ours. Whether its number still holds is for the database to say. */
export function speakerOf(secret: string, token: string): Speaker | null {
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
const sign = (secret: string, bytes: Buffer) => createHmac('sha256', secret).update('speaker link\0').update(bytes).digest()
