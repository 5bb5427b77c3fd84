/**
 * The address in a receipt, with which one changes and withdraws: made from the registration and a number that can be raised,
 * signed, and nowhere stored. Pure.
 */
import { type Linked, linkedBy, tokenFor } from '#platform/signed.ts'

const USE = 'registration link'

/** `/r/{token}` */
export const registrationLink = (secret: string, registration: Linked): string => `/r/${tokenFor(secret, USE, registration)}`

/** Which registration a token is for, if it is ours. Whether its number still holds is for the database to say. */
export const registrationOf = (secret: string, token: string): Linked | null => linkedBy(secret, USE, token)
