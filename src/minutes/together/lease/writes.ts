/** Which process the writers of some minutes meet in. A process that dies is known by its silence. */
import { and, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { writingSubject } from '#platform/live/subjects.ts'
import { LEASE_MS } from '../rules.ts'
import { minutesLive } from '../tables.ts'

/** A process as others know it. */
export interface Process {
  /** A uuid made at its start. */
  readonly id: string
  /** Where other processes reach it: 'http://10.0.0.5:3000'. */
  readonly address: string
}

const until: SQL = sql`clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000})`

/** Takes charge of some minutes, if no living process is in charge of them. @returns whether this process is now */
export async function claim(db: Db, minutesId: string, { id, address }: Process): Promise<boolean> {
  const taken = await db
    .update(minutesLive)
    .set({ owner: id, address, ownedUntil: until as unknown as string })
    .where(
      and(
        eq(minutesLive.minutesId, minutesId),
        or(isNull(minutesLive.ownedUntil), eq(minutesLive.owner, id), lt(minutesLive.ownedUntil, sql`clock_timestamp()`)),
      ),
    )
    .returning({ id: minutesLive.minutesId })
  return taken.length > 0
}

/**
 * Says that this process lives. @returns those of them that it is still in charge of, each with the number of its last update
 */
export async function renew(db: Db, minutesIds: readonly string[], { id }: Process): Promise<Map<string, number>> {
  if (minutesIds.length === 0) return new Map()
  const kept = await db
    .update(minutesLive)
    .set({ ownedUntil: until as unknown as string })
    .where(and(inArray(minutesLive.minutesId, [...minutesIds]), eq(minutesLive.owner, id)))
    .returning({ id: minutesLive.minutesId, seq: minutesLive.seq })
  return new Map(kept.map(({ id, seq }) => [id, seq]))
}

/** Leaves some minutes to whoever comes. */
export async function release(db: Db, minutesId: string, { id }: Process): Promise<void> {
  await db
    .update(minutesLive)
    .set({ owner: null, address: null, ownedUntil: null, writers: [] })
    .where(and(eq(minutesLive.minutesId, minutesId), eq(minutesLive.owner, id)))
}

/** Who has the minutes open to write; told to those who write on other items of the meeting. */
export async function setWriters(
  db: Db,
  minutes: { readonly minutesId: string; readonly meetingId: string },
  { id }: Process,
  writers: readonly string[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .update(minutesLive)
      .set({ writers: [...writers] })
      .where(and(eq(minutesLive.minutesId, minutes.minutesId), eq(minutesLive.owner, id)))
    await raise(tx, [writingSubject(minutes.meetingId)])
  })
}
