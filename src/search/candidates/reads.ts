/** The passages that hold the words of a question: what is ranked, once each source has been asked who may read it. */
import { type SQL, sql } from 'drizzle-orm'
import { topic, topicLink } from '#matters/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { mayBeFound, mayRead, type Reader } from '../access/reads.ts'
import type { Term } from '../asking/rules.ts'
import { type Kind, kinds } from '../document.ts'
import type { SearchQuery } from '../rules.ts'
import { searchPassage } from '../tables.ts'
import { asMark, erasSince, everything, type Reach, reachFor, type Span } from './rules.ts'

/** Who asks for what, and where. */
export interface Scope {
  readonly reader: Reader
  readonly network: NetworkRow
  readonly query: SearchQuery
  readonly span: Span | null
  /** From this day on names are found by those who do not belong to the network. */
  readonly namesSince: string
}

export function reachOf({ span, query }: Scope, terms: readonly Term[]): Reach {
  // A year's passages are told from all others by its mark.
  if (query.year !== null) return everything
  const narrowed = query.kind !== null || query.series !== '' || query.topic !== '' || query.organisation !== null
  return reachFor(
    span,
    terms.map((term) => term.count),
    narrowed,
  )
}

/** Passages that hold all the words, as far as they are to be looked at: "select …", with what is asked for besides. */
function holding({ reader, query, network, namesSince }: Scope, terms: readonly Term[], reach: Reach, besides = sql``): SQL {
  const full = terms.map((term) => term.full).join(' & ')
  const bare = terms.map((term) => term.bare).join(' & ')
  const { since } = reach
  const sifted = [
    full,
    ...(since ? [erasSince(since, Temporal.Now.plainDateISO(network.timezone).year)] : []),
    ...(query.year === null ? [] : [asMark(`${query.year}`)]),
    ...(query.kind ? [asMark(query.kind)] : []),
  ].join(' & ')
  const where = [sql`p.network_id = ${network.id}`, sql`p.words @@ ${sifted}::tsquery`, mayBeFound(reader)]
  // Names have had their time for those who do not belong to the network. Asked of what was found: written as an "or" the database
  // would rather look through a year of passages than use the index of words.
  if (!reader.member) where.push(sql`case when p.day >= ${namesSince}::date then true else p.words @@ ${bare}::tsquery end`)
  if (since) where.push(sql`p.day >= ${since}::date`)
  if (query.series)
    where.push(sql`p.series_id = (select id from ${series} where network_id = ${network.id} and slug = ${query.series})`)
  if (query.organisation) where.push(sql`p.organisation_id = ${query.organisation}`)
  if (query.topic)
    where.push(sql`exists (select 1 from ${topicLink} l join ${topic} t on t.id = l.topic_id left join ${item} i on i.id = p.item_id
      where t.network_id = ${network.id} and t.slug = ${query.topic} and l.subject_id in (p.source_id, p.item_id, p.meeting_id, i.matter_id))`)
  return sql`select p.id, p.kind, p.source_id, p.meeting_id, p.item_id, p.day,
      ts_rank(p.words, ${full}::tsquery) * (1 + 0.5 / (1 + greatest(0, current_date - p.day) / 365.0)) as score ${besides}
    from ${searchPassage} p where ${sql.join(where, sql` and `)} limit ${reach.most}`
}

/** `with candidate as …`: what `mayRead` asks about. */
export const candidates = (scope: Scope, terms: readonly Term[], reach: Reach): SQL =>
  sql`with candidate as materialized (${holding(scope, terms, reach)})`

/** Up to so many passages it takes less to look twice than to plan how every kind of source is asked. */
const RARE = 300

/** Of which kinds the passages are that hold all the words; where there are many, they may be of any. */
export async function kindsHolding(db: Db, scope: Scope, terms: readonly Term[]): Promise<readonly Kind[]> {
  if (scope.query.kind) return [scope.query.kind]
  if (Math.min(...terms.map((term) => term.count)) > RARE) return kinds
  const { rows } = await db.execute<{ kind: Kind }>(
    sql`${candidates(scope, terms, everything)} select distinct kind from candidate`,
  )
  return rows.map((row) => row.kind)
}

/** So many of a question's passages are asked whether somebody reads one of them. */
const TRIED = 200

/** Of several questions, whether this reader finds anything at all: one query. */
export async function findAnything(db: Db, scope: Scope, questions: readonly (readonly Term[])[]): Promise<boolean[]> {
  if (questions.length === 0) return []
  const all = questions.map((terms, i) => {
    const reach = { ...reachOf(scope, terms), most: TRIED }
    return sql`(${holding(scope, terms, reach, sql`, ${i}::int as question`)})`
  })
  const { rows } = await db.execute<{ question: number }>(
    sql`with candidate as materialized (${sql.join(all, sql` union all `)})
      select distinct question from candidate c where ${mayRead(db, scope.reader, kinds)}`,
  )
  const found = new Set(rows.map((row) => row.question))
  return questions.map((_, i) => found.has(i))
}
