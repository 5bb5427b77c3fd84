/** Comments as those who write minutes see them; nobody else does. */
import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Place } from '../reads.ts'
import { storedDoc } from '../together/reads.ts'
import { wordsAt } from './reader.ts'
import type { CommentRow, ThreadRow } from './rules.ts'
import { minutesComment, minutesThread } from './tables.ts'

export interface Thread {
  readonly row: ThreadRow
  /** Oldest first. */
  readonly comments: readonly CommentRow[]
  /** Of an open suggestion: what its passage says by now; null when it is gone. */
  readonly now?: string | null
}

/**
 * What is said of the minutes of an item, oldest first.
 * @throws NotFound when the actor may not write minutes of this meeting
 */
export async function threadsOf(db: Db, actor: Actor, { meeting, item }: Place): Promise<Thread[]> {
  onlyWriters(actor, meeting)
  const rows = await db
    .select()
    .from(minutesThread)
    .where(and(eq(minutesThread.itemId, item.id), eq(minutesThread.meetingId, meeting.id)))
    .orderBy(asc(minutesThread.createdAt), asc(minutesThread.id))
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const comments = await db
    .select()
    .from(minutesComment)
    .where(inArray(minutesComment.threadId, ids))
    .orderBy(asc(minutesComment.createdAt), asc(minutesComment.id))
  const said = Map.groupBy(comments, (one) => one.threadId)
  const asksNow = (row: ThreadRow) => row.state === 'open' && row.proposed !== null && row.passage !== null
  const shared = rows.some(asksNow) ? await storedDoc(db, rows[0]!.minutesId) : null
  const now = ({ passage }: ThreadRow) => (shared?.life === passage!.life ? wordsAt(shared!.doc, passage!) : null)
  return rows.map((row) => ({ row, comments: said.get(row.id) ?? [], ...(asksNow(row) && { now: now(row) }) }))
}

/** How many threads are open, by minutes. Access is the caller's to check. */
export async function countThreads(db: Db, minutesIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ id: minutesThread.minutesId, open: count() })
    .from(minutesThread)
    .where(and(inArray(minutesThread.minutesId, [...minutesIds]), eq(minutesThread.state, 'open')))
    .groupBy(minutesThread.minutesId)
  return new Map(rows.map(({ id, open }) => [id, open]))
}

function onlyWriters(actor: Actor, meeting: MeetingRow): void {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
}
