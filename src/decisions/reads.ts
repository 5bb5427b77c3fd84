/**
 * The decisions of a network as one reader may know of them, over all its meetings. Only what was published counts, as it was
 * published: what somebody is writing meanwhile shows neither in the list nor in what is found.
 */
import { and, asc, count, desc, eq, ilike, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { listActions } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import { itemPath, type MeetingRow, openItem, readableBy } from '#meeting/reads.ts'
import { mayEdit, mayRead } from '#meeting/rules.ts'
import { type Audience, day, meeting } from '#meeting/tables.ts'
import { blockOf, type MinutesNode } from '#minutes/document.ts'
import { numberWords } from '#minutes/objects/rules.ts'
import { amendment, minutes, minutesObject, minutesRevision } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type DecisionQuery, type DecisionView, type FollowedCounts, PER_PAGE } from './rules.ts'

const parent = alias(item, 'parent')

/** The block as readers have it, and all that is written in it as one text. */
const writtenIn = (db: Db) =>
  db
    .select({
      block: sql<MinutesNode>`b.value`.as('block'),
      text: sql<string>`(select string_agg(t.value #>> '{}', '') from jsonb_path_query(b.value, 'strict $.**.text') as t(value))`.as(
        'said_text',
      ),
    })
    .from(sql`jsonb_array_elements(${minutesRevision.document} -> 'content') as b(value)`)
    .where(sql`b.value ->> 'type' = 'decision' and b.value -> 'attrs' ->> 'id' = ${minutesObject.blockId}::text`)
    .limit(1)
    .as('written')

/** The day of an item, else the first of its meeting. */
const on = sql<string | null>`coalesce(${day.date}, timezone(${meeting.timezone}, ${meeting.startsAt})::date)::text`

/** In SQL, of an item joined to its meeting and to what it is part of: what this actor may read. What is for the invited of one meeting alone is shown on that meeting's own pages, where it is known who they are. */
function readable(actor: Actor, networkId: string): SQL {
  const editor = mayEdit(actor, { networkId }) === 'yes'
  const open: Audience[] = editor ? ['public', 'members', 'invited'] : actor.network?.role ? ['public', 'members'] : ['public']
  return and(
    readableBy(actor, networkId),
    inArray(item.audience, open),
    or(
      and(isNull(item.parentId), isNotNull(item.dayId)),
      and(isNull(parent.deletedAt), isNotNull(parent.dayId), inArray(parent.audience, open)),
    ),
  )!
}

