/** The working side of minutes. Readers get what is published with the meeting (`#meeting/reads.ts`) and never come here. */
import { and, asc, desc, eq, ne, or, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { MinutesRow, RevisionRow } from './rules.ts'
import { minutes, minutesRevision } from './tables.ts'

/** The meeting and the item that minutes are of. */
export interface Place {
  readonly meeting: MeetingRow
  readonly item: { readonly id: string }
}

export interface MinutesView {
  readonly row: MinutesRow
  readonly approvedBy: string | null
}

/**
 * The minutes of an item as they stand, published or not; null when nobody has begun.
 * @throws NotFound when the actor may not write minutes of this meeting
 */
export async function readMinutes(db: Db, actor: Actor, { meeting, item }: Place): Promise<MinutesView | null> {
  onlyWriters(actor, meeting)
  const [found] = await db
    .select({ row: minutes, approvedBy: person.name })
    .from(minutes)
    .leftJoin(person, eq(person.id, minutes.approvedBy))
    .where(and(eq(minutes.itemId, item.id), eq(minutes.meetingId, meeting.id)))
  return found ?? null
}

export type RevisionHead = Pick<RevisionRow, 'id' | 'number' | 'by' | 'byName' | 'at' | 'reason' | 'restoredFrom'>

/**
 * The revisions of some minutes without their texts, newest first.
 * @param limit the newest so many; all when absent
 */
export async function listRevisions(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  row: MinutesRow,
  limit?: number,
): Promise<RevisionHead[]> {
  onlyWriters(actor, meeting)
  const { id, number, by, byName, at, reason, restoredFrom } = minutesRevision
  const query = db
    .select({ id, number, by, byName, at, reason, restoredFrom })
    .from(minutesRevision)
    .where(eq(minutesRevision.minutesId, row.id))
    .orderBy(desc(minutesRevision.number))
    .$dynamic()
  return limit === undefined ? query : query.limit(limit)
}

/**
 * One revision with its text.
 * @throws NotFound when there is no such revision
 */
export async function readRevision(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  row: MinutesRow,
  number: number,
): Promise<RevisionRow> {
  onlyWriters(actor, meeting)
  const [found] = await db
    .select()
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, number)))
  if (!found) throw new NotFound()
  return found
}

/** The newest text that was kept aside and is later than what stands: someone has yet to look at it. */
export async function keptAside(db: Db, actor: Actor, meeting: MeetingRow, row: MinutesRow): Promise<RevisionHead | null> {
  const newest = await listRevisions(db, actor, meeting, row, 1)
  return newest[0]?.reason === 'conflict' ? newest[0] : null
}

/** Who wrote what stands in the minutes of a meeting, by item and by name; without those who are no more. */
export async function writersOf(db: Db, actor: Actor, meeting: MeetingRow): Promise<ReadonlyMap<string, readonly string[]>> {
  onlyWriters(actor, meeting)
  const rows = await db
    .selectDistinct({ itemId: minutes.itemId, name: person.name })
    .from(minutes)
    .innerJoin(minutesRevision, eq(minutesRevision.minutesId, minutes.id))
    .innerJoin(person, or(eq(person.id, minutesRevision.by), sql`${person.id} = any(${minutesRevision.authors})`))
    .where(and(eq(minutes.meetingId, meeting.id), ne(minutesRevision.reason, 'conflict')))
    .orderBy(asc(person.name))
  const writers = Map.groupBy(rows, (row) => row.itemId)
  return new Map([...writers].map(([itemId, all]) => [itemId, all.map(({ name }) => name)]))
}

function onlyWriters(actor: Actor, meeting: MeetingRow): void {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
}
