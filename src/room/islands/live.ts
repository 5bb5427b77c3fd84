/** What a live page of a room holds: the state as it comes over the line, what is one's own, and how acts are sent. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import type { Line } from '../parts/frame.tsx'
import type { Answer, Send } from '../parts/sending.ts'
import type { Unsent } from '../parts/unsent.tsx'
import { openLine } from './line.ts'
import type { OwnNews } from './source.ts'

export interface LiveProps<State> {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly channel: 'room' | 'chair'
  readonly state: State
  /** When the page was made, by the server's clock, in milliseconds since 1970. */
  readonly made: number
  /** A form that came back, to a page without script. */
  readonly unsent: Unsent | null
}

export interface Live<State, Mine> {
  readonly state: State
  readonly mine: Mine | null
  readonly of: Line
}

const RETRY_MS = [1000, 2000, 4000, 8000]
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Keeps a page's state as the server has it. An act that meets a broken line waits and is sent again with the key it had, so
 * that it is done once however often it is sent.
 * @param hangsOn what of the state one's own things hang on: they are asked for again when it changes
 * @param isStale whether one's own things are others than what the server says of them
 */
export function useLive<State extends object, Mine>(
  props: LiveProps<State>,
  own: Mine | null,
  hangsOn: (state: State, mine: Mine) => unknown = () => null,
  isStale: (mine: Mine, own: OwnNews) => boolean = () => false,
): Live<State, Mine> {
  const [state, setState] = useState(props.state)
  const [mine, setMine] = useState(own)
  const now = useRef({ state: props.state, mine: own })
  now.current.mine = mine
  const [line, setLine] = useState<Line['line']>({ is: 'connecting', since: props.made })
  const [offset, setOffset] = useState(0)
  const [flash, setFlash] = useState<Answer | null>(null)
  const asked = useRef(false)

  const ask = useCallback(async () => {
    const answer = await fetch(`${props.base}/room/mine`, { headers: { accept: 'application/json' } }).catch(() => null)
    if (answer?.ok) setMine(((await answer.json()) as { mine: Mine | null }).mine)
  }, [props.base])
  const refresh = useCallback(async () => {
    if (asked.current) return
    asked.current = true
    // A whole room learns of a new poll in the same second: their own things are asked for one after the other.
    await wait(Math.random() * 1500)
    asked.current = false
    await ask()
  }, [ask])

  useEffect(() => {
    const opened = openLine(
      { base: props.base, channel: props.channel },
      {
        onParts: (_rev, parts, whole) => {
          const { state: before, mine } = now.current
          const after = whole ? (parts as State) : { ...before, ...parts }
          now.current.state = after
          setState(after)
          // A thousand who are there must not all ask when one of them votes.
          const of = (state: State) => JSON.stringify(mine && hangsOn(state, mine))
          if (mine !== null && of(before) !== of(after)) void refresh()
        },
        onLine: (is, since) => setLine({ is, since }),
        onClock: setOffset,
        // It concerns this one alone, and waits for nobody.
        onOwn: (own) => {
          const { mine } = now.current
          if (mine !== null && isStale(mine, own)) void ask()
        },
        // What one may see has changed: the page says what is left.
        onGone: () => location.reload(),
      },
    )
    return () => opened.close()
  }, [])

  const send: Send = useCallback(async (action, body, onWaiting) => {
    for (let tried = 0; ; tried++) {
      const response = await fetch(action, {
        method: 'POST',
        // Plain forms are what the routes read; none of a room's carries a file.
        body: new URLSearchParams([...body].filter((field): field is [string, string] => typeof field[1] === 'string')),
        headers: { accept: 'application/json' },
      }).catch(() => null)
      // Gone on the way, or a server that is starting again: the same once more, until somebody answers.
      if (response === null || response.status === 502 || response.status === 503) {
        onWaiting()
        await wait(RETRY_MS[Math.min(tried, RETRY_MS.length - 1)]!)
        continue
      }
      const answer = (await response.json().catch(() => null)) as (Answer & { mine?: Partial<Mine> | null }) | null
      if (response.ok && answer) {
        const { mine } = answer
        if (mine) setMine((before) => ({ ...before, ...mine }) as Mine)
        setFlash(answer.message ? answer : null)
        return answer
      }
      return { ok: false, message: answer?.message || m.shared_failed_text() }
    }
  }, [])

  return {
    state,
    mine,
    of: { line, clock: { offset, made: props.made }, send, flash, dismiss: () => setFlash(null) },
  }
}
