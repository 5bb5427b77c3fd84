/**
 * All documents that are written in this process. It is in charge of each by a lease it renews; it follows what others do
 * to them, looks whether those who write still may, and lets nothing go that is not kept.
 */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ground } from '#platform/ground.ts'
import {
  commentsSubject,
  meetingSubject,
  minutesSubject,
  networkSubject,
  type Subject,
  writingSubject,
} from '#platform/live/subjects.ts'
import { claim, type Process, release, renew, setWriters } from '../lease/writes.ts'
import { presentIn } from '../reads.ts'
import { RENEW_MS } from '../rules.ts'
import { append, openLive, type Written } from '../writes.ts'
import { asideFor, takeIn } from './aside.ts'
import { lapsed } from './rights.ts'
import { openRoom, type Room } from './room.ts'

/** Sessions end without a revision: they are looked at every so many renewals, and so is what other processes put aside. */
const LOOK_EVERY = 5
/** What is left of the program's stop for what is not kept yet. */
const STOP_WITHIN_MS = 2000
/** In the folder of the program's data. */
const ASIDE = 'minutes-aside'

/** Which minutes, and where. */
export interface Placed {
  readonly minutesId: string
  readonly meetingId: string
  readonly networkId: string
}

export interface House {
  /** The room of a document; null when another process is in charge of it, or this one stops. */
  roomFor(place: Placed): Promise<Room | null>
  readonly documents: number
  stop(): Promise<void>
}

interface Held {
  readonly place: Placed
  readonly room: Room
  /** Those last told of, as one text. */
  writers: string
  /** What is told of who writes, one after the other: the last word must be the newest. */
  telling: Promise<void>
  looking: boolean
  lookAgain: boolean
  /** Another process is in charge: nobody comes in here any more. */
  leaving: boolean
}

type HouseGround = Pick<Ground, 'db' | 'config' | 'log' | 'revisions'>

