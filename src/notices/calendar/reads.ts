/** Own calendars: who has one, and in which network. */
import { and, eq } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import { ownCalendar } from '../tables.ts'

export interface OwnCalendar {
  readonly personId: string
  readonly networkId: string
  readonly version: number
  /** Milliseconds since 1970. */
  readonly made: number
}

const asOwn = (row: typeof ownCalendar.$inferSelect): OwnCalendar => ({
  ...row,
  made: instantOf(row.createdAt).epochMilliseconds,
})

/** A person's calendars, one for each network that they made one in. */
export async function calendarsOf(db: Db, personId: string): Promise<OwnCalendar[]> {
  return (await db.select().from(ownCalendar).where(eq(ownCalendar.personId, personId))).map(asOwn)
}

export async function calendarIn(db: Db, personId: string, networkId: string): Promise<OwnCalendar | null> {
  const [row] = await db
    .select()
    .from(ownCalendar)
    .where(and(eq(ownCalendar.personId, personId), eq(ownCalendar.networkId, networkId)))
  return row ? asOwn(row) : null
}
