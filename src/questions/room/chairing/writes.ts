/**
 * What the chairs make of questions in the room. Each act says where it leads: two chairs who do the same do it once, and where
 * they do different things the last one counts. Letters of written answers leave by `answer` in `#questions/writes.ts`.
 */
import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { itemById } from '#programme/reads.ts'
import { lockRoom } from '#room/entry/writes.ts'
import type { InputRow } from '../../rules.ts'
import { input } from '../../tables.ts'
import { held, note, put } from '../../writes.ts'
import { mayBecome, type Turned } from '../rules.ts'

/** Lets it in, takes it back, declines it, marks it answered: whatever it was. @returns what it was, for the way back */
export async function turnInto(db: Db, actor: Actor, meeting: MeetingRow, id: string, to: Turned): Promise<Turned> {
  let before: Turned = to
  await decide(db, actor, meeting, id, `input.turned_${to}`, async (tx, row) => {
    const verdict = mayBecome(row, to)
    if (verdict !== 'yes') throw new Refused(verdict)
    before = row.state as Turned
    if (row.state === to) return null
    const answered = to === 'answered'
    return put(tx, row, {
      state: to,
      answeredAt: answered ? sql`now()` : null,
      answeredBy: answered ? (actor.person?.id ?? null) : null,
      answeredByName: answered ? (actor.person?.name ?? null) : null,
      ...(to !== 'shown' && { answeringAt: null }),
    })
  })
  return before
}

/** It is being answered now, and the one before it no longer; or it is not. @returns which was answered before; null for none */
export async function setAnswering(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  answering: boolean,
): Promise<string | null> {
  let before: string | null = null
  await decide(db, actor, meeting, id, answering ? 'input.answering' : 'input.not_answering', async (tx, row) => {
    if ((row.answeringAt !== null) === answering) {
      before = answering ? null : id
      return null
    }
    if (!answering) return put(tx, row, { answeringAt: null })
    if (row.state !== 'shown') throw new Refused('questions_taken_up')
    const [other] = await tx
      .update(input)
      .set({ answeringAt: null })
      .where(and(eq(input.meetingId, meeting.id), isNotNull(input.answeringAt), ne(input.id, id)))
      .returning({ id: input.id })
    before = other?.id ?? null
    return put(tx, row, { answeringAt: sql`now()` })
  })
  return before
}

/**
 * Puts it together with another that says the same: its votes are the other's from now on, each participant counted once.
 * @returns those that had been put together with it, for the way back
 */
export async function merge(db: Db, actor: Actor, meeting: MeetingRow, id: string, into: string): Promise<string[]> {
  let its: string[] = []
  await decide(db, actor, meeting, id, 'input.merged', async (tx, row) => {
    const other = await held(tx, meeting.id, into)
    const target = other.mergedInto ?? other.id
    if (other.kind !== 'question') throw new NotFound()
    if (target === row.id) throw new Refused('questions_room_same')
    if (row.mergedInto === target) return null
    const moved = await tx
      .update(input)
      .set({ mergedInto: target })
      .where(and(eq(input.meetingId, meeting.id), eq(input.mergedInto, row.id)))
      .returning({ id: input.id })
    its = moved.map((one) => one.id)
    return put(tx, row, { mergedInto: target, answeringAt: null })
  })
  return its
}

/** Takes it apart again. @param its those that go with it */
export async function takeApart(db: Db, actor: Actor, meeting: MeetingRow, id: string, its: readonly string[]): Promise<void> {
  await decide(db, actor, meeting, id, 'input.taken_apart', async (tx, row) => {
    if (row.mergedInto === null) return null
    if (its.length > 0)
      await tx
        .update(input)
        .set({ mergedInto: row.id })
        .where(and(inArray(input.id, [...its]), eq(input.meetingId, meeting.id), eq(input.mergedInto, row.mergedInto)))
    return put(tx, row, { mergedInto: null })
  })
}

/** Puts it to another item; null for the meeting as a whole. @returns the item it was put to */
export async function moveToItem(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  itemId: string | null,
): Promise<string | null> {
  let before: string | null = null
  await decide(db, actor, meeting, id, 'input.moved_to_item', async (tx, row) => {
    before = row.itemId
    if (row.itemId === itemId) return null
    if (itemId !== null) await itemById(tx, meeting.id, itemId)
    return put(tx, row, { itemId })
  })
  return before
}

/** Marks that it goes into the minutes of its item, or not. */
export async function takeToMinutes(db: Db, actor: Actor, meeting: MeetingRow, id: string, noted: boolean): Promise<void> {
  await decide(db, actor, meeting, id, noted ? 'input.noted' : 'input.not_noted', async (tx, row) => {
    if ((row.notedAt !== null) === noted) return null
    return put(tx, row, { notedAt: noted ? sql`now()` : null })
  })
}

/** One act of a chair on one question, with the room held meanwhile. `work` answers null where it was done already. */
async function decide(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  action: string,
  work: (tx: Tx, row: InputRow) => Promise<InputRow | null>,
): Promise<void> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    await lockRoom(tx, meeting)
    const row = await held(tx, meeting.id, id)
    if (row.kind !== 'question') throw new NotFound()
    const after = await work(tx, row)
    if (after) await note(tx, actor, after, action)
  })
}
