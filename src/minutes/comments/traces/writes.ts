import { and, eq } from 'drizzle-orm'
import type { Counts } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutesComment, minutesThread } from '../tables.ts'

/** Who said something of minutes, and who settled it, is another. */
export async function mergeWhoComments(tx: Tx, networkId: string, from: string, to: string): Promise<void> {
  const { by, settledBy } = minutesThread
  await tx
    .update(minutesThread)
    .set({ by: to })
    .where(and(eq(minutesThread.networkId, networkId), eq(by, from)))
  await tx
    .update(minutesThread)
    .set({ settledBy: to })
    .where(and(eq(minutesThread.networkId, networkId), eq(settledBy, from)))
  await tx
    .update(minutesComment)
    .set({ by: to })
    .where(and(eq(minutesComment.networkId, networkId), eq(minutesComment.by, from)))
}

/** Who said what of minutes goes; what was said is looked through with all other texts. */
export async function forgetWhoComments(tx: Tx, personId: string): Promise<Counts> {
  await tx.update(minutesThread).set({ settledBy: null, settledByName: null }).where(eq(minutesThread.settledBy, personId))
  const begun = await tx
    .update(minutesThread)
    .set({ by: null, byName: null })
    .where(eq(minutesThread.by, personId))
    .returning({ id: minutesThread.id })
  const said = await tx
    .update(minutesComment)
    .set({ by: null, byName: null })
    .where(eq(minutesComment.by, personId))
    .returning({ id: minutesComment.id })
  return { minutes_thread: begun.length, minutes_comment: said.length }
}
