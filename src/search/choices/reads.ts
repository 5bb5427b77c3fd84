/** What a search can be narrowed by, as far as a reader knows of it. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { topic } from '#matters/tables.ts'
import { readableBy } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { isMember } from '#network/rules.ts'
import { organisation, series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { topicsKnown } from '../access/reads.ts'

export interface Choices {
  readonly series: readonly { readonly slug: string; readonly name: Words }[]
  readonly topics: readonly { readonly slug: string; readonly name: Words }[]
  /** Newest first. */
  readonly years: readonly number[]
  /** For members of the network: the others do not know who is in it. */
  readonly organisations: readonly { readonly id: string; readonly name: Words }[]
}

/** More than this nobody looks through in a list. */
const MOST = 300

export async function searchChoices(db: Db, actor: Actor, networkId: string): Promise<Choices> {
  const allSeries = await db
    .select({ slug: series.slug, name: series.name })
    .from(series)
    .where(and(eq(series.networkId, networkId), isNull(series.deletedAt)))
    .orderBy(asc(series.createdAt))
    .limit(MOST)
  const organises = mayEdit(actor, { networkId }) === 'yes'
  const all = sql`(select id from ${topic} where network_id = ${networkId})`
  const topics = await db
    .select({ slug: topic.slug, name: topic.name })
    .from(topic)
    .where(inArray(topic.id, topicsKnown(db, { actor, networkId, organises }, all)))
    .orderBy(asc(topic.slug))
    .limit(MOST)
  const organisations = isMember(actor)
    ? await db
        .select({ id: organisation.id, name: organisation.name })
        .from(organisation)
        .where(and(eq(organisation.networkId, networkId), isNull(organisation.deletedAt)))
        .limit(MOST)
    : []
  const edge = (order: 'asc' | 'desc') =>
    db
      .select({ at: meeting.startsAt })
      .from(meeting)
      .where(and(readableBy(actor, networkId), sql`${meeting.startsAt} is not null`))
      .orderBy(order === 'asc' ? sql`${meeting.startsAt} asc nulls first` : sql`${meeting.startsAt} desc nulls last`)
      .limit(1)
  const [[first], [last]] = [await edge('asc'), await edge('desc')]
  const [from, to] = [Number(first?.at?.slice(0, 4) ?? 0), Number(last?.at?.slice(0, 4) ?? -1)]
  const years = Array.from({ length: Math.min(MOST, Math.max(0, to - from + 1)) }, (_, i) => to - i)
  return { series: allSeries, topics, years, organisations }
}
