/**
 * The decisions of a network as one reader may know of them, over all its meetings. Only what was published counts, as it was
 * published: what somebody is writing meanwhile shows neither in the list nor in what is found.
 */
import { and, asc, count, desc, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { listActions } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import { topic, topicLink } from '#matters/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { readableItems } from '#programme/items/reads.ts'
import { type Decisions, decisionsWhere, rowsOf, viewOf } from './published/reads.ts'
import { type DecisionQuery, type DecisionView, type FollowedCounts, PER_PAGE } from './rules.ts'

const yearOf = (d: Decisions) => sql<number | null>`extract(year from ${d.on}::date)::int`

/** What it says or its number: "e-bok", "3/20". */
const holds = (d: Decisions, q: string): SQL => {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const words = sql`concat(${d.number}::text, '/' || right(${d.numberYear}::text, 2))`
  return or(ilike(d.text, like), eq(words, q), sql`${d.itemTitle}::text ilike ${like}`)!
}

/** About a topic: itself, its item or its matter was said to be. */
const isAbout = (d: Decisions, networkId: string, slug: string): SQL => sql`exists (
  select 1 from ${topicLink} as l join ${topic} as t on t.id = l.topic_id
  where t.network_id = ${networkId} and t.slug = ${slug} and t.deleted_at is null and (
    (l.kind = 'decision' and l.subject_id = ${d.id}) or (l.kind = 'item' and l.subject_id = ${d.itemId}::uuid)
    or (l.kind = 'matter' and l.subject_id = ${d.matterId})))`

/** One page of the register, and how many there are of what was asked for. @param meetingId only what this meeting decided */
export async function listDecisions(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug'>,
  query: DecisionQuery,
  {
    most = PER_PAGE,
    meetingId,
    ids,
  }: { readonly most?: number; readonly meetingId?: string; readonly ids?: readonly string[] } = {},
): Promise<{ readonly decisions: readonly DecisionView[]; readonly count: number }> {
  const d = decisionsWhere(db, readableItems(actor, network.id))
  const asked = and(
    meetingId ? eq(d.meetingId, meetingId) : undefined,
    ids ? inArray(d.id, [...ids]) : undefined,
    query.series ? eq(d.seriesSlug, query.series) : undefined,
    query.topic ? isAbout(d, network.id, query.topic) : undefined,
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

/** The years and series that have decisions this actor may read, and the network's topics: what there is to choose from. */
export async function decisionChoices(db: Db, actor: Actor, networkId: string) {
  const d = decisionsWhere(db, readableItems(actor, networkId))
  const rows = await db
    .select({ slug: d.seriesSlug, name: d.seriesName, year: yearOf(d).as('year'), n: count() })
    .from(d)
    .groupBy(d.seriesSlug, d.seriesName, sql`year`)
  const topics = await db
    .select({ slug: topic.slug, name: topic.name })
    .from(topic)
    .where(and(eq(topic.networkId, networkId), isNull(topic.deletedAt), isNull(topic.mergedInto)))
    .orderBy(asc(topic.slug))
  const years = [...new Set(rows.flatMap((row) => (row.year === null ? [] : [row.year])))].sort((a, b) => b - a)
  const names = new Map(rows.flatMap((row) => (row.slug && row.name ? [[row.slug, row.name] as const] : [])))
  return {
    years,
    series: [...names].map(([slug, name]) => ({ slug, name })),
    topics,
    all: rows.reduce((sum, row) => sum + row.n, 0),
  }
}
export type DecisionChoices = Awaited<ReturnType<typeof decisionChoices>>

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
