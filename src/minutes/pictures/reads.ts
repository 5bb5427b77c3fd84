/** Pictures of minutes, for those who may see the text that they stand in. */
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { isForAll, type MeetingRow, mayReadPart, mayWriteMinutes, narrowest } from '#meeting/rules.ts'
import { type Audience, meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import type { MinutesDocument } from '../document.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { picturesIn } from './rules.ts'
import { minutesPicture } from './tables.ts'

const parent = alias(item, 'parent')

export type PictureRow = typeof minutesPicture.$inferSelect

/** A picture, and the meeting and for whom the item is into whose minutes it was put. */
export interface FoundPicture {
  readonly row: PictureRow
  readonly meeting: MeetingRow
  readonly audience: Audience
}

export async function findPicture(db: Db, id: string): Promise<FoundPicture | null> {
  if (!isId(id)) return null
  const [found] = await db
    .select({ row: minutesPicture, meeting, own: item.audience, around: parent.audience })
    .from(minutesPicture)
    .innerJoin(meeting, eq(meeting.id, minutesPicture.meetingId))
    .innerJoin(item, eq(item.id, minutesPicture.itemId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    // That item may be gone, and the picture stand in the minutes of another.
    .where(and(eq(minutesPicture.id, id), isNull(meeting.deletedAt)))
  return found ? { ...found, audience: narrowest(found.own, found.around ?? 'public') } : null
}

/**
 * Whether this actor may see this picture, and whether anybody may: it stands in published minutes of an item they may see, or
 * they write the meeting's minutes.
 * @throws NotFound
 */
export async function openPicture(db: Db, actor: Actor, found: FoundPicture): Promise<{ forAll: boolean }> {
  const { row, meeting: of } = found
  const mayRead = (audience: Audience) => mayReadPart(actor, of, audience) === 'yes'
  const shown = await shownTo(db, row)
  if (isForAll(of) && shown.includes('public')) return { forAll: true }
  if (!shown.some(mayRead) && !(mayWriteMinutes(actor, of) === 'yes' && mayRead(found.audience))) throw new NotFound()
  return { forAll: false }
}

/** For whom the items are in whose published minutes a picture stands: it may have been moved from one to another. */
async function shownTo(db: Db, row: PictureRow): Promise<Audience[]> {
  const rows = await db
    .select({ own: item.audience, around: parent.audience })
    .from(minutes)
    .innerJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .innerJoin(item, eq(item.id, minutes.itemId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(
      and(
        eq(minutes.meetingId, row.meetingId),
        isNotNull(minutes.publishedAt),
        isNull(item.deletedAt),
        isNotNull(item.dayId),
        sql`jsonb_path_exists(${minutesRevision.document}, '$.content[*].attrs ? (@.file == $id)', jsonb_build_object('id', ${row.id}::text))`,
      ),
    )
  return rows.map(({ own, around }) => narrowest(own, around ?? 'public'))
}

/**
 * What some texts of one meeting show, by the id that stands in them. One that is of another meeting is not among them: its
 * readers are others. Access to the texts is the caller's to check.
 */
export async function picturesOf(
  db: Db,
  meetingId: string,
  documents: readonly MinutesDocument[],
): Promise<ReadonlyMap<string, PictureRow>> {
  const ids = [...new Set(documents.flatMap(picturesIn).map(({ file }) => file))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(minutesPicture)
    .where(and(eq(minutesPicture.meetingId, meetingId), inArray(minutesPicture.id, ids)))
  return new Map(rows.map((row) => [row.id, row]))
}
