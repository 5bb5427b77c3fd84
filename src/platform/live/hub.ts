/**
 * What many listen to: for each topic that has readers, one read for each change in this process, and the same bytes to all of
 * them. News come by revisions, so that several processes on one database tell the same; what carries them between processes is
 * `Revisions`' affair alone.
 */
import type { ServerResponse } from 'node:http'
import { newId } from '../db/id.ts'
import { makePace, type News, type Pace } from './pace.ts'
import type { Revisions } from './revisions.ts'
import { type Reading, type State, stepTo } from './state.ts'
import { BYE, beat, deliver, GONE, openStream, type Stream, toldOf } from './stream.ts'
import type { Subject } from './subjects.ts'

/** Something with a numbered state that may be listened to. Two with the same key are the same. */
export interface Topic {
  readonly key: string
  /** Raised when something was done: told at once. */
  readonly acts: readonly Subject[]
  /** Raised when something was counted: told when there is a turn to spare. */
  readonly sums: readonly Subject[]
  /**
   * Reads it as it is now.
   * @param known the number of what is held
   * @returns 'same' where that number still stands; null when there is no such thing any more
   */
  read(known: number | null): Promise<Reading | 'same' | null>
}

export interface Hub {
  /** How it stands now, for whoever asks once; null when there is no such thing. */
  stateOf(topic: Topic): Promise<State | null>
  /**
   * Opens a stream that is told from now on; it begins with the whole state, or with a beat for whoever has it already.
   * @param lastId the last event that the reader has seen, if any
   * @returns null, and nothing is written, when there is no such thing
   */
  listen(topic: Topic, answer: ServerResponse, how: Opening): Promise<Stream | null>
  /** Tells one reader something of their own, which is no part of what all have. */
  tellOne(stream: Stream, event: Buffer): void
  /** Ends one stream whose reader may not listen any longer. */
  dismiss(stream: Stream): void
  /** Reads and readers since the start, for tests and benches that promise how many. */
  counts(): { readonly reads: number; readonly streams: number; readonly dropped: number }
  /** Ends all streams; their readers will come back. */
  stop(): void
}

export interface Opening {
  readonly lastId: string | null
  readonly headers: Readonly<Record<string, string>>
}

const BEAT_MS = 20_000
/** A topic that nobody listens to and nobody asked for in this time is forgotten. */
const KEPT_MS = 60_000
const READ_AGAIN_MS = 1000

interface Held {
  readonly topic: Topic
  readonly life: string
  readonly pace: Pace
  readonly streams: Set<Stream>
  state: State | null
  /** The number last read, which may be higher than the state's: not all that is raised changes what these readers see. */
  checked: number | null
  /** What happened that has not been read yet. */
  news: News | null
  reading: Promise<void> | null
  timer: NodeJS.Timeout | null
  usedAt: number
}

