/**
 * Who sees what in a room, and who may act there. A reader stands in one of four channels; all in a channel get the same
 * bytes. Pure.
 */
import type { Actor } from '#actor.ts'
import { isInAudience, type Readable, type Verdict } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import { type Linked, linkedBy, tokenFor } from '#platform/signed.ts'
import type { GuestsMay } from '../tables.ts'

/** From those who see least to the chairs' console, which sees what waits as well. */
export type Channel = 'public' | 'members' | 'invited' | 'chair'

/** The channel of somebody who may read the meeting, or came in by its code. */
export function channelOf(actor: Actor, meeting: Readable): Channel {
  if (isInAudience(actor, meeting, 'invited')) return 'invited'
  return isInAudience(actor, meeting, 'members') ? 'members' : 'public'
}

const seenFrom: Readonly<Record<Audience, readonly Channel[]>> = {
  public: ['public', 'members', 'invited', 'chair'],
  members: ['members', 'invited', 'chair'],
  invited: ['invited', 'chair'],
}

/** Whether what belongs to a part for an audience is seen in a channel. */
export const seesIn = (channel: Channel, audience: Audience): boolean => seenFrom[audience].includes(channel)

/** What participants do in a room beside reading. */
export type Doing = keyof GuestsMay

interface Taking {
  readonly personId: string | null
  readonly mutedAt: string | null
}

/** Whether a participant may ask, vote or queue. Muted ones go on reading and voting. */
export function mayTakePart(
  participant: Taking,
  guestsMay: GuestsMay,
  doing: Doing,
): Verdict<'room_muted' | 'room_guests_ask_not' | 'room_guests_vote_not' | 'room_guests_queue_not'> {
  if (participant.mutedAt !== null && doing !== 'vote') return 'room_muted'
  if (participant.personId === null && !guestsMay[doing]) return `room_guests_${doing}_not`
  return 'yes'
}

/** Handing the code for guests to others: whoever the meeting is for by name or membership. A public page is read by everybody. */
export const mayPassOn = (actor: Actor, meeting: Readable): Verdict<'meeting_not_yours'> =>
  meeting.publishedAt !== null && channelOf(actor, meeting) !== 'public' ? 'yes' : 'meeting_not_yours'

const USE = 'room guest'

/** The name of the cookie that holds a guest in one room. */
export const guestCookie = (meeting: { readonly publicId: number }): string => `samling_room_${meeting.publicId}`
export const guestToken = (secret: string, guest: Linked): string => tokenFor(secret, USE, guest)
export const guestOf = (secret: string, token: string): Linked | null => linkedBy(secret, USE, token)

/** What a code is made of: no letters and digits that are taken for each other, read aloud or from the back row. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 6

/** @param random bytes to draw from, at least as many as the code has letters */
export const codeFrom = (random: Uint8Array): string =>
  [...random.subarray(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')

/** A code as it was typed: small letters, spaces and hyphens do not matter. */
export const codeTyped = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '')
