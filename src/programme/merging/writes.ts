import { and, eq, sql } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { operation, speaker } from '../tables.ts'

/** Appearances, and what was done to programmes. The name and office of each occasion stay as they were. */
export async function mergeInProgrammes(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await tx
    .update(speaker)
    .set({ personId: to })
    .where(and(eq(speaker.networkId, networkId), eq(speaker.personId, from)))
  await tx
    .update(operation)
    .set({ byPerson: to })
    .where(and(eq(operation.networkId, networkId), eq(operation.byPerson, from)))
  // What an undo brings back is theirs too. An id is nothing else than itself wherever it stands.
  await tx
    .update(operation)
    .set({ changes: sql`replace(${operation.changes}::text, ${from}, ${to})::jsonb` })
    .where(and(eq(operation.networkId, networkId), sql`${operation.changes}::text like ${`%${from}%`}`))
}
