/** The key to a big screen, for a machine that nobody signs in on. Pure. */
import { linkedBy, tokenFor } from '#platform/signed.ts'

const USE = 'stage'
const HOUR_MS = 60 * 60 * 1000
/** After the end, and after a rehearsal on another day. */
const HOLDS_HOURS = 24

/** Opens the big screen of one meeting, until a day after its end. */
export function stageKey(secret: string, meeting: { readonly id: string; readonly endsAt: string | null }, now: number): string {
  const end = Math.max(now, meeting.endsAt === null ? 0 : Date.parse(meeting.endsAt))
  // The hour it holds until stands where other links have a number: it is signed, and nothing need be stored.
  return tokenFor(secret, USE, { id: meeting.id, linkVersion: Math.ceil(end / HOUR_MS) + HOLDS_HOURS })
}

/** Until when a key opens a meeting's screen, in milliseconds since 1970; null where it does not, or no more. */
export function keyHolds(secret: string, key: string, meetingId: string, now: number): number | null {
  const held = linkedBy(secret, USE, key)
  if (held?.id !== meetingId) return null
  const until = held.linkVersion * HOUR_MS
  return until > now ? until : null
}

/** The name of the cookie that holds it. */
export const stageCookie = (meeting: { readonly publicId: number }): string => `samling_stage_${meeting.publicId}`
