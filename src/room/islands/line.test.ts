import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Browser } from './browser.ts'
import { openLine } from './line.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

/** A machine whose tabs share locks and channels, and what is at the other end of its line. */
function machine() {
  const streams: Stream[] = []
  const asked: { address: string; ifNoneMatch: string | null }[] = []
  const tabs = new Set<(data: unknown, from: object) => void>()
  const queue: { grant: () => void; free: boolean }[] = []
  let holder: { drop: () => void } | null = null
  const there = {
    /** What comes of opening a stream and of asking. */
    stream: 'silent' as 'silent' | 'refused' | 'broken',
    status: 0,
    state: { rev: 1, parts: {} as Record<string, unknown> },
    clockAhead: 0,
  }

  interface Stream {
    readonly address: string
    readonly open: boolean
    send(name: string, data: unknown, id?: string): void
  }

  const listen: Browser['listen'] = (address) => {
    const listeners = new Map<string, ((event: unknown) => void)[]>()
    const fire = (name: string, event: unknown) => {
      for (const one of listeners.get(name) ?? []) one(event)
    }
    const own = { open: true }
    const source = {
      readyState: 0,
      addEventListener: (name: string, then: unknown) =>
        void listeners.set(name, [...(listeners.get(name) ?? []), then as (event: unknown) => void]),
      close: () => {
        own.open = false
      },
    }
    streams.push({
      address,
      get open() {
        return own.open
      },
      send: (name, data, id = '') => own.open && fire(name, { data: JSON.stringify(data), lastEventId: id }),
    })
    if (there.stream !== 'silent') setTimeout(() => own.open && fire('error', {}), 10)
    return source as unknown as ReturnType<Browser['listen']>
  }

  const request = (async (_name: string, options: LockOptions, then: () => Promise<void>) => {
    const run = () =>
      new Promise<void>((resolve, reject) => {
        const mine = { drop: () => reject(new Error('taken')) }
        holder = mine
        void then().then(() => {
          if (holder === mine) {
            holder = null
            queue.shift()?.grant()
          }
          resolve()
        })
      })
    if (options.steal) {
      holder?.drop()
      return run()
    }
    if (!holder) return run()
    return new Promise<void>((resolve, reject) => {
      const waiting = { free: true, grant: () => void run().then(resolve, reject) }
      queue.push(waiting)
      options.signal?.addEventListener('abort', () => {
        if (queue.includes(waiting)) queue.splice(queue.indexOf(waiting), 1)
        reject(new Error('aborted'))
      })
    })
  }) as unknown as LockManager['request']

  function tab(how: { locks?: boolean } = {}) {
    const on = new Map<string, Set<(event: Event) => void>>()
    const state = { hidden: false, frozen: false }
    const browser: Browser = {
      listen,
      fetch: async (address, init) => {
        asked.push({ address, ifNoneMatch: new Headers(init.headers).get('if-none-match') })
        if (there.status === 0) throw new TypeError('no network')
        const tag = `"${JSON.stringify(there.state.parts)}"`
        const headers = { etag: tag, date: new Date(Date.now() + there.clockAhead).toUTCString() }
        if (there.status === 200 && new Headers(init.headers).get('if-none-match') === tag)
          return new Response(null, { status: 304, headers })
        return new Response(JSON.stringify(there.state), { status: there.status, headers })
      },
      locks: how.locks === false ? null : { request },
      channel: () => {
        const own = {}
        const listeners: ((event: { data: unknown }) => void)[] = []
        const hear = (data: unknown, from: object) => {
          if (from !== own && !state.frozen) for (const one of listeners) one({ data })
        }
        tabs.add(hear)
        return {
          postMessage: (data: unknown) => {
            if (!state.frozen) for (const one of [...tabs]) one(structuredClone(data), own)
          },
          addEventListener: (_: string, then: unknown) => void listeners.push(then as (event: { data: unknown }) => void),
          close: () => void tabs.delete(hear),
        } as unknown as BroadcastChannel
      },
      hidden: () => state.hidden,
      on: (event, then) => {
        on.set(event, (on.get(event) ?? new Set()).add(then))
        return () => void on.get(event)?.delete(then)
      },
      now: () => Date.now(),
      random: () => 0.5,
    }
    const told = {
      parts: {} as Record<string, unknown>,
      rev: 0,
      line: [] as string[],
      since: 0,
      offset: 0,
      muted: null as boolean | null,
      gone: false,
      wholes: 0,
    }
    const line = openLine(
      { base: '/nord/mote', channel: 'room' },
      {
        onParts: (rev, parts, whole) => {
          told.rev = rev
          told.wholes += Number(whole)
          told.parts = whole ? { ...parts } : { ...told.parts, ...parts }
        },
        onLine: (is, since) => {
          if (told.line.at(-1) !== is) told.line.push(is)
          told.since = since
        },
        onClock: (offset) => {
          told.offset = offset
        },
        onOwn: ({ muted }) => {
          told.muted = muted
        },
        onGone: () => {
          told.gone = true
        },
      },
      browser,
    )
    const happen = (event: string) => {
      for (const one of on.get(event) ?? []) one(new Event(event))
    }
    return {
      told,
      close: line.close,
      happen,
      freeze: () => {
        state.frozen = true
      },
      look: (away: boolean) => {
        state.hidden = away
        happen('visibilitychange')
      },
    }
  }
  return { tab, streams, asked, there, now: () => streams.filter((one) => one.open), last: () => streams.at(-1)! }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** What the server does at the opening. */
const greet = (stream: { send(name: string, data: unknown, id?: string): void }, rev: number, parts: object, ahead = 0) => {
  stream.send('beat', { now: Date.now() + ahead })
  stream.send('message', { rev, parts }, `a.${rev}`)
}

describe('a page on its own', () => {
  it('is live when it has heard, and keeps the parts as they come', async () => {
    const { tab, last } = machine()
    const { told } = tab()
    await pass(0)
    expect(told.line).toEqual(['connecting'])
    expect(last().address).toBe('/nord/mote/room/live')
    greet(last(), 4, { show: 1, people: 2 }, 5000)
    last().send('message', { rev: 6, after: 4, now: Date.now() + 5100, parts: { people: 3 } }, 'a.6')
    expect(told).toMatchObject({ line: ['connecting', 'live'], rev: 6, parts: { show: 1, people: 3 }, wholes: 1, offset: 5100 })
    // A slower way makes no other clock.
    last().send('beat', { now: Date.now() + 4000 })
    expect(told.offset).toBe(5100)
    last().send('beat', { now: Date.now() - 60_000 })
    expect(told.offset).toBe(-60_000)
  })

  it('puts fields into the parts they belong to, and keeps what stands', async () => {
    const { tab, last } = machine()
    const { told } = tab()
    await pass(0)
    greet(last(), 1, { show: { rows: [1, 2], at: 1 }, people: { present: 3 } })
    const { rows } = told.parts['show'] as { rows: unknown }
    last().send('message', { rev: 2, after: 1, now: Date.now(), parts: {}, fields: { show: { at: 2 } } }, 'a.2')
    expect(told.parts).toEqual({ show: { rows: [1, 2], at: 2 }, people: { present: 3 } })
    expect((told.parts['show'] as { rows: unknown }).rows).toBe(rows)
    last().send('message', { rev: 3, after: 2, now: Date.now(), parts: { people: null }, fields: { show: { at: 3 } } }, 'a.3')
    expect(told.parts).toEqual({ show: { rows: [1, 2], at: 3 }, people: null })
  })

  it('connects again from where it was, sooner first and within ten seconds always, and says so', async () => {
    const { tab, streams, there, last } = machine()
    const { told } = tab()
    await pass(0)
    greet(last(), 4, { show: 1 })
    const since = Date.now()
    await pass(7000)
    there.stream = 'broken'
    last().send('bye', {})
    expect(told).toMatchObject({ line: ['connecting', 'live', 'connecting'], since })
    const before = streams.length
    await pass(2600)
    expect(streams.length, 'the first try').toBe(before + 1)
    expect(last().address).toBe('/nord/mote/room/live?after=a.4')
    await pass(40_000)
    expect(told.line.at(-1)).toBe('lost')
    expect(told.since).toBe(since)
    const tries = streams.length
    await pass(10_100)
    expect(streams.length).toBeGreaterThan(tries)
    there.stream = 'silent'
    await pass(10_100)
    greet(last(), 9, { show: 2 })
    expect(told).toMatchObject({ rev: 9, parts: { show: 2 } })
    expect(told.line.at(-1)).toBe('live')
  })

  it('asks now and then where streams do not come through, and tries them seldom', async () => {
    const { tab, streams, asked, there } = machine()
    there.status = 200
    there.state = { rev: 3, parts: { show: 'asked' } }
    const { told } = tab()
    // Open, and never a word: a proxy keeps it to itself.
    await pass(35_000)
    expect(told).toMatchObject({ rev: 3, parts: { show: 'asked' } })
    expect(told.line.at(-1)).toBe('polling')
    await pass(60_000)
    const [before, opened] = [asked.length, streams.length]
    await pass(60_000)
    expect(asked.length - before).toBeGreaterThanOrEqual(6)
    expect(asked.length - before).toBeLessThanOrEqual(12)
    expect(streams.length - opened).toBeLessThanOrEqual(2)
    expect(told.wholes, 'what stands is not sent again').toBe(1)
    expect(asked.at(-1)!.ifNoneMatch).toBe('"{"show":"asked"}"')
    there.state = { rev: 4, parts: { show: 'again' } }
    await pass(10_000)
    expect(told.parts).toEqual({ show: 'again' })
    // And never takes an old answer for news when a stream came after all.
    await pass(60_000)
    greet(streams.at(-1)!, 8, { show: 'live' })
    await pass(30_000)
    expect(told).toMatchObject({ rev: 8, parts: { show: 'live' } })
    expect(told.line.at(-1)).toBe('live')
  })

  it('knows that a line on which nothing comes is none', async () => {
    const { tab, streams, last } = machine()
    const { told } = tab()
    await pass(0)
    greet(last(), 1, {})
    for (let i = 0; i < 5; i++) {
      await pass(20_000)
      last().send('beat', { now: Date.now() })
    }
    expect([streams.length, told.line.at(-1)]).toEqual([1, 'live'])
    const since = Date.now()
    await pass(46_000)
    expect(told.line.at(-1)).toBe('connecting')
    expect(told.since).toBe(since)
  })

  it('says at once that it is lost when the machine has no network, and comes back with it', async () => {
    const { tab, there, last } = machine()
    const one = tab()
    await pass(0)
    greet(last(), 1, {})
    there.stream = 'broken'
    one.happen('offline')
    expect(one.told.line.at(-1)).toBe('lost')
    there.stream = 'silent'
    one.happen('online')
    await pass(0)
    greet(last(), 2, { a: 1 })
    expect(one.told).toMatchObject({ rev: 2, parts: { a: 1 } })
    expect(one.told.line.at(-1)).toBe('live')
  })

  it('takes all of it when numbers do not follow each other', async () => {
    const { tab, streams, last } = machine()
    const { told } = tab()
    await pass(0)
    greet(last(), 1, { a: 1 })
    last().send('message', { rev: 5, after: 3, now: Date.now(), parts: { a: 5 } }, 'a.5')
    expect(told.rev).toBe(1)
    expect(last().address, 'the whole').toBe('/nord/mote/room/live')
    expect(streams).toHaveLength(2)
  })

  it.each([404, 403, 401])('is told that it may not be here: by the stream, or by %i when it asks', async (status) => {
    const { tab, there, last, now } = machine()
    const one = tab()
    await pass(0)
    greet(last(), 1, {})
    last().send('gone', {})
    expect(one.told.gone).toBe(true)
    Object.assign(there, { stream: 'refused', status })
    const other = tab()
    await pass(10_000)
    expect(other.told.gone).toBe(true)
    expect(now()).toEqual([])
  })
})

describe('several tabs', () => {
  it('are told alike what concerns their reader alone, also one that comes later', async () => {
    const { tab, last } = machine()
    const first = tab()
    await pass(0)
    greet(last(), 1, {})
    last().send('own', { muted: true })
    const later = tab()
    await pass(0)
    expect([first.told.muted, later.told.muted]).toEqual([true, true])
    last().send('own', { muted: false })
    expect([first.told.muted, later.told.muted]).toEqual([false, false])
  })

  it('share one stream, and one that comes later has all of it at once', async () => {
    const { tab, streams, last } = machine()
    const one = tab()
    await pass(0)
    greet(last(), 4, { a: 1, b: 1 }, 700)
    const other = tab()
    await pass(0)
    expect(streams).toHaveLength(1)
    expect(other.told).toMatchObject({ rev: 4, parts: { a: 1, b: 1 }, offset: 700 })
    expect(other.told.line.at(-1)).toBe('live')
    last().send('message', { rev: 5, after: 4, now: Date.now() + 700, parts: { b: 2 } }, 'a.5')
    expect(other.told.parts).toEqual(one.told.parts)
    // Closed: the other takes over.
    one.close()
    await pass(0)
    expect(streams).toHaveLength(2)
    greet(last(), 6, { a: 9 })
    expect(other.told).toMatchObject({ rev: 6, parts: { a: 9 } })
  })

  it('do not stay with one that is frozen', async () => {
    const { tab, streams, last } = machine()
    const one = tab()
    await pass(0)
    greet(last(), 1, { a: 1 })
    const other = tab()
    await pass(0)
    one.freeze()
    await pass(61_000)
    expect(streams.length).toBeGreaterThan(1)
    greet(last(), 3, { a: 3 })
    expect(other.told).toMatchObject({ rev: 3, parts: { a: 3 } })
    expect(other.told.line.at(-1)).toBe('live')
  })

  it('each have a stream where they cannot agree', async () => {
    const { tab, now } = machine()
    tab({ locks: false })
    tab({ locks: false })
    await pass(0)
    expect(now()).toHaveLength(2)
  })
})

describe('a tab that is not looked at', () => {
  it('lets go after five minutes, leaves the line to another, and is back with everything', async () => {
    const { tab, now, last } = machine()
    const one = tab()
    await pass(0)
    greet(last(), 1, { a: 1 })
    one.look(true)
    for (let i = 0; i < 14; i++) {
      await pass(20_000)
      last().send('beat', { now: Date.now() })
    }
    expect(now()).toHaveLength(1)
    await pass(21_000)
    expect(now()).toHaveLength(0)
    const other = tab()
    await pass(0)
    greet(last(), 7, { a: 7 })
    one.look(false)
    await pass(0)
    expect(one.told).toMatchObject({ rev: 7, parts: { a: 7 } })
    expect(now()).toHaveLength(1)
    other.close()
    await pass(0)
    expect(now(), 'it listens itself now').toHaveLength(1)
  })

  it('has neither line nor lock while it is kept for the way back', async () => {
    const { tab, now, last } = machine()
    const one = tab()
    await pass(0)
    greet(last(), 1, {})
    one.happen('pagehide')
    await pass(0)
    expect(now()).toHaveLength(0)
    one.happen('pageshow')
    await pass(0)
    expect(now()).toHaveLength(1)
  })
})
