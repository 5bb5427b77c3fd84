/** Who was there while an item was on. */
import { and, asc, eq } from 'drizzle-orm'
import { organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { idFrom } from '#platform/db/id.ts'
import type { Locale } from '#platform/words/text.ts'
import { at } from '#registration/attendance/reads.ts'
import { attendance, attendanceItem } from '#registration/tables.ts'
import { type PresentView, quoteOfPresent } from './rules.ts'

/** What was said of the item where it is kept there, else of the meeting. Access is the caller's to check. */
export async function presentOn(db: Db, meetingId: string, itemId: string, locale: Locale): Promise<PresentView> {
  const ofItem = (await db.$count(attendanceItem, eq(attendanceItem.itemId, itemId))) > 0
  const people = await db
    .select({ name: attendance.name, from: organisation.name, presence: attendance.presence })
    .from(attendance)
    .leftJoin(organisation, eq(organisation.id, attendance.organisationId))
    .where(and(eq(attendance.meetingId, meetingId), at(ofItem ? itemId : null)))
    .orderBy(asc(attendance.name), asc(attendance.id))
  return { ofItem, people, quote: quoteOfPresent(idFrom(`present at ${itemId}`), people, locale) }
}
