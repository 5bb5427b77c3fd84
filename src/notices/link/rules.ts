/**
 * The addresses in our mails: made from a follower and a number that can be raised, signed, and nowhere stored. Raising the
 * number makes all earlier ones void. Pure.
 */
import { isSignature, type Linked, signature } from '#platform/signed.ts'
import type { FollowedKind } from '../tables.ts'

export interface Wanted {
  readonly kind: FollowedKind
  readonly subjectId: string
}

/** Where one sees and stops what one follows: `/following/{token}`. */
export const followingLink = (secret: string, { id, linkVersion }: Linked): string =>
  `/following/${signed(secret, 'following', [id, linkVersion])}`

/** Where one confirms that one wants to follow something: `/following/confirm/{token}`. */
export const confirmLink = (secret: string, { id, linkVersion }: Linked, wanted: Wanted): string =>
  `/following/confirm/${signed(secret, 'confirm', [id, linkVersion, wanted.kind, wanted.subjectId])}`

/** Whose a token is, if it is ours. Whether its number still holds is for the database to say. */
export function followerOf(secret: string, token: string): Linked | null {
  const [id, version] = opened(secret, 'following', token) ?? []
  return id ? { id, linkVersion: Number(version) } : null
}

/** What a token confirms, if it is ours. */
export function wantedOf(secret: string, token: string): (Linked & { readonly wanted: Wanted }) | null {
  const [id, version, kind, subjectId] = opened(secret, 'confirm', token) ?? []
  return id ? { id, linkVersion: Number(version), wanted: { kind: kind as FollowedKind, subjectId: subjectId! } } : null
}

/** Whose calendar an address shows. `made` is when it was made, in milliseconds: one that was ended and made anew is another. */
interface Holder {
  readonly personId: string
  readonly networkId: string
  readonly version: number
  readonly made: number
}

/** The secret address of one's own calendar: `/calendar/{token}.ics`. */
export const calendarLink = (secret: string, { personId, networkId, version, made }: Holder): string =>
  `/calendar/${signed(secret, 'calendar', [personId, networkId, version, made])}.ics`

/** Whose calendar a token opens, if it is ours. */
export function calendarHolder(secret: string, token: string): Holder | null {
  const [personId, networkId, version, made] = opened(secret, 'calendar', token) ?? []
  return personId ? { personId, networkId: networkId!, version: Number(version), made: Number(made) } : null
}

// The use keeps a link to look apart from one to confirm, and from one to a calendar.
function signed(secret: string, use: string, parts: readonly (string | number)[]): string {
  const text = parts.join('.')
  return `${text}.${signature(secret, `notices ${use}`, text).toString('base64url')}`
}

function opened(secret: string, use: string, token: string): string[] | null {
  const dot = token.lastIndexOf('.')
  const text = token.slice(0, dot)
  return isSignature(token.slice(dot + 1), signature(secret, `notices ${use}`, text)) ? text.split('.') : null
}
