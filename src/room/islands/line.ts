/**
 * The line of a page to its room. The tabs of one browser share one connection: the one that holds a lock listens and tells the
 * others. A tab that was hidden for long lets go, and is back with everything when it is looked at again.
 */
import type { LineState } from '../parts/sending.ts'
import { type Browser, thisBrowser } from './browser.ts'
import { type News, type OwnNews, openSource, type Source } from './source.ts'

/** A browser opens few connections to one server, and a phone in a pocket needs none. */
const HIDDEN_MS = 5 * 60_000
/** A tab that listens for the others and says nothing for so long is frozen. */
const FROZEN_MS = 60_000
/** Clocks this far apart: one of them was set. */
const CLOCK_SET_MS = 2000

export interface LineAt {
  /** `/{network}/{meeting}` */
  readonly base: string
  /** 'room' for one's own channel, or one that may be asked for; 'stage' for the big screen's own state. */
  readonly channel: 'room' | 'chair' | 'public' | 'members' | 'invited' | 'stage'
}

export interface LineTells {
  /** @param whole whether these are all parts, and not only those that changed */
  onParts(rev: number, parts: Readonly<Record<string, unknown>>, whole: boolean): void
  /** @param since when the state was last surely what the server has, by this machine's clock */
  onLine(is: LineState, since: number): void
  /** @param offset milliseconds to add to this machine's clock for the server's */
  onClock(offset: number): void
  /** What concerns this reader alone, when the line opens and when it changes. */
  onOwn?(own: OwnNews): void
  /** One may not be here any more. */
  onGone(): void
}

/** What a tab that listens tells the others. */
type Word =
  | { readonly is: 'news'; readonly news: News }
  | { readonly is: 'line'; readonly line: LineState; readonly since: number }
  | { readonly is: 'clock'; readonly offset: number }
  | { readonly is: 'own'; readonly own: OwnNews }
  | { readonly is: 'gone' }
  | { readonly is: 'ask' }

export function openLine(at: LineAt, tell: LineTells, browser: Browser = thisBrowser()): { close(): void } {
  const query = at.channel === 'room' ? '' : `?channel=${at.channel}`
  const addresses =
    at.channel === 'stage'
      ? { stream: `${at.base}/stage/live`, state: `${at.base}/stage/state` }
      : { stream: `${at.base}/room/live${query}`, state: `${at.base}/room/state${query}` }
  const name = `samling ${addresses.stream}`
  let held: { rev: number; parts: Readonly<Record<string, unknown>> } | null = null
  let line: { is: LineState; since: number } = { is: 'connecting', since: browser.now() }
  let offset: number | null = null
  let own: OwnNews | null = null
  let open: Opened | null = null
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined

  const take = (word: Word) => {
    if (word.is === 'line') {
      line = { is: word.line, since: word.since }
      tell.onLine(word.line, word.since)
    } else if (word.is === 'clock') {
      offset = word.offset
      tell.onClock(word.offset)
    } else if (word.is === 'own') {
      own = word.own
      tell.onOwn?.(word.own)
    } else if (word.is === 'gone') {
      close()
      tell.onGone()
    } else if (word.is === 'news') {
      const { rev, after } = word.news
      if (after !== undefined && held?.rev !== after) return open?.missed()
      const parts = partsIn(word.news, held?.parts ?? {})
      held = { rev, parts: after === undefined ? parts : { ...held?.parts, ...parts } }
      tell.onParts(rev, parts, after === undefined)
    }
  }

  /** What holds while the tab is listened in. */
  interface Opened {
    missed(): void
    check(): void
    lost(): void
    end(): void
  }

  const start = (): Opened => {
    const channel = browser.locks ? browser.channel(name) : null
    const ended = new AbortController()
    let source: Source | null = null
    let frozen: ReturnType<typeof setTimeout> | undefined
    const say = (word: Word) => channel?.postMessage(word)
    const both = (word: Word) => {
      say(word)
      take(word)
    }

    const lead = () => {
      clearTimeout(frozen)
      const clock = (now: number, rough: boolean) => {
        const seen = now - browser.now()
        // What took longer on the way makes the server's clock look slower, never faster.
        const better = offset === null || (!rough && seen > offset) || Math.abs(seen - offset) > CLOCK_SET_MS
        if (better) both({ is: 'clock', offset: seen })
      }
      source = openSource(
        addresses,
        {
          news: (news) => both({ is: 'news', news }),
          line: (is, since) => both({ is: 'line', line: is, since }),
          own: (own) => both({ is: 'own', own }),
          gone: () => both({ is: 'gone' }),
          clock,
        },
        browser,
      )
    }

    const follow = () => {
      clearTimeout(frozen)
      frozen = setTimeout(() => want(true), FROZEN_MS)
    }

    /** Waits for the lock, and listens while it is held; or takes it from a tab that has gone silent. */
    const want = (steal: boolean) =>
      void browser.locks
        ?.request(name, steal ? { steal } : { signal: ended.signal }, async () => {
          if (ended.signal.aborted) return
          lead()
          await new Promise((end) => ended.signal.addEventListener('abort', end))
        })
        // Let go of while waiting, or taken by another tab.
        .catch(() => {
          source?.close()
          source = null
          if (!ended.signal.aborted) {
            follow()
            want(false)
          }
        })

    channel?.addEventListener('message', ({ data }: MessageEvent<Word>) => {
      if (ended.signal.aborted) return
      if (data.is !== 'ask') {
        if (source) return
        follow()
        return take(data)
      }
      if (!source) return
      say({ is: 'line', line: line.is, since: line.since })
      if (offset !== null) say({ is: 'clock', offset })
      if (held) say({ is: 'news', news: held })
      if (own) say({ is: 'own', own: own })
    })
    if (browser.locks) {
      follow()
      say({ is: 'ask' })
      want(false)
    } else lead()

    return {
      missed: () => (source ? source.anew() : say({ is: 'ask' })),
      check: () => (source ? source.check() : say({ is: 'ask' })),
      lost: () => source?.lost(),
      end: () => {
        ended.abort()
        clearTimeout(frozen)
        source?.close()
        channel?.close()
      },
    }
  }

  const pause = () => {
    open?.end()
    open = null
  }
  const resume = () => {
    clearTimeout(hiddenTimer)
    if (open) open.check()
    else open = start()
  }
  const ways = [
    browser.on('visibilitychange', () => {
      clearTimeout(hiddenTimer)
      if (browser.hidden()) hiddenTimer = setTimeout(pause, HIDDEN_MS)
      else resume()
    }),
    // A page that is kept for the way back must hold neither line nor lock.
    browser.on('pagehide', pause),
    browser.on('pageshow', () => !browser.hidden() && resume()),
    browser.on('online', () => open?.check()),
    browser.on('offline', () => open?.lost()),
  ]
  const close = () => {
    clearTimeout(hiddenTimer)
    for (const stop of ways) stop()
    pause()
  }

  open = start()
  return { close }
}

/** The parts that news bring, each of them whole. What did not change in them is what it was, not a copy. */
function partsIn({ parts, fields = {} }: News, before: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const changed = Object.entries(fields).map(([name, some]) => [name, { ...(before[name] as object), ...some }])
  return { ...parts, ...Object.fromEntries(changed) }
}
