/** Those who listen to rooms in this process: that they still may is looked at when rights change, and that they are there is noted. */
import type { ServerResponse } from 'node:http'
import type { Ground } from '#platform/ground.ts'
import { type Hub, makeHub, type Opening } from '#platform/live/hub.ts'
import { eventOf, type Stream } from '#platform/live/stream.ts'
import { meetingSubject, networkSubject, type Subject } from '#platform/live/subjects.ts'
import { lapsed, mutedIn, type Right, roomTopic } from './reads.ts'
import { noteSeen, stirred } from './writes.ts'

const MINUTE_MS = 60_000
/** Who comes in is counted soon, and those who come in together in one go. */
const ARRIVED_MS = 2000

export interface RoomLive {
  readonly hub: Hub
  /**
   * Opens a stream for somebody who was let in.
   * @returns false, and nothing is written, when there is no such meeting any more
   */
  listen(right: Right, networkId: string, answer: ServerResponse, how: Opening): Promise<boolean>
  stop(): void
}

export function roomLive({ db, config, revisions, log }: Pick<Ground, 'db' | 'config' | 'revisions' | 'log'>): RoomLive {
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message)
  const hub = makeHub(revisions, { perSecond: config.LIVE_UPDATES, log: warn })
  /** By meeting; each with the right by which it was opened. */
  const rooms = new Map<string, { readonly networkId: string; readonly streams: Map<Stream, Right> }>()
  /** What each participant was last told of themselves. */
  const told = new WeakMap<Stream, boolean>()
  const tellOwn = (stream: Stream, muted: boolean) => {
    if (told.get(stream) === muted) return
    told.set(stream, muted)
    hub.tellOne(stream, eventOf({ name: 'own', data: JSON.stringify({ muted }) }))
  }
  const arrived = new Map<string, string>()
  let counting: NodeJS.Timeout | null = null
  const looking = new Map<string, { again: boolean }>()

  /** Ends the streams of those who may not listen any more, and tells those who may whether they are muted. One look at a time in each room, and another where rights changed meanwhile. */
  const look = async (meetingId: string): Promise<void> => {
    const streams = rooms.get(meetingId)?.streams
    const running = looking.get(meetingId)
    if (running) running.again = true
    if (running || !streams) return
    const mine = { again: false }
    looking.set(meetingId, mine)
    try {
      const open = [...streams].map(([stream, right]) => ({ ...right, stream }))
      for (const { stream } of await lapsed(db, meetingId, open)) hub.dismiss(stream)
      const muted = await mutedIn(db, meetingId)
      for (const { stream, participant } of open) if (participant) tellOwn(stream, muted.has(participant.id))
    } catch (error) {
      // The next minute looks again.
      warn('could not look whether those who listen still may', error)
    } finally {
      looking.delete(meetingId)
    }
    if (mine.again) await look(meetingId)
  }

  const unwatch = revisions.watch((subjects) => {
    const raised = new Set<Subject>(subjects)
    for (const [meetingId, { networkId }] of rooms)
      if (raised.has(meetingSubject(meetingId)) || raised.has(networkSubject(networkId))) void look(meetingId)
  })

  const seen = async (ids: readonly string[], meetingIds: Iterable<string>) => {
    try {
      await noteSeen(db, ids)
      for (const id of meetingIds) stirred(db, id)
    } catch (error) {
      warn('could not note who is there', error)
    }
  }
  const minutely = setInterval(() => {
    const here = [...rooms.values()].flatMap(({ streams }) => [...streams.values()])
    void seen([...new Set(here.flatMap(({ participant }) => participant?.id ?? []))], rooms.keys())
    // Sessions end, and clocks pass, without a revision.
    for (const meetingId of rooms.keys()) void look(meetingId)
  }, MINUTE_MS)
  minutely.unref()

  const arrive = (participantId: string, meetingId: string) => {
    arrived.set(participantId, meetingId)
    counting ??= setTimeout(() => {
      counting = null
      const all = new Map(arrived)
      arrived.clear()
      void seen([...all.keys()], new Set(all.values()))
    }, ARRIVED_MS).unref()
  }

  return {
    hub,
    async listen(right, networkId, answer, how) {
      const { meetingId } = right
      const stream = await hub.listen(roomTopic(db, meetingId, right.channel), answer, how)
      if (!stream) return false
      const room = rooms.get(meetingId) ?? { networkId, streams: new Map() }
      rooms.set(meetingId, room)
      room.streams.set(stream, right)
      stream.once('close', () => {
        room.streams.delete(stream)
        if (room.streams.size === 0 && rooms.get(meetingId) === room) rooms.delete(meetingId)
      })
      if (right.participant) {
        // A page that slept may know otherwise.
        tellOwn(stream, right.participant.muted)
        arrive(right.participant.id, meetingId)
      }
      return true
    },
    stop() {
      unwatch()
      clearInterval(minutely)
      if (counting) clearTimeout(counting)
      hub.stop()
    },
  }
}
