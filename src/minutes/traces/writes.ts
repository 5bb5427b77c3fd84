import { eq, sql } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { forgetWhoComments } from '../comments/traces/writes.ts'
import { amendment, closing, correction, itemOutcome, minutes, minutesObject, minutesRevision } from '../tables.ts'
import { forgetWriters } from '../together/traces/writes.ts'

/** Who wrote, corrected and approved goes; the text is looked through with all other texts, unless it was approved. */
export async function forgetWriting(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const revisions = await tx
    .update(minutesRevision)
    .set({ by: null, byName: null })
    .where(eq(minutesRevision.by, personId))
    .returning({ id: minutesRevision.id })
  // Of a text that several wrote, their names stand as one.
  await tx
    .update(minutesRevision)
    .set({ byName: null, authors: sql`array_remove(${minutesRevision.authors}, ${personId}::uuid)` })
    .where(sql`${personId} = any(${minutesRevision.authors})`)
  await forgetWriters(tx, personId)
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
  const proposed = await tx
    .update(correction)
    .set({ personId: null, name: erasedName.nb })
    .where(eq(correction.personId, personId))
    .returning({ id: correction.id })
  await tx.update(correction).set({ answeredBy: null, answeredByName: null }).where(eq(correction.answeredBy, personId))
  for (const table of [amendment, itemOutcome, closing])
    await tx.update(table).set({ by: null, byName: null }).where(eq(table.by, personId))
  const said = await forgetWhoComments(tx, personId)
  return sumOf([{ minutes_revision: revisions.length, minutes_object: owned.length, correction: proposed.length }, said])
}
