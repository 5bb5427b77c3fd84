import { eq } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutes, minutesObject, minutesRevision } from '../tables.ts'

/** Who wrote and who approved goes; the text is looked through with all other texts, unless it was approved. */
export async function forgetWriting(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const revisions = await tx
    .update(minutesRevision)
    .set({ by: null, byName: null })
    .where(eq(minutesRevision.by, personId))
    .returning({ id: minutesRevision.id })
  const held = { writer: null, writerName: null, writerWindow: null, writerUntil: null }
  await tx.update(minutes).set(held).where(eq(minutes.writer, personId))
  await tx.update(minutes).set({ approvedBy: null }).where(eq(minutes.approvedBy, personId))
  await tx.update(minutes).set({ publishedBy: null }).where(eq(minutes.publishedBy, personId))
  const owned = await tx
    .update(minutesObject)
    .set({ personId: null })
    .where(eq(minutesObject.personId, personId))
    .returning({ id: minutesObject.id })
  await tx.update(minutesObject).set({ toldPersonId: null, toldAt: null }).where(eq(minutesObject.toldPersonId, personId))
  return sumOf([{ minutes_revision: revisions.length, minutes_object: owned.length }])
}
