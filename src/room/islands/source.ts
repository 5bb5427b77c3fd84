/**
 * One connection to a room's state, by whatever way there is: a stream; a stream opened anew when it breaks; and where none
 * comes through, asking now and then. It says how things stand, and never that all is well when it does not know.
 */
import type { LineState } from '../parts/sending.ts'
import type { Browser } from './browser.ts'

/** The server beats every twenty seconds. */
const SILENT_MS = 45_000
/** Something on the way keeps what a stream says to itself: there are proxies that wait for the end. */
const OPENS_MS = 15_000
const RECONNECT_MS = { least: 500, most: 10_000 }
/** While asking works and streams do not, they are tried seldom. */
const SELDOM_MS = { least: 30_000, most: 60_000 }
const POLL_MS = { least: 5000, most: 10_000 }
const ANSWER_MS = 8000
/** A break shorter than this is no loss. */
const LOST_AFTER_MS = 3000

type Fields = Readonly<Record<string, unknown>>

/** The state as it comes: all of it, or what has changed since `after`. */
export interface News {
  readonly rev: number
  readonly after?: number
  readonly parts: Fields
  /** Of parts that stand otherwise, the fields that changed. */
  readonly fields?: Readonly<Record<string, Fields>>
}

/** What one reader is told of themselves. */
export interface OwnNews {
  /** Set to listening by a chair. */
  readonly muted: boolean
}

export interface SourceTells {
  news(news: News): void
  /** @param since when the state was last surely what the server has, by this machine's clock */
  line(is: LineState, since: number): void
  /** What concerns this reader alone. */
  own(own: OwnNews): void
  /** The server's clock now, in milliseconds since 1970. `rough`: to the second. */
  clock(now: number, rough: boolean): void
  /** One may not listen any more. */
  gone(): void
}

export interface Source {
  /** Connects again now, unless the line has just been heard. */
  check(): void
  /** Connects again, for the whole state. */
  anew(): void
  /** The machine has no network. */
  lost(): void
  close(): void
}

export function openSource(at: { readonly stream: string; readonly state: string }, tell: SourceTells, browser: Browser): Source {
  let stream: ReturnType<Browser['listen']> | null = null
  let lastId: string | null = null
  let etag: string | null = null
  let failures = 0
  let sure = browser.now()
  let is: LineState = 'connecting'
  let closed = false
  let asking: AbortController | null = null
  const timers: Partial<Record<'silence' | 'reconnect' | 'poll', ReturnType<typeof setTimeout>>> = {}

  const stop = (timer: keyof typeof timers) => {
    clearTimeout(timers[timer])
    delete timers[timer]
  }
  const after = (timer: keyof typeof timers, ms: number, then: () => void) => {
    stop(timer)
    timers[timer] = setTimeout(then, ms)
  }
  const between = ({ least, most }: { least: number; most: number }) => least + browser.random() * (most - least)

  const stand = (now: LineState) => {
    is = now
    tell.line(now, sure)
  }

  const heard = () => {
    failures = 0
    sure = browser.now()
    stop('poll')
    stop('reconnect')
    asking?.abort()
    after('silence', SILENT_MS, broke)
    if (is !== 'live') stand('live')
  }

  const connect = () => {
    stop('reconnect')
    stream?.close()
    const separator = at.stream.includes('?') ? '&' : '?'
    const opened = browser.listen(lastId === null ? at.stream : `${at.stream}${separator}after=${encodeURIComponent(lastId)}`)
    stream = opened
    after('silence', OPENS_MS, broke)
    const on = (name: string, then: (event: MessageEvent<string>) => void) =>
      opened.addEventListener(name, (event) => {
        if (stream === opened) then(event as MessageEvent<string>)
      })
    on('message', (event) => {
      heard()
      lastId = event.lastEventId
      const news = JSON.parse(event.data) as News & { now?: number }
      if (news.now !== undefined) tell.clock(news.now, false)
      tell.news(news)
    })
    on('beat', (event) => {
      heard()
      tell.clock((JSON.parse(event.data) as { now: number }).now, false)
    })
    on('own', (event) => {
      heard()
      tell.own(JSON.parse(event.data) as OwnNews)
    })
    on('gone', gone)
    on('bye', broke)
    on('error', broke)
  }

  const broke = () => {
    stop('silence')
    // It would try again by itself, at its own pace and all at once.
    stream?.close()
    stream = null
    failures++
    if (is === 'live') stand('connecting')
    const seldom = is === 'polling' && failures > 2
    const most = Math.min(RECONNECT_MS.most, RECONNECT_MS.least + 1000 * 2 ** failures)
    after('reconnect', between(seldom ? SELDOM_MS : { ...RECONNECT_MS, most }), connect)
    if (failures > 1 && !timers.poll && !asking) void poll()
  }

  const poll = async () => {
    const abort = new AbortController()
    asking = abort
    const timeout = setTimeout(() => abort.abort(), ANSWER_MS)
    const answer = await ask(abort.signal)
    clearTimeout(timeout)
    asking = null
    // A stream has come meanwhile, and what it said is newer.
    if (closed || is === 'live') return
    after('poll', between(POLL_MS), () => void poll())
    if (answer === 'gone') return gone()
    if (answer === null) {
      if (browser.now() - sure > LOST_AFTER_MS) stand('lost')
      return
    }
    sure = browser.now()
    // The server is there again: a stream is worth another try soon.
    if (is === 'lost') after('reconnect', between({ least: RECONNECT_MS.least, most: 2000 }), connect)
    if (answer.news) tell.news(answer.news)
    if (answer.date) tell.clock(answer.date, true)
    stand('polling')
  }

  const ask = async (signal: AbortSignal): Promise<{ news: News | null; date: number } | 'gone' | null> => {
    try {
      const answer = await browser.fetch(at.state, {
        headers: { accept: 'application/json', ...(etag !== null && { 'if-none-match': etag }) },
        signal,
      })
      if ([401, 403, 404, 410].includes(answer.status)) return 'gone'
      const date = Date.parse(answer.headers.get('date') ?? '')
      if (answer.status === 304) return { news: null, date }
      if (!answer.ok) return null
      const news = (await answer.json()) as News
      etag = answer.headers.get('etag')
      return { news, date }
    } catch {
      return null
    }
  }

  const close = () => {
    closed = true
    for (const timer of Object.keys(timers) as (keyof typeof timers)[]) stop(timer)
    stream?.close()
    stream = null
    asking?.abort()
  }
  const gone = () => {
    close()
    tell.gone()
  }
  const again = () => {
    failures = 0
    connect()
  }

  stand('connecting')
  connect()
  return {
    check: () => {
      // Half a minute without a beat: asleep, or in a tunnel.
      if (!closed && (is !== 'live' || browser.now() - sure > 30_000)) again()
    },
    anew: () => {
      lastId = null
      if (!closed) again()
    },
    lost: () => {
      if (closed) return
      broke()
      stand('lost')
    },
    close,
  }
}
