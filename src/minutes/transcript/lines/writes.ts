/** Single lines by hand: which item they belong to, who said them, which words, and what is left out. */
import { and, asc, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import type { LineRow, TranscriptRow } from '../rules.ts'
import { transcriptLine, transcriptSpeaker } from '../tables.ts'
import { act, changing, dropApproved } from '../writes.ts'

/** One line alone, or with what stands on its side of a border in the same item. */
export type Reach = 'one' | 'onwards' | 'until'

export interface Placing {
  readonly line: number
  /** Null: between the items. */
  readonly itemId: string | null
  readonly reach: Reach
}

/**
 * Moves lines to another item. Where a border is moved, it is those that stand between the line and the end, or the beginning,
 * of what it is among.
 */
export const place = (db: Db, actor: Actor, meeting: MeetingRow, id: string, placing: Placing): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, row) => {
    const { itemId, reach } = placing
    if (itemId !== null) await onlyItemOf(tx, meeting, itemId)
    const line = await lineOf(tx, row, placing.line)
    const within =
      reach === 'one'
        ? eq(transcriptLine.number, line.number)
        : reach === 'onwards'
          ? and(gte(transcriptLine.number, line.number), lte(transcriptLine.number, await edge(tx, row, line, 'onwards')))
          : and(lte(transcriptLine.number, line.number), gte(transcriptLine.number, await edge(tx, row, line, 'until')))
    await tx
      .update(transcriptLine)
      .set({ itemId, byHand: true })
      .where(and(eq(transcriptLine.transcriptId, row.id), within))
    if (row.keptAt !== null) await dropApproved(tx, row)
    await record(tx, actor, act(row, 'transcript.placed', { line: line.number, itemId, reach }))
  })

/** The last line, or the first, of those that stand together with a line in its item. */
async function edge(tx: Tx, row: TranscriptRow, line: LineRow, way: 'onwards' | 'until'): Promise<number> {
  const { number } = transcriptLine
  const elsewhere = sql`${transcriptLine.itemId} is distinct from ${line.itemId}::uuid`
  const beyond = way === 'onwards' ? gte(number, line.number) : lte(number, line.number)
  const [next] = await tx
    .select({ number })
    .from(transcriptLine)
    .where(and(eq(transcriptLine.transcriptId, row.id), beyond, elsewhere))
    .orderBy(way === 'onwards' ? asc(number) : desc(number))
    .limit(1)
  if (!next) return way === 'onwards' ? LAST : 0
  return way === 'onwards' ? next.number - 1 : next.number + 1
}

/** Beyond every line's number; the largest that the database compares them with. */
const LAST = 2_147_483_647

async function onlyItemOf(tx: Tx, meeting: MeetingRow, itemId: string): Promise<void> {
  const where = and(eq(item.id, itemId), eq(item.meetingId, meeting.id), isNull(item.deletedAt))
  const [found] = await tx.select({ id: item.id }).from(item).where(where)
  if (!found) throw new NotFound()
}

async function lineOf(tx: Tx, row: TranscriptRow, number: number): Promise<LineRow> {
  const [line] = await tx
    .select()
    .from(transcriptLine)
    .where(and(eq(transcriptLine.transcriptId, row.id), eq(transcriptLine.number, number)))
  if (!line) throw new NotFound()
  return line
}

/** Leaves a line out, or takes it in again. */
export const leaveOut = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  number: number,
  dropped: boolean,
): Promise<void> =>
  changeOne(db, actor, meeting, id, number, dropped ? 'transcript.left_out' : 'transcript.taken_back', { dropped })

/** Says who of those in the file said a line; null: nobody known. */
export const giveTo = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  number: number,
  speaker: number | null,
): Promise<void> => changeOne(db, actor, meeting, id, number, 'transcript.given', { speaker })

/** Corrects what the machine heard wrong. The history says that somebody did, and not the words: they go with the transcript. */
export const correct = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  { line, text }: { readonly line: number; readonly text: string },
): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, row) => {
    await lineOf(tx, row, line)
    await tx
      .update(transcriptLine)
      .set({ text })
      .where(and(eq(transcriptLine.transcriptId, row.id), eq(transcriptLine.number, line)))
    await record(tx, actor, act(row, 'transcript.corrected', { line }))
  })

const changeOne = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  number: number,
  action: string,
  set: Partial<Pick<LineRow, 'dropped' | 'speaker'>>,
): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, row) => {
    await lineOf(tx, row, number)
    if (typeof set.speaker === 'number') await onlySpeakerOf(tx, row, set.speaker)
    await tx
      .update(transcriptLine)
      .set(set)
      .where(and(eq(transcriptLine.transcriptId, row.id), eq(transcriptLine.number, number)))
    await record(tx, actor, act(row, action, { line: number, ...set }))
  })

async function onlySpeakerOf(tx: Tx, row: TranscriptRow, number: number): Promise<void> {
  const [found] = await tx
    .select({ number: transcriptSpeaker.number })
    .from(transcriptSpeaker)
    .where(and(eq(transcriptSpeaker.transcriptId, row.id), eq(transcriptSpeaker.number, number)))
  if (!found) throw new NotFound()
}
