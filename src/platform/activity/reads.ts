import { inArray } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import type { Subject } from '../live/subjects.ts'
import { revision } from './tables.ts'

/** The present revisions of some subjects; one never raised stands at 0. */
export async function revisionsOf(db: Db, subjects: readonly Subject[]): Promise<Map<Subject, number>> {
  const rows = await db
    .select()
    .from(revision)
    .where(inArray(revision.subject, subjects as Subject[]))
  const found = new Map(rows.map((row) => [row.subject as Subject, row.rev]))
  return new Map(subjects.map((subject) => [subject, found.get(subject) ?? 0]))
}
