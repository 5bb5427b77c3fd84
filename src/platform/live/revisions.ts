/**
 * What this process knows of revisions without asking: fed by its own commits, by PostgreSQL's NOTIFY from other processes,
 * and by a slow poll that heals what was missed. While the line to the database is down nothing is known, and whoever asks
 * must ask the database instead.
 */
import pg from 'pg'
import { onRaised } from '../activity/writes.ts'
import type { Database } from '../db/db.ts'
import type { Subject } from './subjects.ts'

const CHANNEL = 'samling_raised'
const HEAL_EVERY_MS = 1000
/** The poll looks this far back beyond the last one: commits become visible later than the clock stamps them. */
const OVERLAP_MS = 10_000

type Raised = readonly [subject: Subject, rev: number]

export interface Revisions {
  /** The number of times a subject was raised as seen from here, or null while the line is down. A count, not the stored rev. */
  seen(subject: Subject): number | null
  /** Calls back after every raise, whatever process made it. Returns the way to stop. */
  watch(listener: (subjects: readonly Subject[]) => void): () => void
  stop(): Promise<void>
}

export async function followRevisions(database: Database, log: (message: string, error?: unknown) => void): Promise<Revisions> {
  const counts = new Map<string, number>()
  const known = new Map<string, number>()
  const listeners = new Set<(subjects: readonly Subject[]) => void>()
  let client: pg.Client | null = null
  let connected = false
  let stopped = false
  let lastPoll: number | null = null
  let pending = new Map<Subject, number>()
  let sending = false

  const arrived = (subjects: readonly Subject[]) => {
    for (const subject of subjects) counts.set(subject, (counts.get(subject) ?? 0) + 1)
    for (const listener of listeners) listener(subjects)
  }

  /** A raise is told of by its own commit, by its signal and by the poll; whichever comes first is the news. */
  const newIn = (raised: readonly Raised[]): Subject[] => {
    const news = raised.filter(([subject, rev]) => known.get(subject) !== rev)
    for (const [subject, rev] of news) known.set(subject, rev)
    return news.map(([subject]) => subject)
  }

  // One publisher per process, gathering: never a NOTIFY inside a write's own transaction, where it would take a lock that
  // all writers share.
  const publish = async () => {
    if (sending) return
    sending = true
    while (pending.size > 0 && !stopped) {
      const batch = [...pending]
      pending = new Map()
      try {
        for (let i = 0; i < batch.length; i += 100)
          await database.unseen('select pg_notify($1, $2)', [CHANNEL, signalOf(batch.slice(i, i + 100))])
      } catch (error) {
        // The poll of the other processes heals this within a second.
        log('could not signal other processes', error)
      }
    }
    sending = false
  }
  onRaised((subjects, revs) => {
    const raised = subjects.map((subject, i): Raised => [subject, revs[i]!])
    newIn(raised)
    arrived(subjects)
    for (const [subject, rev] of raised) pending.set(subject, Math.max(rev, pending.get(subject) ?? 0))
    void publish()
  })

  // On the listening connection: what proves it alive too, and no business of the pool's.
  const poll = async (line: pg.Client) => {
    const began = performance.now()
    const back = lastPoll === null ? null : (began - lastPoll + OVERLAP_MS) / 1000
    // Reckoned back from the database's clock, which stamps: ours may go wrong.
    const { rows } = await line.query(
      'select subject, rev from revision where $1::float8 is null or raised_at > clock_timestamp() - make_interval(secs => $1::float8)',
      [back],
    )
    lastPoll = began
    return newIn(rows.map((row): Raised => [row.subject, Number(row.rev)]))
  }

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: database.url, application_name: 'samling listener', keepAlive: true })
    next.on('error', () => {})
    next.on('end', () => {
      if (client !== next) return
      connected = false
      client = null
      if (!stopped) setTimeout(() => void connect().catch(() => {}), 250)
    })
    next.on('notification', (message) => {
      const news = newIn(raisedIn(message.payload ?? ''))
      if (news.length > 0) arrived(news)
    })
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
      client = next
      // What was raised while nobody listened is unknown: everything counts as changed.
      const news = await poll(next)
      arrived([...new Set([...(counts.keys() as Iterable<Subject>), ...news])])
      connected = true
    } catch (error) {
      await next.end().catch(() => {})
      if (stopped) return
      log('lost the line that brings news of changes; trying again', error)
      setTimeout(() => void connect().catch(() => {}), 1000)
    }
  }
  await connect()
  const healing = setInterval(() => {
    if (!connected || !client) return
    poll(client).then(
      (news) => news.length > 0 && arrived(news),
      () => {
        // The database cannot be reached: what we hold may be old.
        connected = false
        void client?.end().catch(() => {})
      },
    )
  }, HEAL_EVERY_MS)
  healing.unref()

  return {
    seen: (subject) => (connected ? (counts.get(subject) ?? 0) : null),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      stopped = true
      clearInterval(healing)
      onRaised(() => {})
      await client?.end().catch(() => {})
    },
  }
}

/** 'meeting:…=7 room:…=12' */
const signalOf = (raised: readonly Raised[]): string => raised.map(([subject, rev]) => `${subject}=${rev}`).join(' ')

const raisedIn = (signal: string): Raised[] =>
  signal.split(' ').map((one) => {
    const at = one.lastIndexOf('=')
    return [one.slice(0, at) as Subject, Number(one.slice(at + 1))]
  })
