/**
 * Calls of the BigBlueButton API as its reference describes them (docs.bigbluebutton.org, "API Reference"): every call is an
 * address that bears a checksum over its own query. Pure.
 */
import { createHash, createHmac } from 'node:crypto'

export type Hash = 'sha256' | 'sha384' | 'sha512' | 'sha1'

/** A server that rooms are made on. */
export interface BbbServer {
  /** Ends in `/api/`. */
  readonly api: string
  readonly secret: string
  readonly hash: Hash
}

/** What the room of a meeting is made from. */
export interface BbbRoom {
  /** The meeting's `uid`: the same room however often it is asked for. */
  readonly id: string
  readonly title: string
  /** Where people come when they leave. */
  readonly backTo: string
}

/** The address that `bbb-conf --secret` prints, with or without `api` at its end, as calls are made on it. */
export const apiOf = (url: string): string => `${url.replace(/\/+$/, '').replace(/\/api$/, '')}/api/`

/** The whole address of a call. The checksum is over the name of the call, the query exactly as it is sent, and the secret. */
export function callAddress({ api, secret, hash }: BbbServer, call: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params).toString()
  const checksum = createHash(hash).update(`${call}${query}${secret}`).digest('hex')
  return `${api}${call}?${query}${query && '&'}checksum=${checksum}`
}

/** What is done in our room, and would be in two places if it were done there too. */
const OURS = ['polls', 'timer', 'breakoutRooms', 'sharedNotes']

/** Names must have 2 to 64 signs. */
const nameOf = (title: string) => [...title.replaceAll(/\p{Cc}/gu, ' ')].slice(0, 64).join('').trim().padEnd(2, '–')

/**
 * The parameters of `create`. A room that is there already is answered with only when both passwords are the same as when it
 * was made, so they are worked out from the secret; nobody uses them, since `join` names a role.
 */
export function createParams({ secret }: BbbServer, { id, title, backTo }: BbbRoom): Record<string, string> {
  const password = (of: string) => createHmac('sha256', secret).update(`${of} ${id}`).digest('hex').slice(0, 20)
  return {
    name: nameOf(title),
    meetingID: id,
    attendeePW: password('viewer'),
    moderatorPW: password('moderator'),
    logoutURL: backTo,
    // Nothing is recorded before a moderator begins to, and then everybody is asked first.
    record: 'true',
    notifyRecordingIsOn: 'true',
    disabledFeatures: OURS.join(','),
  }
}

export interface Joining {
  readonly name: string
  readonly userId: string
  readonly moderator: boolean
}

/** The address that somebody is sent to. `createTime` binds it to this room and no later one of the same id. */
export const joinAddress = (server: BbbServer, id: string, createTime: string, { name, userId, moderator }: Joining): string =>
  callAddress(server, 'join', {
    fullName: name,
    meetingID: id,
    role: moderator ? 'MODERATOR' : 'VIEWER',
    createTime,
    userID: userId,
  })
