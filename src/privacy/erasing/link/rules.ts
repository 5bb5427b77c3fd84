/** The link that confirms an erasure: signed for one person and one hour, and stored nowhere. Pure. */
import { linkedBy, tokenFor } from '#platform/signed.ts'

const USE = 'erasing oneself'
const HOLDS_SECONDS = 3600

/** @returns `/me/erase/{token}` */
export const eraseLink = (secret: string, personId: string, now: Temporal.Instant): string =>
  `/me/erase/${tokenFor(secret, USE, { id: personId, linkVersion: seconds(now) + HOLDS_SECONDS })}`

/** Whom a token is for; null when it is not ours or its hour has passed. */
export function erasedBy(secret: string, token: string, now: Temporal.Instant): string | null {
  const linked = linkedBy(secret, USE, token)
  return linked && linked.linkVersion >= seconds(now) ? linked.id : null
}

const seconds = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000)
