/**
 * A speaker's personal link: made from the speaker and a number that can be raised, signed, and nowhere stored. Raising the
 * number makes all earlier links void.
 */
import type { MeetingRow } from '#meeting/rules.ts'
import { type Linked, linkedBy, tokenFor } from '#platform/signed.ts'
import { instantOf } from '#platform/words/instant.ts'

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

const USE = 'speaker link'

/** The address of a speaker's own page: `/s/{token}`. */
export const speakerLink = (secret: string, speaker: Linked): string => `/s/${tokenFor(secret, USE, speaker)}`

/** Whom a token is for, if it is ours. Whether its number still holds is for the database to say. */
export const speakerOf = (secret: string, token: string): Linked | null => linkedBy(secret, USE, token)
