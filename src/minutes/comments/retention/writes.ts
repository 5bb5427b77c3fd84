import { eq, inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { minutesComment, minutesThread } from '../tables.ts'

/** What was said of minutes while they were written. */
export async function deleteThreads(tx: Tx, minutesId: string): Promise<void> {
  const threads = await tx.delete(minutesThread).where(eq(minutesThread.minutesId, minutesId)).returning({ id: minutesThread.id })
  const ids = threads.map((thread) => thread.id)
  if (ids.length > 0) await tx.delete(minutesComment).where(inArray(minutesComment.threadId, ids))
}