/** Decisions as they were published, to be narrowed and counted. @param where what keeps those out who may not read them */
function decisionsWhere(db: Db, where: SQL) {
  const written = writtenIn(db)
  return db
    .select({
      id: minutesObject.id,
      publicId: minutesObject.publicId,
      number: minutesObject.number,
      numberYear: minutesObject.numberYear,
      block: written.block,
      text: written.text,
      locale: minutes.locale,
      on: on.as('on_day'),
      position: minutesObject.position,
      itemId: sql<string>`${item.id}`.as('item_id'),
      itemNumber: sql<number>`${item.publicId}::float8`.as('item_number'),
      itemTitle: sql<Words>`${item.title}`.as('item_title'),
      matterId: item.matterId,
      meetingId: sql<string>`${meeting.id}`.as('meeting_id'),
      slug: meeting.slug,
      meetingTitle: sql<Words>`${meeting.title}`.as('meeting_title'),
      meetingLocale: sql<Locale>`${meeting.locale}`.as('meeting_locale'),
      seriesId: sql<string | null>`${series.id}`.as('series_id'),
      seriesSlug: sql<string | null>`${series.slug}`.as('series_slug'),
      seriesName: series.name,
      // An approval is of the text that stands; the published one may be older.
      approved: sql<boolean>`(${minutes.state} = 'approved' and ${minutes.publishedNumber} = ${minutes.number})`.as('approved'),
      amendments: sql<number>`(select count(*)::int from ${amendment} as a where a.minutes_id = ${minutes.id})`.as('amendments'),
    })
    .from(minutesObject)
    .innerJoin(minutes, eq(minutes.id, minutesObject.minutesId))
    .innerJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .innerJoin(meeting, eq(meeting.id, minutesObject.meetingId))
    .innerJoin(item, eq(item.id, minutesObject.itemId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, eq(day.id, sql`coalesce(${parent.dayId}, ${item.dayId})`))
    .leftJoin(series, and(eq(series.id, meeting.seriesId), isNull(series.deletedAt)))
    .innerJoinLateral(written, sql`true`)
    .where(
      and(
        eq(minutesObject.kind, 'decision'),
        isNotNull(minutesObject.number),
        isNotNull(minutes.publishedAt),
        isNotNull(meeting.publishedAt),
        isNull(item.deletedAt),
        where,
      ),
    )
    .as('d')
}

type Decisions = ReturnType<typeof decisionsWhere>

const yearOf = (d: Decisions) => sql<number | null>`extract(year from ${d.on}::date)::int`

/** What it says or its number: "e-bok", "3/20". */
const holds = (d: Decisions, q: string): SQL => {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const words = sql`concat(${d.number}::text, '/' || right(${d.numberYear}::text, 2))`
  return or(ilike(d.text, like), eq(words, q), sql`${d.itemTitle}::text ilike ${like}`)!
}

const rowsOf = (db: Db, d: Decisions, asked: SQL | undefined) => db.select().from(d).where(asked).$dynamic()

function viewOf(row: Awaited<ReturnType<typeof rowsOf>>[number], base: string): DecisionView {
  const meetingPath = `${base}/${row.slug}`
  const number = row.number!
  return {
    id: row.id,
    publicId: row.publicId,
    number,
    numberYear: row.numberYear,
    words: numberWords(row)!,
    block: blockOf(row.block)!,
    locale: row.locale,
    on: row.on,
    item: {
      id: row.itemId,
      title: row.itemTitle,
      path: itemPath(meetingPath, { publicId: row.itemNumber, title: row.itemTitle }, row.meetingLocale),
      matterId: row.matterId,
    },
    meeting: { id: row.meetingId, title: row.meetingTitle, path: meetingPath },
    series: row.seriesName,
    approved: row.approved,
    amendments: row.amendments,
  }
}

/** One page of the register, and how many there are of what was asked for. */
export async function listDecisions(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug'>,
  query: DecisionQuery,
  most = PER_PAGE,
): Promise<{ readonly decisions: readonly DecisionView[]; readonly count: number }> {
  const d = decisionsWhere(db, readable(actor, network.id))
  const asked = and(
    query.series ? eq(d.seriesSlug, query.series) : undefined,
    query.year === null ? undefined : eq(yearOf(d), query.year),
    query.q ? holds(d, query.q) : undefined,
  )
  const order =
    query.sort === 'newest'
      ? [sql`${d.on} desc nulls last`, desc(d.numberYear), desc(d.number)]
      : [sql`${d.on} asc nulls last`, asc(d.numberYear), asc(d.number)]
  const rows = await rowsOf(db, d, asked)
    .orderBy(...order, asc(d.id))
    .limit(most)
    .offset((query.page - 1) * most)
  const [counted] = await db.select({ n: count() }).from(d).where(asked)
  return { decisions: rows.map((row) => viewOf(row, `/${network.slug}`)), count: counted!.n }
}

/** The years and series that have decisions this actor may read: what there is to choose from. */
export async function decisionChoices(db: Db, actor: Actor, networkId: string) {
  const d = decisionsWhere(db, readable(actor, networkId))
  const rows = await db
    .select({ slug: d.seriesSlug, name: d.seriesName, year: yearOf(d).as('year'), n: count() })
    .from(d)
    .groupBy(d.seriesSlug, d.seriesName, sql`year`)
  const years = [...new Set(rows.flatMap((row) => (row.year === null ? [] : [row.year])))].sort((a, b) => b - a)
  const names = new Map(rows.flatMap((row) => (row.slug && row.name ? [[row.slug, row.name] as const] : [])))
  return { years, series: [...names].map(([slug, name]) => ({ slug, name })), all: rows.reduce((sum, row) => sum + row.n, 0) }
}
export type DecisionChoices = Awaited<ReturnType<typeof decisionChoices>>

/** Where a decision was made: the row alone, no access is checked. */
export interface Place {
  readonly publicId: number
  readonly meeting: MeetingRow
  readonly itemNumber: number
}

/** @returns null where there is none with a number */
export async function placeOf(db: Db, networkId: string, publicId: number): Promise<Place | null> {
  const [found] = await db
    .select({ publicId: minutesObject.publicId, meeting, itemNumber: item.publicId })
    .from(minutesObject)
    .innerJoin(item, eq(item.id, minutesObject.itemId))
    .innerJoin(meeting, eq(meeting.id, minutesObject.meetingId))
    .where(and(eq(minutesObject.publicId, publicId), eq(minutesObject.networkId, networkId), isNotNull(minutesObject.number)))
  return found ?? null
}

/** What was added to approved minutes. */
export interface Added {
  readonly number: number
  readonly text: string
  readonly at: string
}

/** The minutes a decision stands in, as readers have them. */
export interface StandsIn {
  /** Which of the revisions it is. */
  readonly revision: number
  readonly publishedAt: string
  /** Null while what was published is not what was approved. */
  readonly approvedAt: string | null
  readonly added: readonly Added[]
}

/**
 * One decision with the minutes it stands in.
 * @param actor as at its meeting
 * @throws NotFound alike when it is not for this actor, when its minutes are not before readers and when they do not hold it any more
 */
export async function readDecision(db: Db, actor: Actor, network: Pick<NetworkRow, 'id' | 'slug'>, place: Place) {
  if (mayRead(actor, place.meeting) !== 'yes') throw new NotFound()
  const of = await openItem(db, actor, place.meeting, place.itemNumber)
  const d = decisionsWhere(db, eq(minutesObject.publicId, place.publicId))
  const [row] = await rowsOf(db, d, undefined)
  if (!row) throw new NotFound()
  const [stands] = await db
    .select({
      revision: minutes.publishedNumber,
      publishedAt: minutes.publishedAt,
      approvedAt: minutes.approvedAt,
      id: minutes.id,
    })
    .from(minutes)
    .where(eq(minutes.itemId, row.itemId))
  const added = await db
    .select({ number: amendment.number, text: amendment.text, at: amendment.at })
    .from(amendment)
    .where(eq(amendment.minutesId, stands!.id))
    .orderBy(asc(amendment.number))
  const standsIn: StandsIn = {
    revision: stands!.revision!,
    publishedAt: stands!.publishedAt!,
    approvedAt: row.approved ? stands!.approvedAt : null,
    added,
  }
  return { decision: viewOf(row, `/${network.slug}`), minutes: standsIn, item: of }
}

/** Of each item, by its id: how many actions it has that this actor may see, and how many of those are done. */
export async function followedOf(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug' | 'timezone'>,
  decisions: readonly DecisionView[],
): Promise<FollowedCounts> {
  const itemIds = [...new Set(decisions.map((one) => one.item.id))]
  const actions = itemIds.length === 0 ? [] : await listActions(db, actor, network, { itemIds })
  const ofItem = Map.groupBy(actions, (one) => one.itemId!)
  return new Map(
    [...ofItem].map(([itemId, all]) => [itemId, { all: all.length, done: all.filter((one) => one.status === 'done').length }]),
  )
}

/** One time that a matter was on. */
export interface Treatment {
  readonly title: Words
  readonly path: string
  readonly meeting: Words
  readonly on: string | null
}

/** The other times that the matter of an item was on, as far as this actor may read; oldest first. */
export async function treatmentsBeside(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug'>,
  { id, matterId }: { readonly id: string; readonly matterId: string | null },
): Promise<Treatment[]> {
  if (matterId === null) return []
  const rows = await db
    .select({
      title: item.title,
      publicId: item.publicId,
      on,
      slug: meeting.slug,
      meeting: meeting.title,
      locale: meeting.locale,
    })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, eq(day.id, sql`coalesce(${parent.dayId}, ${item.dayId})`))
    .where(
      and(
        eq(item.matterId, matterId),
        eq(item.networkId, network.id),
        ne(item.id, id),
        isNull(item.deletedAt),
        isNotNull(meeting.publishedAt),
        readable(actor, network.id),
      ),
    )
    .orderBy(sql`${on} asc nulls last`, asc(item.publicId))
    .limit(MOST_TREATMENTS)
  return rows.map((row) => ({
    title: row.title,
    path: itemPath(`/${network.slug}/${row.slug}`, row, row.locale),
    meeting: row.meeting,
    on: row.on,
  }))
}

const MOST_TREATMENTS = 200