export function makeHub(
  revisions: Pick<Revisions, 'seen' | 'watch'>,
  options: { readonly perSecond: number; readonly log: (message: string, error: unknown) => void },
): Hub {
  const topics = new Map<string, Held>()
  const bySubject = new Map<Subject, Set<Held>>()
  let [reads, dropped] = [0, 0]
  let stopped = false

  const hold = (topic: Topic): Held => {
    const known = topics.get(topic.key)
    if (known) {
      known.usedAt = Date.now()
      return known
    }
    const held: Held = {
      ...{ topic, life: newId().slice(-12), pace: makePace(options.perSecond), streams: new Set(), state: null },
      ...{ checked: null, news: null, reading: null, timer: null, usedAt: Date.now() },
    }
    topics.set(topic.key, held)
    for (const subject of [...topic.acts, ...topic.sums]) {
      const set = bySubject.get(subject) ?? new Set()
      bySubject.set(subject, set.add(held))
    }
    return held
  }

  const forget = (held: Held) => {
    if (held.timer) clearTimeout(held.timer)
    topics.delete(held.topic.key)
    for (const subject of [...held.topic.acts, ...held.topic.sums]) {
      const set = bySubject.get(subject)
      set?.delete(held)
      if (set?.size === 0) bySubject.delete(subject)
    }
  }

  const tell = (held: Held, bytes: Buffer) => {
    const whole = held.state?.whole.length ?? 0
    const told = toldOf(bytes)
    for (const stream of held.streams) {
      if (deliver(stream, told, whole)) continue
      held.streams.delete(stream)
      dropped++
    }
  }

  const read = async (held: Held): Promise<void> => {
    if (held.news) held.pace.took(held.news, performance.now())
    held.news = null
    reads++
    const found = await held.topic.read(held.state && held.checked)
    if (found === 'same') return
    if (found === null) {
      for (const stream of held.streams) stream.end(GONE)
      held.state = null
      return forget(held)
    }
    const { state, event } = stepTo(held.state, found, held.life, Date.now())
    held.state = state
    held.checked = found.rev
    if (event) tell(held, event)
  }

  /** One at a time; whoever wants to know meanwhile waits for the same. */
  const refresh = (held: Held): Promise<void> => {
    if (held.timer) clearTimeout(held.timer)
    held.timer = null
    held.reading ??= read(held)
      .finally(() => {
        held.reading = null
      })
      .then(
        () => schedule(held),
        (error: unknown) => {
          // What was to be told is still to be told.
          held.news ??= 'act'
          if (held.streams.size > 0) held.timer ??= setTimeout(() => quietly(held), READ_AGAIN_MS)
          throw error
        },
      )
    return held.reading
  }
  const quietly = (held: Held) =>
    void refresh(held).catch((error: unknown) => options.log(`could not read ${held.topic.key} for its readers`, error))

  const schedule = (held: Held) => {
    if (!held.news || held.reading || held.streams.size === 0 || stopped) return
    const wait = held.pace.wait(held.news, performance.now())
    if (held.timer) clearTimeout(held.timer)
    held.timer = null
    if (wait <= 0) quietly(held)
    else held.timer = setTimeout(() => quietly(held), Math.ceil(wait))
  }

  const unwatch = revisions.watch((subjects) => {
    // Gathered first: one commit may raise several subjects of one topic, and is read once.
    const touched = new Set<Held>()
    for (const subject of subjects)
      for (const held of bySubject.get(subject) ?? []) {
        if (held.news !== 'act') held.news = held.topic.acts.includes(subject) ? 'act' : 'sum'
        touched.add(held)
      }
    for (const held of touched) schedule(held)
  })

  const beats = setInterval(() => {
    for (const held of topics.values())
      if (held.streams.size === 0 && Date.now() - held.usedAt > KEPT_MS) forget(held)
      // While the line that brings news is down, nobody is told that all is well.
      else if (revisions.seen('installation') !== null) tell(held, beat(Date.now()))
  }, BEAT_MS)
  beats.unref()

  /** Read, unless what is held is known to stand, or is on its way to those who listen. */
  const ready = async (topic: Topic): Promise<Held> => {
    const held = hold(topic)
    const sure = revisions.seen('installation') !== null && (held.news === null || held.streams.size > 0)
    if (!held.state || !sure) await refresh(held)
    return held
  }

  return {
    stateOf: async (topic) => (await ready(topic)).state,
    async listen(topic, answer, { lastId, headers }) {
      const held = await ready(topic)
      if (!held.state || answer.destroyed) return null
      const stream = openStream(answer, headers)
      stream.cork()
      stream.once('close', () => {
        held.streams.delete(stream)
        held.usedAt = Date.now()
      })
      stream.write(beat(Date.now()))
      if (lastId !== held.state.id) stream.write(held.state.whole)
      stream.uncork()
      if (stopped) stream.end(BYE)
      else held.streams.add(stream)
      schedule(held)
      return stream
    },
    tellOne: (stream, event) => void deliver(stream, toldOf(event), 0),
    dismiss: (stream) => void stream.end(GONE),
    counts: () => ({ reads, dropped, streams: [...topics.values()].reduce((sum, held) => sum + held.streams.size, 0) }),
    stop() {
      stopped = true
      unwatch()
      clearInterval(beats)
      for (const held of topics.values()) {
        if (held.timer) clearTimeout(held.timer)
        for (const stream of held.streams) stream.end(BYE)
        held.streams.clear()
      }
    },
  }
}
