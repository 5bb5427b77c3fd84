/** What a search can be narrowed by, as far as a reader knows of it. */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { topic } from '#matters/tables.ts'
import { readableBy } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { isMember } from '#network/rules.ts'
import { organisation, series } from '#network/tables.ts'
import { revisionsOf } from '#platform/activity/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { anywhereIn, meetingsOf, networkSubject } from '#platform/live/subjects.ts'
import type { Words } from '#platform/words/text.ts'
import { isAnybody, topicsKnown } from '../access/reads.ts'

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

interface Row extends Record<string, unknown> {
  readonly series: Choices['series'] | null
  readonly topics: Choices['topics'] | null
  readonly organisations: Choices['organisations'] | null
  readonly first: number | null
  readonly last: number | null
}

/** What visitors were offered last, by network, and how things stood then. */
const offered = new WeakMap<Db, Map<string, { readonly stand: string; readonly choices: Choices }>>()

/** For those who are not signed in it is looked up anew where something has changed since, as the page of all topics is. */
export async function searchChoices(db: Db, actor: Actor, networkId: string): Promise<Choices> {
  if (!isAnybody(actor)) return choicesOf(db, actor, networkId)
  const revisions = await revisionsOf(db, [networkSubject(networkId), meetingsOf(networkId), anywhereIn(networkId)])
  const stand = [...revisions.values()].join(' ')
  const kept = offered.get(db) ?? new Map()
  offered.set(db, kept)
  const last = kept.get(networkId)
  if (last?.stand === stand) return last.choices
  const choices = await choicesOf(db, actor, networkId)
  kept.set(networkId, { stand, choices })
  return choices
}

/** One query: each of these is less than the way to the database and back. */
async function choicesOf(db: Db, actor: Actor, networkId: string): Promise<Choices> {
  const organises = mayEdit(actor, { networkId }) === 'yes'
  const list = (columns: SQL, from: SQL, order: SQL) =>
    sql`(select json_agg(one) from (select ${columns} from ${from} order by ${order} limit ${MOST}) as one)`
  const all = sql`(select id from ${topic} where network_id = ${networkId})`
  const alive = sql`network_id = ${networkId} and deleted_at is null`
  const edge = (order: SQL) =>
    sql`(select extract(year from ${meeting.startsAt} at time zone 'UTC')::int from ${meeting}
      where ${readableBy(actor, networkId)} and ${meeting.startsAt} is not null order by ${meeting.startsAt} ${order} limit 1)`
  const { rows } = await db.execute<Row>(sql`select
    ${list(sql`slug, name`, sql`${series} where ${alive}`, sql`created_at`)} as series,
    ${list(sql`slug, name`, sql`${topic} where id in ${topicsKnown(db, { actor, networkId, organises }, all)}`, sql`slug`)} as topics,
    ${isMember(actor) ? list(sql`id, name`, sql`${organisation} where ${alive}`, sql`id`) : sql`null`} as organisations,
    ${edge(sql`asc nulls first`)} as first, ${edge(sql`desc nulls last`)} as last`)
  const { series: allSeries, topics, organisations, first, last } = rows[0]!
  const years = Array.from({ length: Math.min(MOST, Math.max(0, (last ?? -1) - (first ?? 0) + 1)) }, (_, i) => (last ?? 0) - i)
  return { series: allSeries ?? [], topics: topics ?? [], organisations: organisations ?? [], years }
}
