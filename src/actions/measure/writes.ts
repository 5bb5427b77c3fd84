import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { action } from '../tables.ts'

/**
 * Ties an action to a measure of a plan, and so off any other: it is a step of one. A form that was opened before comes back as
 * stale. The caller checks who may, and records it.
 * @throws NotFound
 */
export async function tieToMeasure(tx: Tx, networkId: string, id: string, measureId: string): Promise<void> {
  await set(tx, and(eq(action.id, id), eq(action.networkId, networkId)), measureId)
}

/** Takes it off a measure. @throws NotFound where it is tied to another meanwhile, or to none */
export async function untieFromMeasure(tx: Tx, networkId: string, id: string, measureId: string): Promise<void> {
  await set(tx, and(eq(action.id, id), eq(action.networkId, networkId), eq(action.measureId, measureId)), null)
}

async function set(tx: Tx, which: ReturnType<typeof and>, measureId: string | null): Promise<void> {
  const [found] = await tx
    .update(action)
    .set({ measureId, version: sql`${action.version} + 1` })
    .where(and(which, isNull(action.deletedAt)))
    .returning({ id: action.id })
  if (!found) throw new NotFound()
}
