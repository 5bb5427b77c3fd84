import { and, eq, inArray, lt } from 'drizzle-orm'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { dropFiles } from '../files/writes.ts'
import { registration, specialAnswer } from '../tables.ts'

/** An address that nobody confirmed is forgotten after so many days, with all that was written with it, unless the network says otherwise. */
const CONFIRM_DAYS = 7

/**
 * @param networkId of one network only
 * @param before those that came before then
 * @param limit how many at most
 * @returns how many were forgotten
 */
export async function forgetUnconfirmed(
  db: Db,
  networkId?: string,
  before: Temporal.Instant = Temporal.Now.instant().subtract({ hours: 24 * CONFIRM_DAYS }),
  limit = 500,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const old = tx
      .select({ id: registration.id })
      .from(registration)
      .where(
        and(
          eq(registration.state, 'unconfirmed'),
          networkId ? eq(registration.networkId, networkId) : undefined,
          lt(registration.createdAt, before.toString()),
        ),
      )
      .limit(limit)
    const gone = await tx.delete(registration).where(inArray(registration.id, old)).returning({ id: registration.id })
    const ids = gone.map((row) => row.id)
    if (ids.length > 0) await tx.delete(specialAnswer).where(inArray(specialAnswer.registrationId, ids))
    // Their bytes go with the night's sweep.
    await dropFiles(tx, ids)
    return ids.length
  })
}
