/** The items at which it is kept who was there. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { mayReadPart, type Readable } from '#meeting/rules.ts'
import { type Span, spanOf } from '#meeting/schedule/rules.ts'
import { day } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { isPause } from '#programme/rules.ts'
import { item } from '#programme/tables.ts'
import { attendance, attendanceItem } from '../../tables.ts'
import { mayKeepAttendance } from '../rules.ts'

type Meeting = Readable & { readonly id: string; readonly networkId: string; readonly timezone: string } & Span

/** An item of a programme, as attendance needs it. */
export interface AttendedItem extends Span {
  readonly id: string
  readonly publicId: number
  readonly title: Words
  /** Whether it is kept there. */
  readonly kept: boolean
  /** How many were there; null for those who do not keep the list. */
  readonly present: number | null
}

/**
 * The items at which it is kept, in the order of the programme; for those who keep the list all others too, without breaks.
 * One that has no end of its own lasts as the meeting does.
 */
export async function attendedItems(db: Db, actor: Actor, meeting: Meeting): Promise<AttendedItem[]> {
  const keeps = mayKeepAttendance(actor, meeting) === 'yes'
  const [rows, said] = await Promise.all([
    db
      .select({ item, day, kept: attendanceItem.itemId })
      .from(item)
      .innerJoin(day, eq(day.id, item.dayId))
      .leftJoin(attendanceItem, eq(attendanceItem.itemId, item.id))
      .where(and(eq(item.meetingId, meeting.id), isNull(item.deletedAt), isNull(item.parentId)))
      .orderBy(asc(day.position), asc(item.position)),
    keeps
      ? db
          .select({ itemId: attendance.itemId, presence: attendance.presence })
          .from(attendance)
          .where(eq(attendance.meetingId, meeting.id))
      : [],
  ])
  const seen = rows.filter((row) => mayReadPart(actor, meeting, row.item.audience) === 'yes')
  const wanted = seen.filter((row) => row.kept !== null || (keeps && !isPause(row.item.kind)))
  return wanted.map(({ item: one, day: on, kept }) => {
    const span = spanOf([on], [one], meeting.timezone)
    const there = said.filter(
      (row) => row.itemId === one.id && (row.presence === 'present' || row.presence === 'substitute'),
    ).length
    return {
      id: one.id,
      publicId: one.publicId,
      title: one.title,
      kept: kept !== null,
      present: keeps ? there : null,
      startsAt: one.start === null ? meeting.startsAt : span.startsAt,
      endsAt: one.end === null ? meeting.endsAt : span.endsAt,
    }
  })
}

/** @throws NotFound where it is not kept, or the item is not for this actor */
export async function attendedItem(db: Db, actor: Actor, meeting: Meeting, number: string): Promise<AttendedItem> {
  const found = (await attendedItems(db, actor, meeting)).find((one) => one.kept && String(one.publicId) === number)
  if (!found) throw new NotFound()
  return found
}

/** Whether an item's page leads to its list: while the meeting runs for all who are signed in, and always for those who keep it. */
export async function attendsItem(
  db: Db,
  actor: Actor,
  meeting: { readonly id: string; readonly networkId: string; readonly state: string },
  itemId: string,
): Promise<boolean> {
  if (!actor.person || (meeting.state !== 'live' && mayKeepAttendance(actor, meeting) !== 'yes')) return false
  const [row] = await db.select().from(attendanceItem).where(eq(attendanceItem.itemId, itemId))
  return row !== undefined
}
