/** The meetings of a year, as one reader may see them. */
import { and, asc, gte, isNotNull, lt } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { readableBy } from '#meeting/reads.ts'
import { statusesOf } from '#meeting/schedule/reads.ts'
import { meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { instantAt, wall } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'

export interface YearMeeting {
  readonly title: Words
  readonly path: string
  /** `YYYY-MM-DD` */
  readonly on: string
}

/** Published ones that will be held or were, in time. Two queries. */
export async function meetingsIn(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug' | 'timezone'>,
  year: number,
): Promise<YearMeeting[]> {
  const from = instantAt(`${year}-01-01`, '00:00', network.timezone)
  const to = instantAt(`${year + 1}-01-01`, '00:00', network.timezone)
  const rows = await db
    .select()
    .from(meeting)
    .where(
      and(readableBy(actor, network.id), isNotNull(meeting.publishedAt), gte(meeting.startsAt, from), lt(meeting.startsAt, to)),
    )
    .orderBy(asc(meeting.startsAt), asc(meeting.id))
  const statuses = await statusesOf(db, rows)
  const held = rows.filter((one) => {
    const { postponed, cancelled } = statuses.get(one.id)!
    return !postponed && !cancelled
  })
  return held.map((one) => ({
    title: one.title,
    path: `/${network.slug}/${one.slug}`,
    on: wall(one.startsAt!, one.timezone).date,
  }))
}
