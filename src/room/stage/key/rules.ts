/** The key to a big screen, for a machine that nobody signs in on. Pure. */
import { linkedBy, tokenFor } from '#platform/signed.ts'

/** The how-manieth key of a meeting: one made under another number is none. */
const useOf = (number: number) => `stage ${number}`
const HOUR_MS = 60 * 60 * 1000
/** After the end, and after a rehearsal on another day. */
const HOLDS_HOURS = 24

/** What a key opens: the screen of one meeting, while its keys have this number. */
export interface Lock {
  readonly meetingId: string
  readonly number: number
}

/** Opens the big screen of one meeting, until a day after its end. @param endsAt the meeting's end, where that is known */
export function stageKey(secret: string, lock: Lock, endsAt: string | null, now: number): string {
  const end = Math.max(now, endsAt === null ? 0 : Date.parse(endsAt))
  // The hour it holds until stands where other links have a number: it is signed, and nothing need be stored.
  return tokenFor(secret, useOf(lock.number), { id: lock.meetingId, linkVersion: Math.ceil(end / HOUR_MS) + HOLDS_HOURS })
}

/** Until when a key opens a meeting's screen, in milliseconds since 1970; null where it does not, or no more. */
export function keyHolds(secret: string, key: string, lock: Lock, now: number): number | null {
  const held = linkedBy(secret, useOf(lock.number), key)
  if (held?.id !== lock.meetingId) return null
  const until = held.linkVersion * HOUR_MS
  return until > now ? until : null
}

/** The name of the cookie that holds it. */
export const stageCookie = (meeting: { readonly publicId: number }): string => `samling_stage_${meeting.publicId}`
