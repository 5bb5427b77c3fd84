/** Topics of a network, and what is about each, as one reader may know of it. */
import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { itemPath } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { itsDay, on, parent } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import { type Of, shownItems } from '../story/reads.ts'
import { topic, topicLink } from '../tables.ts'
import { speaksOf, type TopicRow } from './rules.ts'

const standing = (networkId: string): SQL =>
  and(eq(topic.networkId, networkId), isNull(topic.deletedAt), isNull(topic.mergedInto))!

/** In SQL, over `item`: that it is about a topic, by itself or by its matter. */
export const isAbout = (topicId: SQL | string | typeof topic.id): SQL =>
  sql`exists (select 1 from ${topicLink} as l where l.topic_id = ${topicId}
    and ((l.kind = 'item' and l.subject_id = ${item.id}) or (l.kind = 'matter' and l.subject_id = ${item.matterId})))`

/** Items that are about a topic, found by what was linked: not by looking at every item. */
export const linkedTo = (db: Db, topicId: string): SQL => {
  const of = (kind: 'item' | 'matter') =>
    db
      .select({ id: topicLink.subjectId })
      .from(topicLink)
      .where(and(eq(topicLink.topicId, topicId), eq(topicLink.kind, kind)))
  return or(inArray(item.id, of('item')), inArray(item.matterId, of('matter')))!
}

/** What a topic's story is of. */
export const about = (db: Db, topicId: string): Of => ({
  items: linkedTo(db, topicId),
  matters: sql`(select l.subject_id from ${topicLink} as l where l.topic_id = ${topicId} and l.kind = 'matter')`,
})

export interface TopicLine extends Pick<TopicRow, 'id' | 'slug' | 'name' | 'description'> {
  /** How many treatments this reader may see. */
  readonly count: number
  /** The day of the last of them. */
  readonly latest: string | null
}

/** All topics, by name; those of which a reader may see nothing are listed for organisers only, by the page. */
export async function listTopics(db: Db, actor: Actor, network: Pick<NetworkRow, 'id'>): Promise<TopicLine[]> {
  const of = db
    .select({ count: sql<number>`count(*)::int`.as('count'), latest: sql<string | null>`max(${on})`.as('latest') })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, itsDay)
    .where(shownItems(actor, network.id, or(inArray(item.id, linked(db, 'item')), inArray(item.matterId, linked(db, 'matter')))!))
    .as('of')
  const rows = await db
    .select({ topic, count: of.count, latest: of.latest })
    .from(topic)
    .leftJoinLateral(of, sql`true`)
    .where(standing(network.id))
  const alphabet = new Intl.Collator('nb')
  const nameOf = (name: Words) => Object.values(name)[0] ?? ''
  return rows
    .map(({ topic: { id, slug, name, description }, count, latest }) => ({
      id,
      slug,
      name,
      description,
      count: count ?? 0,
      latest,
    }))
    .sort((a, b) => alphabet.compare(nameOf(a.name), nameOf(b.name)))
}

const linked = (db: Db, kind: 'item' | 'matter') =>
  db
    .select({ id: topicLink.subjectId })
    .from(topicLink)
    .where(and(eq(topicLink.topicId, topic.id), eq(topicLink.kind, kind)))

/** What a form or a filter offers: every topic by its address and name. For organisers. */
export async function topicOptions(db: Db, networkId: string): Promise<Pick<TopicRow, 'id' | 'slug' | 'name'>[]> {
  return db
    .select({ id: topic.id, slug: topic.slug, name: topic.name })
    .from(topic)
    .where(standing(networkId))
    .orderBy(asc(topic.slug))
}

/** The topic at an address, or the one it was put together with; null where there is none. */
export async function topicBySlug(db: Db, networkId: string, slug: string): Promise<TopicRow | null> {
  const [row] = await db
    .select()
    .from(topic)
    .where(and(eq(topic.networkId, networkId), eq(topic.slug, slug)))
  if (!row) return null
  if (row.mergedInto === null) return row.deletedAt === null ? row : null
  const [into] = await db
    .select()
    .from(topic)
    .where(and(eq(topic.id, row.mergedInto), isNull(topic.deletedAt)))
  return into ?? null
}

/** Whether there is anything under a topic that this reader may see. To the others it is not there, as in every list. */
export async function isKnown(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id'>,
  { id }: Pick<TopicRow, 'id'>,
): Promise<boolean> {
  const [one] = await db
    .select({ id: item.id })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(shownItems(actor, network.id, about(db, id).items))
    .limit(1)
  return one !== undefined
}

/** The topics of some items, by the item's id: those they were given themselves, and those of their matters. */
export async function topicsOf(
  db: Db,
  items: readonly string[],
): Promise<ReadonlyMap<string, readonly Pick<TopicRow, 'id' | 'slug' | 'name'>[]>> {
  if (items.length === 0) return new Map()
  const rows = await db
    .selectDistinct({ itemId: item.id, id: topic.id, slug: topic.slug, name: topic.name })
    .from(item)
    .innerJoin(topic, and(eq(topic.networkId, item.networkId), isNull(topic.deletedAt), isNull(topic.mergedInto)))
    .where(and(inArray(item.id, [...items]), isAbout(topic.id)))
    .orderBy(asc(topic.slug))
  return new Map([...Map.groupBy(rows, (row) => row.itemId)].map(([id, all]) => [id, all.map(({ itemId: _, ...one }) => one)]))
}

/** Which topics something was given by itself. */
export async function ownTopics(db: Db, kind: 'item' | 'matter', subjectId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: topicLink.topicId })
    .from(topicLink)
    .where(and(eq(topicLink.kind, kind), eq(topicLink.subjectId, subjectId)))
  return new Set(rows.map((row) => row.id))
}

export interface Suggested {
  readonly id: string
  readonly title: Words
  readonly path: string
  readonly meeting: Words
}

/** So many titles are looked at for what speaks of a topic. */
const LOOKED_AT = 2000
/** So many are offered at a time. */
const MOST_OFFERED = 20

/** Items whose titles speak of a topic and that nobody gave it, newest first. For organisers. */
export async function suggestedFor(db: Db, actor: Actor, network: At, row: TopicRow): Promise<Suggested[]> {
  const rows = await itemsWhere(db, actor, network, sql`not ${isAbout(row.id)}`)
  return rows.filter((one) => speaksOf(one.title, row.name)).slice(0, MOST_OFFERED)
}

/** Items that were given a topic by themselves, newest first. For organisers. */
export const linkedItems = (db: Db, actor: Actor, network: At, row: TopicRow): Promise<Suggested[]> =>
  itemsWhere(
    db,
    actor,
    network,
    sql`exists (select 1 from ${topicLink} as l where l.topic_id = ${row.id} and l.kind = 'item' and l.subject_id = ${item.id})`,
  )

type At = Pick<NetworkRow, 'id' | 'slug'>

async function itemsWhere(db: Db, actor: Actor, network: At, about: SQL): Promise<Suggested[]> {
  const rows = await db
    .select({
      id: item.id,
      publicId: item.publicId,
      title: item.title,
      slug: meeting.slug,
      meeting: meeting.title,
      locale: meeting.locale,
    })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(shownItems(actor, network.id, about))
    .orderBy(desc(item.publicId))
    .limit(LOOKED_AT)
  return rows.map((one) => ({
    id: one.id,
    title: one.title,
    path: itemPath(`/${network.slug}/${one.slug}`, one, one.locale),
    meeting: one.meeting,
  }))
}
