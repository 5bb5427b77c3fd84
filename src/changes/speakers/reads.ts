/** Who speaks at some meetings, as far as they can be asked. */
import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { appearance, item, speaker } from '#programme/tables.ts'

/** Appearances on the programme of people who have an address. */
export async function speakersAt(
  db: Db,
  meetingIds: readonly string[],
): Promise<{ id: string; networkId: string; meetingId: string }[]> {
  return db
    .select({ id: speaker.id, networkId: speaker.networkId, meetingId: speaker.meetingId })
    .from(speaker)
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt), isNotNull(item.dayId)))
    .leftJoin(person, and(eq(person.id, speaker.personId), isNull(person.deletedAt)))
    .where(and(inArray(speaker.meetingId, [...meetingIds]), or(isNotNull(speaker.email), isNotNull(person.email))))
}

/** Names of those who were asked whether they can still come, and have not answered. */
export async function unconfirmedAt(db: Db, meetingId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ name: speaker.name })
    .from(speaker)
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt), isNotNull(item.dayId)))
    .innerJoin(appearance, and(eq(appearance.speakerId, speaker.id), isNotNull(appearance.confirmAskedAt)))
    .where(eq(speaker.meetingId, meetingId))
    .orderBy(speaker.name)
  return rows.map((row) => row.name)
}
