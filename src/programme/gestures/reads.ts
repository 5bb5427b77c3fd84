/** The programme as the wide editor needs it. */
import { and, eq, isNull, max } from 'drizzle-orm'
import { material } from '#materials/tables.ts'
import { minutes } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Programme } from '../document.ts'
import { type OperationRow, programmeOf, undoable } from '../operation/reads.ts'
import { item, operation } from '../tables.ts'

export interface BoardData {
  readonly programme: Programme
  /** The number of the newest operation; 0 before the first. */
  readonly number: number
  readonly publicIds: ReadonlyMap<string, number>
  readonly held: ReadonlySet<string>
  readonly undo: OperationRow | null
  readonly redo: OperationRow | null
}

/** Everything on the board, in a fixed number of queries. Access is the caller's to check. */
export async function boardOf(db: Db, meetingId: string, personId: string): Promise<BoardData> {
  // The number first: what comes in between is then seen as new once more, not missed.
  const number = await newestNumber(db, meetingId)
  const programme = await programmeOf(db, meetingId)
  const ids = await db
    .select({ id: item.id, publicId: item.publicId })
    .from(item)
    .where(and(eq(item.meetingId, meetingId), isNull(item.deletedAt)))
  return {
    programme,
    number,
    publicIds: new Map(ids.map((row) => [row.id, row.publicId])),
    held: await holding(db, meetingId),
    ...(await undoable(db, meetingId, personId)),
  }
}

/** How far the programme has come. */
export async function newestNumber(db: Db, meetingId: string): Promise<number> {
  const [row] = await db
    .select({ number: max(operation.number) })
    .from(operation)
    .where(eq(operation.meetingId, meetingId))
  return row?.number ?? 0
}

/** The items on which materials or minutes hang. */
export async function holding(db: Db, meetingId: string): Promise<Set<string>> {
  const materials = await db
    .selectDistinct({ id: material.itemId })
    .from(material)
    .where(and(eq(material.meetingId, meetingId), isNull(material.deletedAt)))
  const written = await db.selectDistinct({ id: minutes.itemId }).from(minutes).where(eq(minutes.meetingId, meetingId))
  return new Set([...materials, ...written].flatMap((row) => row.id ?? []))
}
