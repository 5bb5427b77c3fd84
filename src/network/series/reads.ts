/** A series as those who plan it see it. */
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { readableBy } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import { earlierAt } from '../addresses/reads.ts'
import type { NetworkRow } from '../reads.ts'
import { type NextTime, nextTime } from '../rhythm/rules.ts'
import { mayOrganise } from '../rules.ts'
import { series } from '../tables.ts'

export type SeriesRow = typeof series.$inferSelect

/** What those who plan a series are told on its page. */
export interface SeriesPlan {
  /** The last meeting that is planned or held, drafts too: the next one can be made after it. */
  readonly last: { readonly id: string } | null
  readonly next: NextTime | null
}

/** The plan of a series, for organisers; null for others. */
export async function planOf(db: Db, actor: Actor, network: NetworkRow, row: SeriesRow): Promise<SeriesPlan | null> {
  if (mayOrganise(actor) !== 'yes') return null
  const [last] = await db
    .select({ id: meeting.id, startsAt: meeting.startsAt, timezone: meeting.timezone })
    .from(meeting)
    .where(and(eq(meeting.seriesId, row.id), readableBy(actor, network.id)))
    .orderBy(sql`${meeting.startsAt} desc nulls last`)
    .limit(1)
  const date = last?.startsAt ? wall(last.startsAt, last.timezone).date : null
  const today = Temporal.Now.plainDateISO(network.timezone).toString()
  return { last: last ? { id: last.id } : null, next: row.rhythm && nextTime(row.rhythm, { last: date, today }) }
}

/** How many meetings stand in a series, drafts too. Removed ones and templates do not count. */
export async function meetingsIn(db: Db, seriesId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(meeting)
    .where(and(eq(meeting.seriesId, seriesId), eq(meeting.template, false), isNull(meeting.deletedAt)))
  return row?.n ?? 0
}

/** The series at an address, or null. No access is checked: a series' name is public, its meetings are not. */
export async function seriesBySlug(db: Db, networkId: string, slug: string): Promise<SeriesRow | null> {
  const [row] = await db
    .select()
    .from(series)
    .where(and(eq(series.networkId, networkId), eq(series.slug, slug), isNull(series.deletedAt)))
  return row ?? null
}

/** The slug of the series that was called something else before; null where there is none. */
export async function seriesMovedFrom(db: Db, networkId: string, slug: string): Promise<string | null> {
  const id = await earlierAt(db, networkId, 'series', slug)
  if (id === null) return null
  const [row] = await db
    .select({ slug: series.slug })
    .from(series)
    .where(and(eq(series.id, id), isNull(series.deletedAt)))
  return row?.slug ?? null
}
