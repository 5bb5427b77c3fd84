/** One document with those who write in it: everybody is given what the others write at once, and told when it is kept. */
import * as Y from 'yjs'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { storedSince } from '../reads.ts'
import { type Ending, type FromEditor, type FromServer, fromServer, QUIET_MS, SITTING_MS, SNAPSHOT_MS } from '../rules.ts'
import { append, bringUp, endSitting, type Loaded } from '../writes.ts'
import type { Aside } from './aside.ts'
import { makeCursors } from './cursors.ts'
import { makeKeeping } from './keeping.ts'

/** Who writes, from where, and the line to them. */
export interface Guest {
  readonly personId: string
  readonly name: string
  readonly sessionId: string
  /** "10.32" for the moment that something was kept, in the language of their page. */
  clock(at: string): string
  send(frame: Uint8Array): void
  /** Says why, and hangs up for good. */
  end(why: Ending): void
  /** Hangs up; they come back by themselves. */
  again(): void
}

/** A guest's place in a room. */
export interface Seat {
  readonly guest: Guest
  hear(message: FromEditor): void
  leave(): void
}

export interface Room {
  readonly minutesId: string
  readonly seats: ReadonlySet<Seat>
  enter(guest: Guest): Seat
  tell(message: FromServer): void
  /** Takes in what was kept by others than this room. @param seq the number of the last update, when it is known */
  pull(seq?: number): Promise<void>
  /** Until all that came is kept, and is in the minutes as a version. */
  settle(): Promise<void>
  /** Until all that came is in the log. */
  kept(): Promise<void>
  readonly waiting: boolean
  /** The room is no more; whatever was going to happen by itself does not. */
  close(): void
}

interface Own {
  readonly guest: Guest
  readonly seat: Seat
  /** Up to which count of theirs all has come, and all is kept. */
  received: number
  saved: number
}

export function openRoom(
  { db, log }: Pick<Ground, 'db' | 'log'>,
  minutesId: string,
  loaded: Loaded,
  aside: Aside,
  /** Somebody came, went, or the document is gone. */
  changed: () => void,
): Room {
  const { doc, life } = loaded
  let { seq } = loaded
  const owns = new Map<Seat, Own>()
  const seats = new Set<Seat>()
  const cursors = makeCursors((writers) => tell({ is: 'writers', writers }))
  let snapshot: NodeJS.Timeout | undefined
  let quiet: NodeJS.Timeout | undefined
  let sittingSince: number | null = null
  let tooLong = false
  let closed = false

  const tell = (message: FromServer, but?: Seat) => {
    const frame = fromServer(message)
    for (const { seat, guest } of owns.values()) if (seat !== but) guest.send(frame)
  }

  const keeping = makeKeeping({
    aside,
    append: (written) => append(db, minutesId, written),
    begin() {
      const counts = [...owns.values()].map((own) => [own, own.received] as const)
      return (at) => {
        for (const [own, count] of counts) {
          if (count <= own.saved) continue
          own.saved = Math.max(own.saved, count)
          own.guest.send(fromServer({ is: 'saved', count, at: own.guest.clock(at) }))
        }
      }
    },
    kept(last, count) {
      // What lies between came from others.
      if (last - count === seq) seq = last
      else void pull(last).catch(failed)
      // What is kept after the end is whoever's who comes next.
      if (closed) return
      snapshot ??= setTimeout(() => void takeSnapshot(), SNAPSHOT_MS)
      sittingSince ??= Date.now()
      clearTimeout(quiet)
      quiet = setTimeout(() => void endOfSitting(), Math.min(QUIET_MS, Math.max(0, sittingSince + SITTING_MS - Date.now())))
    },
    trouble(error) {
      if (error) log.warn({ err: error, minutesId }, 'minutes could not be kept; trying again')
      tell({ is: 'trouble', why: error ? 'database' : tooLong ? 'too_long' : null })
    },
    gone() {
      for (const { guest } of owns.values()) guest.end('withdrawn')
      changed()
    },
  })

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    const own = owns.get(origin as Seat)
    tell({ is: 'update', update }, own?.seat)
    // What comes from the log is kept already.
    if (origin !== 'log') keeping.add(update, own?.guest.personId ?? (origin as Seat).guest.personId)
  })

  const failed = (error: unknown) => log.warn({ err: error, minutesId }, 'minutes written together: trying again later')

  const takeSnapshot = async () => {
    snapshot = undefined
    try {
      await bringUp(db, minutesId, { doc, seq })
      if (tooLong) tell({ is: 'trouble', why: null })
      tooLong = false
    } catch (error) {
      if (error instanceof Invalid) {
        tooLong = true
        tell({ is: 'trouble', why: 'too_long' })
      } else {
        failed(error)
        if (!closed) snapshot ??= setTimeout(() => void takeSnapshot(), SNAPSHOT_MS * 2)
      }
    }
  }

  const endOfSitting = async () => {
    clearTimeout(quiet)
    sittingSince = null
    await endSitting(db, minutesId).catch(failed)
  }

  const pull = async (last?: number) => {
    if (last !== undefined && last <= seq) return
    const stored = await storedSince(db, minutesId, seq)
    if (!stored) return
    for (const update of stored.updates) Y.applyUpdate(doc, update, 'log')
    seq = Math.max(seq, stored.seq)
  }

  const hear = (own: Own, message: FromEditor) => {
    switch (message.is) {
      case 'cursor':
        return cursors.move(own.seat, message.cursor)
      case 'vector':
        own.guest.send(fromServer({ is: 'update', update: Y.encodeStateAsUpdate(doc, message.vector) }))
        own.guest.send(fromServer({ is: 'vector', vector: Y.encodeStateVector(doc) }))
        return
      case 'update': {
        const before = pendingIn(doc)
        Y.applyUpdate(doc, message.update, own.seat)
        // Something before this one is missing: asked for, by saying what is here. It is kept as it came, since what
        // cannot be told to the others yet is not told to the log either.
        if (pendingIn(doc).some((one, i) => Buffer.compare(one, before[i]!) !== 0)) {
          keeping.add(message.update, own.guest.personId)
          own.guest.send(fromServer({ is: 'vector', vector: Y.encodeStateVector(doc) }))
        }
        own.received = Math.max(own.received, message.count)
        keeping.ask()
      }
    }
  }

  return {
    minutesId,
    seats,
    enter(guest) {
      const seat: Seat = {
        guest,
        hear: (message) => hear(own, message),
        leave() {
          if (!owns.delete(seat)) return
          seats.delete(seat)
          cursors.leave(seat)
          changed()
        },
      }
      const own: Own = { guest, seat, received: 0, saved: 0 }
      owns.set(seat, own)
      seats.add(seat)
      const { id, color, all } = cursors.enter(seat, guest.name)
      guest.send(fromServer({ is: 'hello', life, id, color }))
      guest.send(fromServer({ is: 'writers', writers: all }))
      if (tooLong) guest.send(fromServer({ is: 'trouble', why: 'too_long' }))
      changed()
      return seat
    },
    tell,
    pull,
    kept: () => keeping.all(),
    async settle() {
      await keeping.all()
      await endOfSitting()
    },
    get waiting() {
      return keeping.waiting
    },
    close() {
      closed = true
      clearTimeout(snapshot)
      clearTimeout(quiet)
      cursors.stop()
      doc.destroy()
    },
  }
}

/** What came and has no place yet, for want of what was before it: insertions and deletions. */
const pendingIn = ({ store }: Y.Doc) => [store.pendingStructs?.update ?? nothing, store.pendingDs ?? nothing]
const nothing = new Uint8Array()
