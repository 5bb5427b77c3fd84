/** What is only counted: that sums have changed, and who is there. No act is recorded of either. */
import { inArray, sql } from 'drizzle-orm'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { roomSums } from '#platform/live/subjects.ts'
import { participant } from '../tables.ts'

/** A room's readers are told of sums twice a second at most, however many votes come in. */
const APART_MS = 500
/** A database that is away is not waited for longer than this; whatever is counted next tells of it all. */
const TRIES = 20

const resting = new WeakMap<Db, Map<string, { again: boolean; tries: number }>>()

/**
 * Tells a room's readers that something was counted: votes, signals, who is there. Called after the commit of what was counted,
 * with the pool; not to be waited for, and it never fails. The first time it is told at once, the last time always.
 */
export function stirred(db: Db, meetingId: string): void {
  const rooms = resting.get(db) ?? new Map<string, { again: boolean; tries: number }>()
  resting.set(db, rooms)
  const rest = rooms.get(meetingId)
  if (rest) rest.again = true
  else tell({ again: false, tries: 0 })

  function tell(rest: { again: boolean; tries: number }) {
    rooms.set(meetingId, rest)
    rest.again = false
    inTransaction(db, (tx) => raise(tx, [roomSums(meetingId)]))
      .then(
        () => (rest.tries = 0),
        () => (rest.again = ++rest.tries < TRIES),
      )
      .finally(() => setTimeout(() => (rest.again ? tell(rest) : rooms.delete(meetingId)), APART_MS).unref())
  }
}

/** Notes that participants are there now. */
export async function noteSeen(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(participant)
    .set({ seenAt: sql`now()` })
    .where(inArray(participant.id, ids as string[]))
}
