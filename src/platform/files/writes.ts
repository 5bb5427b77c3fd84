/** The rows beside stored files. A row is written in the transaction of whatever the file hangs on. */
import { and, eq, sql } from 'drizzle-orm'
import { inTransaction } from '../activity/writes.ts'
import type { Db, Tx } from '../db/db.ts'
import type { FileStore, StoredFile } from './store.ts'
import { file } from './tables.ts'

/**
 * Notes a file that was just stored.
 * @throws Error when the sweep took it between storing and this: the upload can be tried again
 */
export async function keepFile(tx: Tx, store: FileStore, networkId: string, stored: StoredFile): Promise<void> {
  await lockFile(tx, networkId, stored.sha256)
  if (!(await store.exists(networkId, stored.sha256))) throw new Error(`${stored.sha256} is gone from the file store`)
  await tx
    .insert(file)
    .values({ networkId, ...stored })
    .onConflictDoNothing()
}

/**
 * Removes a stored file that has no row and is older than the given age. An upload of equal content at this very moment
 * either makes it new again, or waits here until it is known what stands.
 */
export function sweepFile(db: Db, store: FileStore, networkId: string, sha256: string, olderThanMs: number): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockFile(tx, networkId, sha256)
    const [row] = await tx
      .select({ sha256: file.sha256 })
      .from(file)
      .where(and(eq(file.networkId, networkId), eq(file.sha256, sha256)))
    return row ? false : store.remove(networkId, sha256, olderThanMs)
  })
}

/** Forgets a file that nothing hangs on any more. Its bytes go with `sweepFile` after the transaction, or in the night. */
export async function forgetFile(tx: Tx, networkId: string, sha256: string): Promise<void> {
  await lockFile(tx, networkId, sha256)
  await tx.delete(file).where(and(eq(file.networkId, networkId), eq(file.sha256, sha256)))
}

/** Until the transaction ends nobody else notes or sweeps this file. */
async function lockFile(tx: Tx, networkId: string, sha256: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`file ${networkId}/${sha256}`}, 0))`)
}
