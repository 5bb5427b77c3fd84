/**
 * What a network's home shows, in a fixed number of queries, each over an index and with a limit: fifty thousand meetings
 * cost what ten do. Access stands in the queries themselves.
 */
import { and, desc, eq, gte, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { readableBy } from '#meeting/reads.ts'
import { statusesOf } from '#meeting/schedule/reads.ts'
import { type MeetingState, type StatusNow, stateOf } from '#meeting/schedule/rules.ts'
import { meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import type { NetworkRow } from '../reads.ts'
import type { SeriesRow } from '../series/reads.ts'
import { series } from '../tables.ts'
import { type News, newsOf } from './news/reads.ts'
import { cursorText, type ListQuery, NEWEST, nextOf, PER_PAGE, yearSpan } from './rules.ts'

export type MeetingRow = typeof meeting.$inferSelect

/** A meeting as one line of a list. */
export interface MeetingLine
  extends Pick<
    MeetingRow,
    'id' | 'slug' | 'title' | 'summary' | 'startsAt' | 'endsAt' | 'timezone' | 'attendance' | 'place' | 'audience' | 'seriesId'
  > {
  readonly status: StatusNow
  readonly state: MeetingState
}

/** Earlier meetings: newest first, of one year where one is asked for. */
export interface Earlier {
  readonly year: number | null
  readonly meetings: readonly MeetingLine[]
  /** The cursor of the next page, where there is one. */
  readonly older: string | null
  /** Years that have meetings, newest first. */
  readonly years: readonly number[]
}

export interface HomeView {
  readonly network: NetworkRow
  readonly next: MeetingLine | null
  readonly ahead: readonly MeetingLine[]
  readonly earlier: Earlier
  readonly drafts: readonly MeetingLine[]
  readonly news: News<MeetingLine> | null
  readonly series: readonly (SeriesRow & {
    readonly newest: { readonly slug: string; readonly title: Words; readonly startsAt: string | null } | null
  })[]
}

export interface Scope {
  readonly networkId: string
  readonly timezone: string
  readonly seriesId?: string
}

const AHEAD = 12
/** The longest a meeting may have gone on: where the index is entered for those that have not ended. */
const LONGEST_DAYS = 14

/** The home page as this actor sees it. @param query year and page of the earlier meetings */
export async function readHome(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  query: ListQuery,
  locale: Locale,
  now = Temporal.Now.instant(),
): Promise<HomeView> {
  const scope: Scope = { networkId: network.id, timezone: network.timezone }
  const [aheadRows, earlierRows, draftRows, years, seriesList] = await Promise.all([
    aheadIn(db, actor, scope, now),
    earlierIn(db, actor, scope, query, now),
    draftsIn(db, actor, scope),
    yearsIn(db, actor, scope, now),
    seriesIn(db, actor, network.id),
  ])
  const lines = await withStatus(db, [...aheadRows, ...earlierRows, ...draftRows], now)
  const line = (row: MeetingRow) => lines.get(row.id)!
  const ahead = aheadRows.map(line)
  const next = nextOf(ahead)
  const earlier = pageOf(earlierRows.map(line), query, years)
  const candidates = [...(next ? [next] : []), ...earlier.meetings.slice(0, 3)]
  return {
    network,
    next,
    ahead: ahead.filter((one) => one !== next),
    earlier,
    drafts: draftRows.map(line),
    news: query.year || query.before ? null : await newsOf(db, actor, network, candidates, locale),
    series: seriesList,
  }
}

/** The meetings whose publishing changes a visitor's home page: their revisions belong under it. */
export async function meetingsInView(db: Db, actor: Actor, network: NetworkRow, now = Temporal.Now.instant()): Promise<string[]> {
  const scope: Scope = { networkId: network.id, timezone: network.timezone }
  const [ahead, earlier] = await Promise.all([aheadIn(db, actor, scope, now), earlierIn(db, actor, scope, {}, now)])
  return [...ahead, ...earlier].map((row) => row.id)
}

/** One series with its meetings. */
export async function readSeries(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  row: SeriesRow,
  query: ListQuery,
  now = Temporal.Now.instant(),
) {
  const scope: Scope = { networkId: network.id, timezone: network.timezone, seriesId: row.id }
  const [aheadRows, earlierRows, years] = await Promise.all([
    aheadIn(db, actor, scope, now),
    earlierIn(db, actor, scope, query, now),
    yearsIn(db, actor, scope, now),
  ])
  const lines = await withStatus(db, [...aheadRows, ...earlierRows], now)
  return {
    network,
    series: row,
    ahead: aheadRows.map((one) => lines.get(one.id)!),
    earlier: pageOf(
      earlierRows.map((one) => lines.get(one.id)!),
      query,
      years,
    ),
  }
}
export type SeriesView = Awaited<ReturnType<typeof readSeries>>

/** The next meeting of each of some networks, for the list of networks. One query a network: there are few. */
export async function nextMeetings(
  db: Db,
  actorIn: (networkId: string) => Promise<Actor>,
  networks: readonly NetworkRow[],
  now = Temporal.Now.instant(),
) {
  return Promise.all(
    networks.map(async (network) => {
      const rows = await aheadIn(db, await actorIn(network.id), { networkId: network.id, timezone: network.timezone }, now)
      const lines = await withStatus(db, rows, now)
      return { network, next: nextOf(rows.map((row) => lines.get(row.id)!)) }
    }),
  )
}

const publishedIn = (actor: Actor, scope: Scope): SQL =>
  and(
    readableBy(actor, scope.networkId),
    isNotNull(meeting.publishedAt),
    scope.seriesId ? eq(meeting.seriesId, scope.seriesId) : undefined,
  )!

/** Going on or still to come, the soonest first; those without a date last. */
async function aheadIn(db: Db, actor: Actor, scope: Scope, now: Temporal.Instant): Promise<MeetingRow[]> {
  const dated = db
    .select()
    .from(meeting)
    .where(
      and(
        publishedIn(actor, scope),
        gte(meeting.startsAt, now.subtract({ hours: 24 * LONGEST_DAYS }).toString()),
        gte(sql`coalesce(${meeting.endsAt}, ${meeting.startsAt})`, now.toString()),
      ),
    )
    // The index runs the other way; nulls first is how it reads backwards.
    .orderBy(sql`${meeting.startsAt} asc nulls first`)
    .limit(AHEAD)
  const undated = db
    .select()
    .from(meeting)
    .where(and(publishedIn(actor, scope), isNull(meeting.startsAt)))
    .orderBy(desc(meeting.createdAt))
    .limit(AHEAD)
  const [first, last] = await Promise.all([dated, undated])
  return [...first, ...last]
}

async function earlierIn(db: Db, actor: Actor, scope: Scope, query: ListQuery, now: Temporal.Instant): Promise<MeetingRow[]> {
  const span = query.year ? yearSpan(query.year, scope.timezone) : null
  const { before } = query
  return db
    .select()
    .from(meeting)
    .where(
      and(
        publishedIn(actor, scope),
        lt(meeting.startsAt, now.toString()),
        lt(sql`coalesce(${meeting.endsAt}, ${meeting.startsAt})`, now.toString()),
        span ? and(gte(meeting.startsAt, span.from), lt(meeting.startsAt, span.to)) : undefined,
        // Written so that the index is entered at the cursor.
        before
          ? and(lte(meeting.startsAt, before.startsAt), or(lt(meeting.startsAt, before.startsAt), lt(meeting.id, before.id)))
          : undefined,
      ),
    )
    .orderBy(sql`${meeting.startsAt} desc nulls last`, desc(meeting.id))
    .limit((query.year || query.before ? PER_PAGE : NEWEST) + 1)
}

async function draftsIn(db: Db, actor: Actor, scope: Scope): Promise<MeetingRow[]> {
  if (actor.kind !== 'person') return []
  return db
    .select()
    .from(meeting)
    .where(and(readableBy(actor, scope.networkId), isNull(meeting.publishedAt)))
    .orderBy(desc(meeting.createdAt))
    .limit(PER_PAGE)
}

/** The years with meetings, newest first: one step into the index for each year instead of a look at every meeting. */
async function yearsIn(db: Db, actor: Actor, scope: Scope, now: Temporal.Instant): Promise<number[]> {
  const newestBefore = (limit: SQL) => sql`(select ${meeting.startsAt} from ${meeting}
    where ${publishedIn(actor, scope)} and ${meeting.startsAt} < ${limit} order by ${meeting.startsAt} desc nulls last limit 1)`
  const wallClock = sql`timezone(${scope.timezone}::text, years.at)`
  const result = await db.execute<{ year: number }>(sql`
    with recursive years(at) as (
      select ${newestBefore(sql`${now.toString()}::timestamptz`)}
      union all
      select ${newestBefore(sql`timezone(${scope.timezone}::text, date_trunc('year', ${wallClock}))`)} from years where years.at is not null
    )
    select extract(year from ${wallClock})::int as year from years where years.at is not null limit 200`)
  return result.rows.map((row) => row.year)
}

async function seriesIn(db: Db, actor: Actor, networkId: string): Promise<HomeView['series'][number][]> {
  const newest = db
    .select({ slug: meeting.slug, title: meeting.title, startsAt: meeting.startsAt })
    .from(meeting)
    .where(and(readableBy(actor, networkId), isNotNull(meeting.publishedAt), eq(meeting.seriesId, series.id)))
    .orderBy(sql`${meeting.startsAt} desc nulls last`)
    .limit(1)
    .as('newest')
  const rows = await db
    .select({ series, newest: { slug: newest.slug, title: newest.title, startsAt: newest.startsAt } })
    .from(series)
    .leftJoinLateral(newest, sql`true`)
    .where(and(eq(series.networkId, networkId), isNull(series.deletedAt)))
    .orderBy(series.createdAt, series.id)
    .limit(PER_PAGE)
  return rows.map((row) => ({ ...row.series, newest: row.newest?.slug ? row.newest : null }))
}

/** What became of the plan of each, in one query. */
async function withStatus(db: Db, rows: readonly MeetingRow[], now: Temporal.Instant): Promise<Map<string, MeetingLine>> {
  const statuses = await statusesOf(db, rows)
  return new Map(
    rows.map((row) => {
      const status = statuses.get(row.id)!
      return [row.id, { ...row, status, state: stateOf(row, status, now) }]
    }),
  )
}

function pageOf(meetings: readonly MeetingLine[], query: ListQuery, years: readonly number[]): Earlier {
  const size = query.year || query.before ? PER_PAGE : NEWEST
  const shown = meetings.slice(0, size)
  const last = shown.at(-1)
  const more = meetings.length > size && last?.startsAt
  return {
    year: query.year ?? null,
    meetings: shown,
    older: more ? cursorText({ startsAt: instantOf(last.startsAt!).toString(), id: last.id }) : null,
    years,
  }
}
