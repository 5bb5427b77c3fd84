/**
 * What an editor and the server say to each other while several write: frames of bytes, the first of which says what it is.
 * Both sides use what is here. Pure.
 *
 * The server says who it takes the writer for (`hello`). The editor tells what it has (`vector`) and is answered with what it
 * lacks (`update`) and what the server has (`vector`), whereupon it sends what the server lacks. That is how a line begins,
 * and how both make sure now and then that they have the same. Every update that an editor sends bears the count of changes made in it
 * so far; `saved` names the count up to which all is in the database.
 */

/** What the editor knows of the document: raised whenever it learns of a new kind of node. An older one would drop such nodes. */
export const EDITION = 3

/** Under which name the text lies in the Yjs document. */
export const FIELD = 'text'

/** Above this many at once nobody more is let in. */
export const MOST_WRITERS = 30
/** The largest frame that is taken in: a document of the greatest length, with room for how it came to be. */
export const LARGEST_FRAME = 8 * 1024 * 1024

/** Why a line was ended for good. Whoever is told one of these does not come back by themselves. */
export const endings = ['withdrawn', 'approved', 'signed_out', 'old_editor', 'full', 'unusable'] as const
export type Ending = (typeof endings)[number]

/** Closing codes: come back at once, elsewhere or to the same (4001), or do not (4003). */
export const AGAIN = 4001
export const ENDED = 4003

/** Where somebody's cursor stands, as positions in the Yjs document. */
export interface Cursor {
  readonly anchor: unknown
  readonly head: unknown
}
/** One of those who write, as the server knows them; `cursor` is null when it stands nowhere, `gone` when they left. */
export interface Writer {
  readonly id: number
  readonly name: string
  /** Which of the six colours, from 1. */
  readonly color: number
  readonly cursor: Cursor | null
  readonly gone?: true
}
/** Who writes on which item of the meeting. */
export interface Present {
  readonly itemId: string
  readonly names: readonly string[]
}

export type FromEditor =
  | { readonly is: 'vector'; readonly vector: Uint8Array }
  | { readonly is: 'update'; readonly count: number; readonly update: Uint8Array }
  | { readonly is: 'cursor'; readonly cursor: Cursor | null }

export type FromServer =
  | { readonly is: 'hello'; readonly life: string; readonly id: number; readonly color: number }
  | { readonly is: 'vector'; readonly vector: Uint8Array }
  | { readonly is: 'update'; readonly update: Uint8Array }
  /** Everything up to this count is kept; `at` is when, as a clock time in words. */
  | { readonly is: 'saved'; readonly count: number; readonly at: string }
  /** The database does not take what is written, or it does again. */
  | { readonly is: 'trouble'; readonly why: 'database' | 'too_long' | null }
  | { readonly is: 'writers'; readonly writers: readonly Writer[] }
  | { readonly is: 'present'; readonly present: readonly Present[] }
  /** Something was said of the text beside it: what, is asked for elsewhere. */
  | { readonly is: 'comments' }
  | { readonly is: 'end'; readonly why: Ending }

const kinds = ['vector', 'update', 'cursor', 'hello', 'saved', 'trouble', 'writers', 'present', 'end', 'comments'] as const
type Kind = (typeof kinds)[number]

const framed = (kind: Kind, body: Uint8Array): Uint8Array<ArrayBuffer> => {
  const frame = new Uint8Array(body.length + 1)
  frame[0] = kinds.indexOf(kind)
  frame.set(body, 1)
  return frame
}
const told = (kind: Kind, body: object) => framed(kind, new TextEncoder().encode(JSON.stringify(body)))

export function fromEditor(message: FromEditor): Uint8Array<ArrayBuffer> {
  if (message.is === 'vector') return framed('vector', message.vector)
  if (message.is === 'cursor') return told('cursor', { cursor: message.cursor })
  const body = new Uint8Array(message.update.length + 4)
  new DataView(body.buffer).setUint32(0, message.count)
  body.set(message.update, 4)
  return framed('update', body)
}

export function fromServer(message: FromServer): Uint8Array<ArrayBuffer> {
  if (message.is === 'vector') return framed('vector', message.vector)
  if (message.is === 'update') return framed('update', message.update)
  const { is, ...body } = message
  return told(is, body)
}

/** What an editor said, or null when it cannot be understood. */
export function readFromEditor(frame: Uint8Array): FromEditor | null {
  const body = frame.subarray(1)
  switch (kinds[frame[0] ?? -1]) {
    case 'vector':
      return { is: 'vector', vector: body }
    case 'update': {
      if (body.length < 4) return null
      const count = new DataView(body.buffer, body.byteOffset).getUint32(0)
      return { is: 'update', count, update: body.subarray(4) }
    }
    case 'cursor': {
      const given = objectIn(body)
      return given && { is: 'cursor', cursor: cursorIn(given['cursor']) }
    }
    default:
      return null
  }
}

/** What the server said, or null when it is nothing this editor knows. */
export function readFromServer(frame: Uint8Array): FromServer | null {
  const kind = kinds[frame[0] ?? -1]
  const body = frame.subarray(1)
  if (kind === 'vector') return { is: 'vector', vector: body }
  if (kind === 'update') return { is: 'update', update: body }
  return kind === undefined ? null : ({ is: kind, ...objectIn(body) } as FromServer)
}

function objectIn(body: Uint8Array): Record<string, unknown> | null {
  try {
    const given: unknown = JSON.parse(new TextDecoder().decode(body))
    return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Relative positions are small objects of ids; whatever else somebody sends goes no further. */
function cursorIn(given: unknown): Cursor | null {
  if (typeof given !== 'object' || given === null || JSON.stringify(given).length > 1000) return null
  const { anchor, head } = given as Record<string, unknown>
  return anchor === undefined || head === undefined ? null : { anchor, head }
}

const colors = [1, 2, 3, 4, 5, 6]
/** A colour that none of the others has, or the next in turn when all are taken. */
export const freeColor = (taken: readonly number[]): number =>
  colors.find((color) => !taken.includes(color)) ?? colors[taken.length % colors.length]!

const FIRST_MS = 250
const LONGEST_MS = 1000
/**
 * How long to wait before trying again, in milliseconds.
 * @param failures attempts in a row that came to nothing
 * @param random from 0 to 1, so that many do not come at the same moment
 */
export const retryIn = (failures: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1)) * (0.75 + random / 2)

/** For how long a process owns a document unless it says so again, and how often it does, in milliseconds. */
export const LEASE_MS = 4000
export const RENEW_MS = 1000
/** What is written is handed to the database at most this often. */
export const BATCH_MS = 100
/** What the database has not taken after so long is put aside on this machine's disk, and so often while that lasts. */
export const ASIDE_MS = 100
/** After this the merged state and the minutes are brought up to the log. */
export const SNAPSHOT_MS = 2000
/** After so long without a change what was written is a version; and while somebody writes on and on, after so long. */
export const QUIET_MS = 3 * 60_000
export const SITTING_MS = 15 * 60_000
