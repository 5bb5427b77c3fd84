import { and, asc, eq, gt, inArray, isNotNull, lt, ne, or, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { minutes } from '../tables.ts'
import type { Present } from './rules.ts'
import { minutesLive, minutesUpdate } from './tables.ts'

export type LiveRow = typeof minutesLive.$inferSelect

export interface Logged {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly author: string | null
}

/** What the log holds after a number, in order. */
export const logSince = (db: Db, minutesId: string, seq: number): Promise<Logged[]> =>
  db
    .select({ seq: minutesUpdate.seq, bytes: minutesUpdate.bytes, author: minutesUpdate.author })
    .from(minutesUpdate)
    .where(and(eq(minutesUpdate.minutesId, minutesId), gt(minutesUpdate.seq, seq)))
    .orderBy(asc(minutesUpdate.seq))

/**
 * What is stored beyond a number: of some of it the log may have gone into the merged state meanwhile.
 * @returns null when the document is no more
 */
export async function storedSince(
  db: Db,
  minutesId: string,
  seq: number,
): Promise<{ seq: number; updates: Uint8Array[] } | null> {
  // In one statement: between two of them rows of the log could go into the state.
  const [live] = await db
    .select({
      seq: minutesLive.seq,
      state: sql<Uint8Array | null>`case when ${minutesLive.covered} > ${seq} then ${minutesLive.state} end`,
      log: sql<Uint8Array[]>`array(select u.bytes from ${minutesUpdate} as u
        where u.minutes_id = ${minutesId} and u.seq > ${seq} order by u.seq)`,
    })
    .from(minutesLive)
    .where(eq(minutesLive.minutesId, minutesId))
  return live ? { seq: live.seq, updates: [...(live.state ? [live.state] : []), ...live.log] } : null
}

/** The shared text as it is stored, and which life of it; null when nobody has opened it to write. */
export async function storedDoc(db: Db, minutesId: string): Promise<{ life: string; doc: Y.Doc } | null> {
  const [live] = await db.select({ life: minutesLive.life }).from(minutesLive).where(eq(minutesLive.minutesId, minutesId))
  const stored = live && (await storedSince(db, minutesId, -1))
  if (!stored) return null
  const doc = new Y.Doc()
  for (const update of stored.updates) Y.applyUpdate(doc, update)
  return { life: live.life, doc }
}

/** Where the writers of some minutes meet: the address of the process in charge of each. What nobody is in charge of is not among them. */
export async function ownersOf(db: Db, minutesIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await db
    .select({ id: minutesLive.minutesId, address: minutesLive.address })
    .from(minutesLive)
    .where(and(inArray(minutesLive.minutesId, [...minutesIds]), gt(minutesLive.ownedUntil, sql`clock_timestamp()`)))
  return new Map(rows.map(({ id, address }) => [id, address]))
}

const unowned = or(sql`${minutesLive.ownedUntil} is null`, lt(minutesLive.ownedUntil, sql`clock_timestamp()`))

/**
 * Minutes whose process died before all that was written was in them: any other may do it. What came too late for approved ones
 * waits until they are opened again.
 */
export async function leftBehind(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: minutesLive.minutesId })
    .from(minutesLive)
    .innerJoin(minutes, and(eq(minutes.id, minutesLive.minutesId), ne(minutes.state, 'approved')))
    .where(and(unowned, or(gt(minutesLive.seq, minutesLive.covered), sql`cardinality(${minutesLive.authors}) > 0`)))
    .limit(100)
  return rows.map(({ id }) => id)
}

/** Who has which of a meeting's minutes open to write, by item. */
export async function presentIn(db: Db, meetingId: string): Promise<Present[]> {
  return db
    .select({ itemId: minutes.itemId, names: sql<string[]>`array_agg(${person.name} order by ${person.name})` })
    .from(minutes)
    .innerJoin(minutesLive, eq(minutesLive.minutesId, minutes.id))
    .innerJoin(person, sql`${person.id} = any(${minutesLive.writers})`)
    .where(
      and(eq(minutes.meetingId, meetingId), isNotNull(minutesLive.owner), gt(minutesLive.ownedUntil, sql`clock_timestamp()`)),
    )
    .groupBy(minutes.itemId)
}
