/**
 * Short-lived addresses for files that are hidden: whoever holds one may have that one file until then, without signing in.
 * Nothing is stored; what is removed is gone for them too. Pure.
 */
import { isSignature, signature } from '#platform/signed.ts'

const LASTS_S = 60 * 60
/** All made within a quarter of an hour are alike, so that a page asked for again has the addresses that a browser knows. */
const STEP_S = 15 * 60

interface FileName {
  readonly networkId: string
  readonly versionId: string
}

/**
 * The address of a file with the signature that opens it for the next hour, and at most a quarter more.
 * @param href as `materialHref` gives it: `/files/{network}/{version}/{name}`
 */
export function signedAddress(secret: string, href: string, now: Temporal.Instant): string {
  const [, , networkId = '', versionId = ''] = href.split('/')
  const until = Math.ceil((now.epochMilliseconds / 1000 + LASTS_S) / STEP_S) * STEP_S
  return `${href}?until=${until}&sig=${sign(secret, { networkId, versionId }, until).toString('base64url')}`
}

/** Whether an address was signed by us for this very file, and still holds. */
export function isSigned(secret: string, file: FileName, query: unknown, now: Temporal.Instant): boolean {
  const { until, sig } = (query ?? {}) as Record<string, unknown>
  if (typeof until !== 'string' || typeof sig !== 'string' || !/^[1-9]\d{0,11}$/.test(until)) return false
  return isSignature(sig, sign(secret, file, Number(until))) && now.epochMilliseconds < Number(until) * 1000
}

const sign = (secret: string, { networkId, versionId }: FileName, until: number) =>
  signature(secret, 'signed file', `${networkId}\0${versionId}\0${until}`)
