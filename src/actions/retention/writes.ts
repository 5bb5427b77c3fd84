/** Actions outlive the minutes they began in, when those go by a rule. */
import { eq, inArray, sql } from 'drizzle-orm'
import { type minutes, minutesObject } from '#minutes/tables.ts'
import type { Tx } from '#platform/db/db.ts'
import { action } from '../tables.ts'

/**
 * Lets go of minutes that are being taken away, while their objects are still there. What no reader of them knew is from then on for
 * organisers and owners alone.
 */
export async function outliveMinutes(tx: Tx, row: Pick<typeof minutes.$inferSelect, 'id' | 'publishedAt'>): Promise<void> {
  const theirs = tx.select({ id: minutesObject.id }).from(minutesObject).where(eq(minutesObject.minutesId, row.id))
  await tx
    .update(action)
    .set({
      ...{ objectId: null, said: null, version: sql`${action.version} + 1` },
      ...(row.publishedAt === null && { audience: 'invited' as const }),
    })
    .where(inArray(action.objectId, theirs))
}
