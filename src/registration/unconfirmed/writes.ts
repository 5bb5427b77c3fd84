import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { dropFiles } from '../files/writes.ts'
import { registration, specialAnswer } from '../tables.ts'

/** An address that nobody confirmed is forgotten after so many days, with all that was written with it. */
const CONFIRM_DAYS = 7

/** @returns how many were forgotten */
export async function forgetUnconfirmed(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const gone = await tx
      .delete(registration)
      .where(
        and(
          eq(registration.state, 'unconfirmed'),
          lt(registration.createdAt, sql`now() - make_interval(days => ${CONFIRM_DAYS})`),
        ),
      )
      .returning({ id: registration.id })
    const ids = gone.map((row) => row.id)
    if (ids.length > 0) await tx.delete(specialAnswer).where(inArray(specialAnswer.registrationId, ids))
    await dropFiles(tx, ids)
    return ids.length
  })
}
