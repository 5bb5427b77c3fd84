/** What is laid out until a day, and who is still to be reminded of it. */
import { and, eq, inArray, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import { personActor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import { meeting } from '#meeting/tables.ts'
import { person } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { attendance } from '#registration/tables.ts'
import type { MinutesRow } from '../../rules.ts'
import { correction, minutes } from '../../tables.ts'
import { mayReadCorrections } from '../rules.ts'

/** The act of reminding of a last day, about the meeting. */
export const REMINDED = 'minutes.corrections_reminded'

/** Minutes of a meeting that are laid out until the same day. */
export interface LaidOut {
  readonly meetingId: string
  readonly networkId: string
  readonly timezone: string
  readonly until: string
}

/** All that is laid out until a day that is not long over, of which nobody has been reminded. */
export async function laidOutUntilADay(db: Db): Promise<LaidOut[]> {
  const reminded = db
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.meetingId, minutes.meetingId),
        eq(activity.action, REMINDED),
        sql`${activity.after}->>'until' = ${minutes.correctionsUntil}::text`,
      ),
    )
  const rows = await db
    .selectDistinct({
      meetingId: minutes.meetingId,
      networkId: minutes.networkId,
      timezone: meeting.timezone,
      until: minutes.correctionsUntil,
    })
    .from(minutes)
    .innerJoin(meeting, eq(meeting.id, minutes.meetingId))
    .where(
      and(
        eq(minutes.state, 'proposed'),
        sql`${minutes.correctionsUntil} >= current_date - 1`,
        isNull(meeting.deletedAt),
        notExists(reminded),
      ),
    )
  return rows.map((row) => ({ ...row, until: row.until! }))
}

export interface LaidOutItem {
  readonly row: MinutesRow
  readonly item: { readonly id: string; readonly publicId: number; readonly title: Words; readonly audience: Audience }
}

/** The minutes of a meeting that are laid out until that day, in the order in which their items came about. */
export async function itemsLaidOut(db: Db, meetingId: string, until: string): Promise<LaidOutItem[]> {
  return db
    .select({ row: minutes, item: { id: item.id, publicId: item.publicId, title: item.title, audience: item.audience } })
    .from(minutes)
    .innerJoin(item, eq(item.id, minutes.itemId))
    .where(
      and(
        eq(minutes.meetingId, meetingId),
        eq(minutes.state, 'proposed'),
        eq(minutes.correctionsUntil, until),
        isNull(item.deletedAt),
      ),
    )
    .orderBy(item.publicId)
}

export interface ToRemind {
  readonly email: string
  readonly locale: Locale | null
  readonly of: readonly LaidOutItem[]
}

/** Those who were there, each with the minutes that they may correct and have proposed nothing to. */
export async function toRemind(db: Db, row: MeetingRow, laidOut: readonly LaidOutItem[]): Promise<ToRemind[]> {
  const there = await db
    .selectDistinct({ id: person.id, email: person.email, locale: person.locale })
    .from(attendance)
    .innerJoin(person, eq(person.id, attendance.personId))
    .where(
      and(
        eq(attendance.meetingId, row.id),
        inArray(attendance.presence, ['present', 'substitute']),
        isNull(person.deletedAt),
        isNotNull(person.email),
      ),
    )
    .orderBy(person.id)
  const ids = laidOut.map((one) => one.row.id)
  const proposed = await db
    .select({ by: correction.personId, minutesId: correction.minutesId })
    .from(correction)
    .where(inArray(correction.minutesId, ids))
  const told: ToRemind[] = []
  for (const one of there) {
    const reader = await personActor(db, one.id, { networkId: row.networkId, meetingId: row.id })
    const of = laidOut.filter(
      (laid) =>
        mayReadCorrections(reader, row, laid.item.audience, laid.row) === 'yes' &&
        !proposed.some(({ by, minutesId }) => by === one.id && minutesId === laid.row.id),
    )
    if (of.length > 0) told.push({ email: one.email!, locale: one.locale, of })
  }
  return told
}
