/** Who follows what, and what it is called for the one who follows. */
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { type Actor, personActor, visitor } from '#actor.ts'
import { placeOf } from '#materials/reads.ts'
import { isAboutTopic, topicById } from '#matters/topics/following/reads.ts'
import { topicPath } from '#matters/topics/rules.ts'
import { meetingById } from '#meeting/reads.ts'
import { mayRead, mayReadPart } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import type { Wanted } from '../link/rules.ts'
import { type FollowedKind, follow, follower, news } from '../tables.ts'

export type FollowerRow = typeof follower.$inferSelect

/** Something that can be followed, as its reader knows it. */
export interface Followed {
  readonly kind: FollowedKind
  readonly subjectId: string
  readonly title: Words
  readonly path: string
}

/** One follower in one network, with all that is followed; `subject` is null where it is not there, or no longer for them. */
export interface Following {
  readonly follower: FollowerRow
  readonly network: NetworkRow
  readonly follows: readonly (Wanted & { readonly subject: Followed | null })[]
}

/**
 * In SQL, over `follow`, `news`, `meeting` (of the news) and `item` (of the news, if any): whether a follow is about a piece
 * of news. Who follows an item also wants to know when its meeting is held.
 */
export const concerns = or(
  and(eq(follow.kind, 'network'), eq(follow.subjectId, news.networkId)),
  and(eq(follow.kind, 'series'), eq(follow.subjectId, meeting.seriesId)),
  and(eq(follow.kind, 'meeting'), eq(follow.subjectId, news.meetingId)),
  and(
    eq(follow.kind, 'item'),
    or(
      eq(follow.subjectId, news.itemId),
      eq(follow.subjectId, item.parentId),
      sql`(${news.kind} = 'plan' and exists (select 1 from ${item} as own where own.id = ${follow.subjectId} and own.meeting_id = ${news.meetingId}))`,
    ),
  ),
  and(eq(follow.kind, 'topic'), isAboutTopic(follow.subjectId)),
)!

/** Whether the one who asks follows something; null where nobody is signed in. */
export async function followsIt(db: Db, actor: Actor, wanted: Wanted): Promise<boolean | null> {
  if (!actor.person) return null
  const rows = await db
    .select({ at: follow.at })
    .from(follow)
    .innerJoin(follower, eq(follower.id, follow.followerId))
    .where(and(eq(follower.personId, actor.person.id), eq(follow.kind, wanted.kind), eq(follow.subjectId, wanted.subjectId)))
  return rows.length > 0
}

/** Who a follower is to the rules, there and then: a person with their parts, or, for an address, no more than a visitor. */
export const readerOf = (
  db: Db,
  who: Pick<FollowerRow, 'personId'>,
  where: { networkId: string; meetingId?: string },
): Promise<Actor> => (who.personId ? personActor(db, who.personId, where) : Promise.resolve(visitor(where)))

/**
 * What somebody would follow, if it is there and for them.
 * @param as makes the actor in a meeting
 */
export async function findFollowed(
  db: Db,
  network: NetworkRow,
  { kind, subjectId }: Wanted,
  as: (meetingId: string) => Promise<Actor>,
): Promise<Followed | null> {
  if (!isId(subjectId)) return null
  const base = `/${network.slug}`
  if (kind === 'network') return subjectId === network.id ? { kind, subjectId, title: network.name, path: base } : null
  if (kind === 'series') {
    const [row] = await db
      .select()
      .from(series)
      .where(and(eq(series.id, subjectId), eq(series.networkId, network.id), isNull(series.deletedAt)))
    return row ? { kind, subjectId, title: row.name, path: `${base}/series/${row.slug}` } : null
  }
  if (kind === 'meeting') {
    const row = await meetingById(db, subjectId)
    if (row?.networkId !== network.id || row.template || mayRead(await as(row.id), row) !== 'yes') return null
    return { kind, subjectId, title: row.title, path: `${base}/${row.slug}` }
  }
  if (kind === 'topic') {
    const row = await topicById(db, network.id, subjectId)
    return row && { kind, subjectId, title: row.name, path: topicPath(base, row) }
  }
  const place = await placeOf(db, subjectId)
  if (place?.network.id !== network.id || place.item.dayId === null) return null
  if (mayReadPart(await as(place.meeting.id), place.meeting, place.item.audience) !== 'yes') return null
  return { kind, subjectId, title: place.item.title, path: place.path }
}

export async function followerById(db: Db, id: string): Promise<FollowerRow | null> {
  if (!isId(id)) return null
  const [row] = await db.select().from(follower).where(eq(follower.id, id))
  return row ?? null
}

/** All that a person follows, network by network. */
export async function followingOf(db: Db, personId: string): Promise<Following[]> {
  const rows = await db.select().from(follower).where(eq(follower.personId, personId)).orderBy(asc(follower.createdAt))
  const all = await Promise.all(rows.map((row) => readFollowing(db, row)))
  return all.filter((one) => one !== null)
}

/** What one follower follows, oldest first; null where the network is gone. */
export async function readFollowing(db: Db, row: FollowerRow): Promise<Following | null> {
  const network = await networkById(db, row.networkId)
  if (!network) return null
  const rows = await db
    .select({ kind: follow.kind, subjectId: follow.subjectId })
    .from(follow)
    .where(eq(follow.followerId, row.id))
    .orderBy(asc(follow.at))
  const follows = []
  for (const wanted of rows) {
    const as = (meetingId: string) => readerOf(db, row, { networkId: network.id, meetingId })
    follows.push({ ...wanted, subject: await findFollowed(db, network, wanted, as) })
  }
  return { follower: row, network, follows }
}
