/** Beginning to follow and ending it. A person does so with a click, an address once its owner has confirmed. */
import { and, eq, inArray, isNull, lt, notExists, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import { type Doer, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Wanted } from '../link/rules.ts'
import { follow, follower } from '../tables.ts'
import type { FollowerRow } from './reads.ts'

/** An address that nobody confirmed is forgotten after so many days. */
export const CONFIRM_DAYS = 7

/** A person follows something that they may read; the caller has found it. Twice is once. @returns the follower */
export async function followIt(db: Db, actor: Actor, network: NetworkRow, wanted: Wanted): Promise<FollowerRow> {
  const { person } = actor
  if (!person) throw new NotFound()
  return inTransaction(db, async (tx) => {
    await tx
      .insert(follower)
      .values({ networkId: network.id, personId: person.id, locale: person.locale ?? network.locale, confirmedAt: sql`now()` })
      .onConflictDoNothing()
    const row = (await ownFollower(tx, person.id, network.id))!
    await add(tx, actor, row, wanted)
    return row
  })
}

/** A person stops following something. */
export async function unfollowIt(db: Db, actor: Actor, networkId: string, wanted: Wanted): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = actor.person && (await ownFollower(tx, actor.person.id, networkId))
    if (!row) throw new NotFound()
    await remove(tx, actor, row, wanted)
  })
}

/** The row of an address that wants to follow; it is told of nothing before it is confirmed. Made in the transaction of the mail that asks. */
export async function addressFollower(tx: Tx, network: NetworkRow, email: string, locale: Locale): Promise<FollowerRow> {
  await tx.insert(follower).values({ networkId: network.id, email, locale }).onConflictDoNothing()
  const where = and(eq(follower.networkId, network.id), eq(follower.email, email))
  // Asked anew, it has its full time again.
  await tx
    .update(follower)
    .set({ locale, createdAt: sql`now()` })
    .where(and(where, isNull(follower.confirmedAt)))
  const [row] = await tx.select().from(follower).where(where)
  return row!
}

/** Whoever reads an address's mail confirms: from now on it is told. */
export async function confirm(db: Db, by: Doer, row: FollowerRow, wanted: Wanted): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .update(follower)
      .set({ confirmedAt: sql`coalesce(${follower.confirmedAt}, now())` })
      .where(eq(follower.id, row.id))
    await add(tx, by, row, wanted)
  })
}

export async function stopOne(db: Db, by: Doer, row: FollowerRow, wanted: Wanted): Promise<void> {
  await inTransaction(db, (tx) => remove(tx, by, row, wanted))
}

/** Stops everything in a network. All earlier links are void: each acts once. */
export async function stopAll(db: Db, by: Doer, row: FollowerRow): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [held] = await tx.select().from(follower).where(eq(follower.id, row.id)).for('update')
    if (!held || held.linkVersion !== row.linkVersion) return
    await tx.delete(follow).where(eq(follow.followerId, row.id))
    await tx
      .update(follower)
      .set({ linkVersion: held.linkVersion + 1 })
      .where(eq(follower.id, row.id))
    await note(tx, by, row, 'follow.stopped_all')
  })
}

/** @param hour of the day at which news is sent, or null for "when it has been quiet" */
export async function chooseHour(db: Db, by: Doer, row: FollowerRow, hour: number | null): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.update(follower).set({ hour }).where(eq(follower.id, row.id))
    await note(tx, by, row, 'follow.hour', { hour })
  })
}

/**
 * Forgets addresses that were never confirmed.
 * @param networkId of one network only
 * @param before those that asked before then
 * @param limit how many at most
 * @returns how many were forgotten
 */
export async function forgetUnconfirmed(
  db: Db,
  networkId?: string,
  before: Temporal.Instant = Temporal.Now.instant().subtract({ hours: 24 * CONFIRM_DAYS }),
  limit = 500,
): Promise<number> {
  const old = db
    .select({ id: follower.id })
    .from(follower)
    .where(
      and(
        isNull(follower.confirmedAt),
        lt(follower.createdAt, before.toString()),
        notExists(db.select({ one: sql`1` }).from(follow).where(eq(follow.followerId, follower.id))),
        networkId ? eq(follower.networkId, networkId) : undefined,
      ),
    )
    .limit(limit)
  const gone = await db.delete(follower).where(inArray(follower.id, old)).returning({ id: follower.id })
  return gone.length
}

/** A person's own follower in a network, or null. */
async function ownFollower(db: Db | Tx, personId: string, networkId: string): Promise<FollowerRow | null> {
  const [row] = await db
    .select()
    .from(follower)
    .where(and(eq(follower.personId, personId), eq(follower.networkId, networkId)))
  return row ?? null
}

async function add(tx: Tx, by: Doer, row: FollowerRow, { kind, subjectId }: Wanted): Promise<void> {
  const added = await tx
    .insert(follow)
    .values({ networkId: row.networkId, followerId: row.id, kind, subjectId, at: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning({ at: follow.at })
  if (added.length > 0) await note(tx, by, row, 'follow.added', { kind, subjectId })
}

async function remove(tx: Tx, by: Doer, row: FollowerRow, { kind, subjectId }: Wanted): Promise<void> {
  await tx.delete(follow).where(and(eq(follow.followerId, row.id), eq(follow.kind, kind), eq(follow.subjectId, subjectId)))
  await note(tx, by, row, 'follow.removed', { kind, subjectId })
}

const note = (tx: Tx, by: Doer, row: FollowerRow, action: string, after?: unknown) =>
  record(tx, by, { networkId: row.networkId, action, about: { kind: 'follower', id: row.id }, after, raises: [] })
