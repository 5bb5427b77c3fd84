/** Every version a programme has had. Version n is how it stood after operation n; version 0 is as it was made. */
import { and, count, desc, eq, lte } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { Programme } from '../document.ts'
import { type OperationRow, operationsAfter, programmeOf, undoable } from '../operation/reads.ts'
import { earlier } from '../operation/rules.ts'
import { operation } from '../tables.ts'

/** Versions on one page of the list. */
export const PER_PAGE = 50

export interface Versions {
  /** Newest first. */
  readonly operations: readonly OperationRow[]
  readonly newest: number
  /** The highest number of the next page; null at the end. */
  readonly older: number | null
  readonly total: number
  /** What the one who asks may take back and take up again. */
  readonly undo: OperationRow | null
  readonly redo: OperationRow | null
}

/** @param from the highest number to show */
export async function versionsOf(db: Db, meetingId: string, personId: string, from: number | null): Promise<Versions> {
  const own = eq(operation.meetingId, meetingId)
  const rows = await db
    .select()
    .from(operation)
    .where(and(own, from === null ? undefined : lte(operation.number, from)))
    .orderBy(desc(operation.number))
    .limit(PER_PAGE + 1)
  const [sum] = await db.select({ total: count() }).from(operation).where(own)
  const total = sum?.total ?? 0
  return {
    operations: rows.slice(0, PER_PAGE),
    // Numbers have no gaps: operations are never removed.
    newest: total,
    older: rows[PER_PAGE]?.number ?? null,
    total,
    ...(await undoable(db, meetingId, personId)),
  }
}

/** The programme as it stood in two versions, from one walk back. */
export async function twoVersions(
  db: Db,
  meetingId: string,
  from: number,
  to: number,
): Promise<{ before: Programme; after: Programme }> {
  const now = await programmeOf(db, meetingId)
  const later = await operationsAfter(db, meetingId, Math.min(from, to))
  const at = (number: number) =>
    earlier(
      now,
      later.filter((one) => one.number > number),
    )
  return { before: at(from), after: at(to) }
}
