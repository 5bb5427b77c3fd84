/** Somebody in a room with the page open: they hold what its line brings, and what they send is sent as it sends. */
import { setTimeout } from 'node:timers/promises'
import { newId } from '#platform/db/id.ts'
import { openLine } from '#room/islands/line.ts'
import type { Answer, LineState } from '#room/parts/sending.ts'
import type { Mine, RoomState } from '#room/reads.ts'
import { browserAt } from './browser.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** What an act was answered. Forms that stand on pages of their own are answered with another page, and say nothing. */
export interface Answered extends Answer {
  readonly status: number
  readonly mine: Partial<Mine> | null
  /** How often it was sent. */
  readonly sent: number
}

export interface Attendee {
  readonly name: string
  /** The room as their page has it now. */
  state(): RoomState
  /** How their line stands. */
  line(): LineState
  /** When their page, with its line as it says, first held what fits, by `performance.now()`: now, or as soon as it does. */
  sees(fits: (state: RoomState, line: LineState) => boolean, what: string): Promise<number>
  /** Sends a form below the meeting's address. Where nobody answers it is sent again with the same key, until somebody does. */
  post(path: string, fields?: Fields): Promise<Answered>
  /** A page or document below the meeting's address. */
  get(path: string): Promise<Response>
  /** What is theirs, as the server has it. */
  mine(): Promise<Mine>
  leave(): void
}

export interface Coming {
  readonly name: string
  readonly cookie: string
  /** Where they reach the program: itself, or a network before it. */
  readonly through: string
  /** The program's own address, which its pages come from. */
  readonly origin: string
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly channel: 'room' | 'chair'
  /** Called whenever something came over the line. */
  readonly onNews: () => void
}

/** Far beyond what anything here takes, on a slow machine too. */
export const PATIENCE_MS = 45_000
/** As a page waits before it sends again. */
const RETRY_MS = [1000, 2000, 4000, 8000]

/** Somebody comes in: their page is open, and its line is begun. */
export function comeIn({ name, cookie, through, origin, base, channel, onNews }: Coming): Attendee {
  let parts: Partial<RoomState> = {}
  let line: LineState = 'connecting'
  const waiting = new Set<() => void>()
  const look = () => {
    for (const one of [...waiting]) one()
  }
  const opened = openLine(
    { base, channel },
    {
      onParts(_rev, changed, whole) {
        onNews()
        parts = whole ? (changed as unknown as RoomState) : { ...parts, ...changed }
        look()
      },
      onLine(is) {
        line = is
        look()
      },
      onClock() {},
      onGone() {
        throw new Error(`${name} was shown out`)
      },
    },
    browserAt(through, { cookie }),
  )

  const get: Attendee['get'] = (path) => fetch(`${through}${base}/${path}`, { headers: { cookie }, redirect: 'manual' })

  return {
    name,
    state: () => parts as RoomState,
    line: () => line,
    sees(fits, what) {
      const { promise, resolve, reject } = Promise.withResolvers<number>()
      const one = () => {
        if (parts.show === undefined || !fits(parts as RoomState, line)) return
        waiting.delete(one)
        clearTimeout(timer)
        resolve(performance.now())
      }
      const timer = globalThis.setTimeout(() => {
        waiting.delete(one)
        reject(new Error(`${name} (${line}) has not seen in ${PATIENCE_MS} ms: ${what}`))
      }, PATIENCE_MS)
      waiting.add(one)
      one()
      return promise
    },
    async post(path, fields = {}) {
      const body = new URLSearchParams()
      for (const [field, value] of Object.entries({ key: newId(), ...fields }))
        for (const each of [value].flat()) body.append(field, each)
      for (let sent = 1; ; sent++) {
        const answer = await fetch(path.startsWith('/') ? through + path : `${through}${base}/${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, origin, accept: 'application/json' },
          body,
        })
          .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
          .catch(() => null)
        if (answer === null || answer.status === 502 || answer.status === 503) {
          await setTimeout(RETRY_MS[Math.min(sent, RETRY_MS.length) - 1])
          continue
        }
        const { status, text } = answer
        const said = (text.startsWith('{') ? JSON.parse(text) : {}) as Partial<Answered>
        return { message: '', mine: null, ...said, ok: status < 400, status, sent }
      }
    },
    get,
    mine: async () => ((await (await get('room/mine')).json()) as { mine: Mine }).mine,
    leave: () => opened.close(),
  }
}
