/** The text that stands, and the revisions that it came from: what every way of writing ends in. */
import { eq, max, sql } from 'drizzle-orm'
import { keepActions } from '#actions/keeping/writes.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Act, Doer } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutesSubject } from '#platform/live/subjects.ts'
import type { Locale } from '#platform/words/text.ts'
import { type MinutesDocument, withoutAttendance } from '../document.ts'
import { htmlOf } from '../html/rules.ts'
import { keepObjects } from '../objects/keeping/writes.ts'
import { textOf } from '../revision/rules.ts'
import type { MinutesRow, RevisionRow } from '../rules.ts'
import { minutes, minutesRevision } from '../tables.ts'

/**
 * What is made of a document for reading and searching. Both come before the public, so who came and went is in neither: it is
 * put in for those who are told.
 */
const openly = (document: MinutesDocument, locale: Locale) => ({
  html: htmlOf(withoutAttendance(document), locale),
  text: textOf(withoutAttendance(document), locale),
})

/** A new revision beside those there are. It does not stand by itself. */
export async function addRevision(
  tx: Tx,
  by: Doer,
  row: MinutesRow,
  document: MinutesDocument,
  how: Partial<RevisionRow>,
): Promise<RevisionRow> {
  const [highest] = await tx
    .select({ number: max(minutesRevision.number) })
    .from(minutesRevision)
    .where(eq(minutesRevision.minutesId, row.id))
  const [made] = await tx
    .insert(minutesRevision)
    .values({
      by: by.person?.id ?? null,
      byName: by.person?.name ?? null,
      ...how,
      networkId: row.networkId,
      minutesId: row.id,
      number: (highest?.number ?? 0) + 1,
      document,
      ...openly(document, row.locale),
      at: sql`clock_timestamp()` as unknown as string,
    })
    .returning()
  return made!
}

/**
 * Makes a text the one that stands, with what follows from it.
 * @param number of its revision; it may stand without one for a while
 * @returns the minutes as they are then
 */
export async function setText(
  tx: Tx,
  row: MinutesRow,
  document: MinutesDocument,
  number: number = row.number,
): Promise<MinutesRow> {
  const [changed] = await tx
    .update(minutes)
    .set({
      document,
      number,
      ...openly(document, row.locale),
      updatedAt: sql`clock_timestamp()`,
    })
    .where(eq(minutes.id, row.id))
    .returning()
  await keepObjects(tx, row, document)
  // Of what readers have, the actions go on saying what readers have until this is published too.
  if (changed!.publishedAt === null) await keepActions(tx, changed!)
  return changed!
}

/**
 * What was done to which minutes; never their text. Writing raises nothing that readers see: they see what is published, and a
 * page that a thousand read must not be made anew at every word of a draft. Those who write are told.
 */
export const act = (
  meeting: Pick<MeetingRow, 'id' | 'networkId'>,
  row: Pick<MinutesRow, 'id'>,
  action: string,
  after: unknown,
): Act => ({
  networkId: meeting.networkId,
  meetingId: meeting.id,
  action,
  about: { kind: 'minutes', id: row.id },
  after,
  raises: [minutesSubject(row.id)],
})
