/** Rows that follow what stands in the text: called by whatever makes a text stand, in its transaction and under the minutes' lock. */
import { and, asc, eq, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import { network } from '#network/tables.ts'
import type { Tx } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import { input } from '#questions/tables.ts'
import { type Block, blocksIn, type MinutesNode } from '../../document.ts'
import type { MinutesRow } from '../../rules.ts'
import { minutesObject } from '../../tables.ts'
import type { ObjectRow } from '../rules.ts'

type Minutes = Pick<MinutesRow, 'id' | 'networkId' | 'meetingId' | 'itemId'>
type Said = Pick<ObjectRow, 'kind' | 'position' | 'text' | 'question' | 'who' | 'due' | 'did' | 'instead' | 'clock'>

/**
 * Makes the rows of some minutes say what their text says: new blocks get one, changed ones follow, those taken out are kept with
 * the moment they went, and get their row back when they come back, in other minutes of the same meeting too.
 */
export async function keepObjects(tx: Tx, row: Minutes, document: MinutesNode): Promise<void> {
  const blocks = blocksIn(document)
  const own = await tx.select().from(minutesObject).where(eq(minutesObject.minutesId, row.id))
  const known = new Map(own.map((one) => [one.blockId, one]))
  for (const one of await comingOver(
    tx,
    row,
    blocks.filter((block) => !known.has(block.id)),
  ))
    known.set(one.blockId, one)
  const made: (typeof minutesObject.$inferInsert)[] = []
  for (const [position, block] of blocks.entries()) {
    const said = saidIn(block, position)
    const before = known.get(block.id)
    if (!before) made.push({ ...placeOf(row), ...said, blockId: block.id, inputId: await questionOf(tx, row, block) })
    else if (before.removedAt !== null || differs(before, said)) await put(tx, before.id, { ...said, removedAt: null })
  }
  if (made.length > 0) await tx.insert(minutesObject).values(made)
  const stand = new Set(blocks.map((block) => block.id))
  const gone = own.filter((one) => one.removedAt === null && !stand.has(one.blockId)).map((one) => one.id)
  if (gone.length > 0) await tx.update(minutesObject).set({ removedAt: sql`now()` }).where(inArray(minutesObject.id, gone))
}

const placeOf = ({ id, networkId, meetingId, itemId }: Minutes) => ({ networkId, meetingId, itemId, minutesId: id })

const saidIn = ({ kind, text, question, who, due, attending }: Block, position: number): Said => ({
  kind,
  position,
  text,
  question,
  who,
  due,
  ...(attending ?? { did: null, instead: null, clock: null }),
})

const differs = (row: ObjectRow, said: Said): boolean =>
  (Object.keys(said) as (keyof Said)[]).some((name) => row[name] !== said[name])

async function put(tx: Tx, id: string, set: Partial<ObjectRow>): Promise<void> {
  await tx
    .update(minutesObject)
    .set({ ...set, updatedAt: sql`now()` })
    .where(eq(minutesObject.id, id))
}

/** Blocks cut from another item's minutes of the meeting: their rows come along, with number and owner. */
async function comingOver(tx: Tx, row: Minutes, blocks: readonly Block[]): Promise<ObjectRow[]> {
  if (blocks.length === 0) return []
  const cut = await tx
    .select({ id: minutesObject.id })
    .from(minutesObject)
    .where(
      and(
        eq(minutesObject.meetingId, row.meetingId),
        inArray(
          minutesObject.blockId,
          blocks.map((block) => block.id),
        ),
        isNotNull(minutesObject.removedAt),
      ),
    )
    .orderBy(asc(minutesObject.removedAt))
    .for('update')
  // Cut from two places it is the one that was cut first: each block has one row here.
  const moved: ObjectRow[] = []
  for (const { id } of cut) {
    const [over] = await tx
      .update(minutesObject)
      .set(placeOf(row))
      .where(
        and(
          eq(minutesObject.id, id),
          sql`not exists (select 1 from minutes_object as o where o.minutes_id = ${row.id} and o.block_id = ${minutesObject.blockId})`,
        ),
      )
      .returning()
    if (over) moved.push(over)
  }
  return moved
}

/** The question an answer is to: the one it says it came from, or the one in the meeting that asks the same in the same words. */
async function questionOf(tx: Tx, row: Minutes, block: Block): Promise<string | null> {
  if (block.kind !== 'answer') return null
  const [found] = await tx
    .select({ id: input.id })
    .from(input)
    .where(
      and(
        eq(input.meetingId, row.meetingId),
        eq(input.kind, 'question'),
        isNull(input.deletedAt),
        block.input ? eq(input.id, block.input) : eq(input.text, block.question ?? ''),
      ),
    )
    .limit(1)
  return found?.id ?? null
}

/** The questions sent in whose answers stand in some minutes. */
export async function questionsIn(tx: Tx, row: Minutes): Promise<string[]> {
  const answers = await tx
    .select({ inputId: minutesObject.inputId })
    .from(minutesObject)
    .where(and(eq(minutesObject.minutesId, row.id), isNotNull(minutesObject.inputId), isNull(minutesObject.removedAt)))
  return answers.map((one) => one.inputId!)
}

/**
 * Gives numbers to the decisions of some minutes that have none, in the order of the text. Called when the text comes before
 * readers. A number is never given twice: one whose decision was taken out stays empty.
 */
export async function giveNumbers(tx: Tx, row: Minutes): Promise<void> {
  const unnumbered = await tx
    .select({ id: minutesObject.id })
    .from(minutesObject)
    .where(
      and(
        eq(minutesObject.minutesId, row.id),
        eq(minutesObject.kind, 'decision'),
        isNull(minutesObject.removedAt),
        isNull(minutesObject.number),
      ),
    )
    .orderBy(asc(minutesObject.position))
  if (unnumbered.length === 0) return
  const [where] = await tx
    .select({ meeting, way: network.decisionNumbers })
    .from(meeting)
    .innerJoin(network, eq(network.id, meeting.networkId))
    .where(eq(meeting.id, row.meetingId))
  const year = where!.way === 'year' ? yearOf(where!.meeting) : null
  const line = year === null ? row.meetingId : (where!.meeting.seriesId ?? row.networkId)
  // Two who publish at once take turns: what counts is a row of numbers, not one row in a table.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`decisions of ${line}`}, 0))`)
  const alike = where!.meeting.seriesId === null ? isNull(meeting.seriesId) : eq(meeting.seriesId, where!.meeting.seriesId)
  const counted =
    year === null
      ? and(eq(minutesObject.meetingId, row.meetingId), isNull(minutesObject.numberYear))
      : and(eq(minutesObject.networkId, row.networkId), eq(minutesObject.numberYear, year), alike)
  const [highest] = await tx
    .select({ number: max(minutesObject.number) })
    .from(minutesObject)
    .innerJoin(meeting, eq(meeting.id, minutesObject.meetingId))
    .where(counted)
  for (const [i, { id }] of unnumbered.entries()) await put(tx, id, { number: (highest?.number ?? 0) + i + 1, numberYear: year })
}

/** The year a meeting belongs to by its own clock; that of today while it has no date. */
const yearOf = ({ startsAt, timezone }: { startsAt: string | null; timezone: string }): number =>
  startsAt ? Number(wall(startsAt, timezone).date.slice(0, 4)) : Temporal.Now.plainDateISO(timezone).year
