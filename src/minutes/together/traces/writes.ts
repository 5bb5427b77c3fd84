/** Somebody is to be forgotten: in what is written together too, where no query can look for a name. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { raise } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutesSubject } from '#platform/live/subjects.ts'
import type { MinutesRow } from '../../rules.ts'
import { minutes } from '../../tables.ts'
import { minutesLive, minutesUpdate } from '../tables.ts'
import { settle, tellWriters } from '../writes.ts'

/** Before the texts of minutes are looked through: all that was written together is in them. */
export async function bringAllUp(tx: Tx, networkIds: readonly string[]): Promise<void> {
  for (const row of await sharedIn(tx, networkIds)) await settle(tx, row)
}

/**
 * Afterwards: the shared documents say what the texts say by now. What was taken out of a shared document is not in its merged
 * state any more, nor in any log.
 */
export async function followTexts(tx: Tx, networkIds: readonly string[]): Promise<void> {
  for (const row of await sharedIn(tx, networkIds)) {
    await tellWriters(tx, jobActor(row.networkId), row, row.document)
    await settle(tx, row)
    await raise(tx, [minutesSubject(row.id)])
  }
}

function sharedIn(tx: Tx, networkIds: readonly string[]): Promise<MinutesRow[]> {
  const shared = tx.select({ id: minutesLive.minutesId }).from(minutesLive)
  return tx
    .select()
    .from(minutes)
    .where(and(inArray(minutes.networkId, [...networkIds]), inArray(minutes.id, shared)))
    .orderBy(minutes.id)
    .for('update')
}

/** Who wrote goes. */
export async function forgetWriters(tx: Tx, personId: string): Promise<void> {
  await tx.update(minutesUpdate).set({ author: null }).where(eq(minutesUpdate.author, personId))
  await tx
    .update(minutesLive)
    .set({
      authors: sql`array_remove(${minutesLive.authors}, ${personId}::uuid)`,
      writers: sql`array_remove(${minutesLive.writers}, ${personId}::uuid)`,
    })
    .where(or(sql`${personId} = any(${minutesLive.authors})`, sql`${personId} = any(${minutesLive.writers})`))
}

/** Two records of one person are made one. */
export async function mergeWriters(tx: Tx, networkId: string, from: string, to: string): Promise<void> {
  await tx
    .update(minutesUpdate)
    .set({ author: to })
    .where(and(eq(minutesUpdate.networkId, networkId), eq(minutesUpdate.author, from)))
  await tx
    .update(minutesLive)
    .set({
      authors: sql`array_replace(${minutesLive.authors}, ${from}::uuid, ${to}::uuid)`,
      writers: sql`array_replace(${minutesLive.writers}, ${from}::uuid, ${to}::uuid)`,
    })
    .where(eq(minutesLive.networkId, networkId))
}
