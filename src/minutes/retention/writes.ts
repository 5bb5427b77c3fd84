/** Minutes and drafts of minutes that go by a rule. In the transaction of whoever decided it, who records the act. */
import { and, eq, ne, sql } from 'drizzle-orm'
import { outliveMinutes } from '#actions/retention/writes.ts'
import { bury } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { deleteThreads } from '../comments/retention/writes.ts'
import { deletePictures } from '../pictures/retention/writes.ts'
import { amendment, correction, minutes, minutesObject, minutesRevision } from '../tables.ts'
import { deleteShared } from '../together/retention/writes.ts'

/**
 * Takes minutes away whole, with what stood in them: revisions, decisions, corrections, what was added, pictures.
 * @returns whether there were any
 */
export async function deleteMinutes(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.delete(minutes).where(eq(minutes.id, id)).returning()
  if (!row) return false
  await outliveMinutes(tx, row)
  await deleteThreads(tx, id)
  await deleteShared(tx, id)
  for (const table of [minutesRevision, minutesObject, correction, amendment])
    await tx.delete(table).where(eq(table.minutesId, id))
  await deletePictures(tx, row.itemId)
  await bury(tx, { id, networkId: row.networkId, kind: 'minutes', meetingId: row.meetingId })
  return true
}

/**
 * Takes away what led to minutes: the revisions that neither stand nor are before readers, and what was said of them while they
 * were written. Minutes that were never approved nor published go whole.
 */
export async function deleteDrafts(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.select().from(minutes).where(eq(minutes.id, id)).for('update')
  if (!row) return false
  if (row.approvedAt === null && row.publishedAt === null) return deleteMinutes(tx, id)
  await deleteThreads(tx, id)
  await tx
    .delete(minutesRevision)
    .where(
      and(
        eq(minutesRevision.minutesId, id),
        ne(minutesRevision.number, row.number),
        sql`${minutesRevision.number} is distinct from ${row.publishedNumber}`,
      ),
    )
  return true
}
