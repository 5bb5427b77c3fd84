import { inArray } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import type { Subject } from '../live/subjects.ts'
import { instantOf } from '../words/instant.ts'
import { revision } from './tables.ts'

/** The present revisions of some subjects; one never raised stands at 0. */
export async function revisionsOf(db: Db, subjects: readonly Subject[]): Promise<Map<Subject, number>> {
  return (await standOf(db, subjects)).revisions
}

/** The same, and when one of them was raised last; null where none ever was. */
export async function standOf(
  db: Db,
  subjects: readonly Subject[],
): Promise<{ revisions: Map<Subject, number>; raisedAt: Temporal.Instant | null }> {
  const rows = await db
    .select()
    .from(revision)
    .where(inArray(revision.subject, subjects as Subject[]))
  const found = new Map(rows.map((row) => [row.subject as Subject, row.rev]))
  return {
    revisions: new Map(subjects.map((subject) => [subject, found.get(subject) ?? 0])),
    raisedAt:
      rows
        .map((row) => instantOf(row.raisedAt))
        .sort(Temporal.Instant.compare)
        .at(-1) ?? null,
  }
}
