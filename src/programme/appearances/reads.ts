/** What belongs to an appearance beside the programme's own words. */
import { eq, inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { appearance } from '../tables.ts'

export type AppearanceRow = typeof appearance.$inferSelect

/** By the speaker's id; none for those of whom nothing has been said. */
export async function appearancesOf(db: Db, speakerIds: readonly string[]): Promise<ReadonlyMap<string, AppearanceRow>> {
  if (speakerIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(appearance)
    .where(inArray(appearance.speakerId, [...speakerIds]))
  return new Map(rows.map((row) => [row.speakerId, row]))
}

/** All of a meeting's, by the speaker's id. */
export async function appearancesAt(db: Db, meetingId: string): Promise<ReadonlyMap<string, AppearanceRow>> {
  const rows = await db.select().from(appearance).where(eq(appearance.meetingId, meetingId))
  return new Map(rows.map((row) => [row.speakerId, row]))
}
