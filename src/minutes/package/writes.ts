/** Asks for a package, and says how far its making has come. */
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { StoredFile } from '#platform/files/store.ts'
import type { Ground } from '#platform/ground.ts'
import { archivePackage } from '../tables.ts'
import { isUnderWay, mayPackage } from './rules.ts'

export const PACKAGE_QUEUE = 'minutes.package'

/**
 * Has a package made; while one is being made, nothing happens.
 * @throws NotFound for those who may not
 */
export async function askForPackage(
  { db, jobs }: Pick<Ground, 'db' | 'jobs'>,
  actor: Actor,
  { id, networkId }: Pick<MeetingRow, 'id' | 'networkId'>,
): Promise<void> {
  if (mayPackage(actor, { id, networkId }) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    await tx.insert(archivePackage).values({ meetingId: id, networkId, state: 'failed' }).onConflictDoNothing()
    const [row] = await tx.select().from(archivePackage).where(eq(archivePackage.meetingId, id)).for('update')
    if (row && isUnderWay(row, Temporal.Now.instant())) return
    await tx
      .update(archivePackage)
      .set({ state: 'waiting', done: 0, all: 0, sha256: null, size: null, at: sql`now()` })
      .where(eq(archivePackage.meetingId, id))
    await jobs.send(tx, PACKAGE_QUEUE, { meetingId: id })
    // Only those who may have one see it, on a page that is kept for nobody.
    await record(tx, actor, { networkId, meetingId: id, action: 'minutes.packaged', about: { kind: 'meeting', id }, raises: [] })
  })
}

/** So many files lie in it now. */
export async function tellProgress(db: Db, meetingId: string, done: number, all: number): Promise<void> {
  await db
    .update(archivePackage)
    .set({ state: 'working', done, all, at: sql`now()` })
    .where(eq(archivePackage.meetingId, meetingId))
}

/** @param stored where it lies, or null when nothing came of it */
export async function endPackage(db: Db, meetingId: string, stored: StoredFile | null): Promise<void> {
  await db
    .update(archivePackage)
    .set({ state: stored ? 'done' : 'failed', sha256: stored?.sha256 ?? null, size: stored?.size ?? null, at: sql`now()` })
    .where(eq(archivePackage.meetingId, meetingId))
}