/** @param self this process; asked for when it is first needed, since its address is known once it listens */
export function openHouse({ db, config, log, revisions }: HouseGround, self: () => Process): House {
  const rooms = new Map<string, Promise<Held | null>>()
  const open = new Map<string, Held>()
  let stopping = false
  let beats = 0
  let presentTold = Promise.resolve()

  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what)

  const asideIn = join(config.dataDir, ASIDE)
  const takeAside = () => {
    const add = (minutesId: string, written: readonly Written[]) => append(db, minutesId, written)
    return takeIn(asideIn, self().id, add, failed('could not take in what was put aside; trying again later'))
  }
  const first = takeAside()

  const load = async (place: Placed): Promise<Held | null> => {
    const { minutesId } = place
    await first
    // Its row is made with it, so the lease can only be taken after.
    const begun = await openLive(db, minutesId)
    if (!(await claim(db, minutesId, self()))) return null
    const aside = asideFor(asideIn, { minutesId, process: self().id }, failed('could not put aside what waits'))
    const held: Held = {
      ...{ place, writers: '', telling: Promise.resolve(), looking: false, lookAgain: false, leaving: false },
      room: openRoom({ db, log }, minutesId, begun, aside, () => changed(held)),
    }
    open.set(minutesId, held)
    // Between the two somebody else may still have been in charge.
    await held.room.pull()
    return held
  }

  const changed = (held: Held) => {
    sayWho(held)
    if (held.room.seats.size === 0) void close(held)
  }

  const sayWho = (held: Held) => {
    held.telling = held.telling.then(() => tellWriters(held)).catch(failed('could not say who writes'))
  }
  const tellWriters = async (held: Held) => {
    const ids = [...new Set([...held.room.seats].map(({ guest }) => guest.personId))].sort()
    if (ids.join() === held.writers) return
    await setWriters(db, held.place, self(), ids)
    held.writers = ids.join()
  }

  /** After the last writer left: what they wrote is a version, and the document is anybody's. */
  const close = async (held: Held) => {
    await held.room.settle()
    if (held.room.seats.size > 0 || held.room.waiting || open.get(held.room.minutesId) !== held) return
    forget(held)
    await release(db, held.room.minutesId, self()).catch(failed('could not leave minutes to others'))
  }
  const leave = async ({ room }: Held) => {
    await room.settle()
    await release(db, room.minutesId, self())
  }
  const forget = (held: Held) => {
    open.delete(held.room.minutesId)
    rooms.delete(held.room.minutesId)
    held.room.close()
  }

  /** Another process took over while this one was silent: those who write go there, and what is not kept yet is kept first. */
  const handOver = async (held: Held) => {
    held.leaving = true
    for (const { guest } of held.room.seats) guest.again()
    await held.room.kept()
    if (open.get(held.room.minutesId) === held) forget(held)
  }

  const look = async (held: Held): Promise<void> => {
    if (held.looking) {
      held.lookAgain = true
      return
    }
    held.looking = true
    held.lookAgain = false
    try {
      const seats = [...held.room.seats]
      if (seats.length > 0)
        for (const [seat, why] of await lapsed(db, held.room.minutesId, seats)) {
          // What came from them before is kept all the same.
          seat.leave()
          seat.guest.end(why)
        }
    } catch (error) {
      failed('could not look whether those who write still may')(error)
    }
    held.looking = false
    if (held.lookAgain) await look(held)
  }

  const tellPresent = async (meetingId: string) => {
    const here = [...open.values()].filter(({ place }) => place.meetingId === meetingId)
    if (here.length === 0) return
    const present = await presentIn(db, meetingId)
    for (const { room } of here) room.tell({ is: 'present', present })
  }

  const unwatch = revisions.watch((subjects) => {
    const raised = new Set<Subject>(subjects)
    const meetings = new Set<string>()
    for (const held of open.values()) {
      const { minutesId, meetingId, networkId } = held.place
      if (raised.has(minutesSubject(minutesId))) void held.room.pull().catch(failed('could not take in what others wrote'))
      if (raised.has(commentsSubject(minutesId))) held.room.tell({ is: 'comments' })
      const rights = [minutesSubject(minutesId), writingSubject(meetingId), meetingSubject(meetingId), networkSubject(networkId)]
      if (rights.some((one) => raised.has(one))) void look(held)
      if (raised.has(writingSubject(meetingId))) meetings.add(meetingId)
    }
    // Read and told one after the other: an older answer must not come last.
    for (const meetingId of meetings)
      presentTold = presentTold.then(() => tellPresent(meetingId)).catch(failed('could not say who writes where'))
  })

  const beat = async () => {
    const ids = [...open.keys()]
    const kept = await renew(db, ids, self())
    for (const id of ids) {
      const held = open.get(id)
      const seq = kept.get(id)
      if (!held) continue
      if (seq === undefined) void handOver(held)
      else await held.room.pull(seq)
      // What could not be said before.
      sayWho(held)
    }
    if (++beats % LOOK_EVERY !== 0) return
    for (const held of open.values()) {
      void look(held)
      // Whoever was to come went while the door was held for them.
      if (held.room.seats.size === 0) void close(held)
    }
    await takeAside()
  }
  const renewal = setInterval(() => void beat().catch(failed('could not renew what is written here')), RENEW_MS)
  renewal.unref()

  return {
    async roomFor(place) {
      if (stopping) return null
      const known = rooms.get(place.minutesId) ?? load(place)
      rooms.set(place.minutesId, known)
      try {
        const held = await known
        if (!held) rooms.delete(place.minutesId)
        return held && open.get(place.minutesId) === held && !held.leaving && !stopping ? held.room : null
      } catch (error) {
        rooms.delete(place.minutesId)
        throw error
      }
    },
    get documents() {
      return open.size
    },
    async stop() {
      stopping = true
      unwatch()
      const all = [...open.values()]
      // What they have sent is kept and acknowledged before they are sent elsewhere.
      await Promise.race([Promise.all(all.map(({ room }) => room.kept())), wait(STOP_WITHIN_MS)])
      for (const { room } of all) for (const { guest } of room.seats) guest.again()
      await Promise.race([Promise.allSettled(all.map(leave)), wait(STOP_WITHIN_MS)])
      clearInterval(renewal)
      for (const { room } of all) room.close()
    },
  }
}
