/**
 * Looks for words in what a reader may know of a network. The index gives a bounded number of passages, of words that stand
 * everywhere the newest; each source is asked whether it may be read; then they are ranked. A question that takes too long is ended.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { topic, topicLink } from '#matters/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { findableSince } from '#privacy/retention/rules.ts'
import { item } from '#programme/tables.ts'
import { mayBeFound, mayRead, type Reader, readerOf } from './access/reads.ts'
import { learn, meantBy, wordsHolding } from './asking/reads.ts'
import { type Asked, type Term, termOf, wordsAsked } from './asking/rules.ts'
import { type Kind, kinds } from './document.ts'
import { hitsOf } from './places/reads.ts'
import { ENOUGH, FEW, type Found, type Group, MOST_CANDIDATES, PER_PAGE, type SearchQuery } from './rules.ts'
import { searchPassage } from './tables.ts'

/** How long one question may take. */
const PATIENCE_MS = 2000
/** PostgreSQL's word for "it took too long". */
const CANCELLED = '57014'

export const nothing: Found = { groups: [], count: 0, more: false, tooWide: false, meant: [], marks: [], singly: [] }

/** @param today "2026-11-23", where the network is */
export async function search(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  query: SearchQuery,
  now = Temporal.Now.instant(),
): Promise<Found> {
  const asked = wordsAsked(query.q)
  if (asked.length === 0) return nothing
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(
        // Joined in the order they are written: to weigh every other order takes longer than the question.
        sql`select set_config('join_collapse_limit', '1', true), set_config('statement_timeout', ${`${PATIENCE_MS}`}, true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true)`,
      )
      return look(tx as unknown as Db, actor, network, query, asked, now)
    })
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code !== CANCELLED) throw error
    return { ...nothing, tooWide: true }
  }
}

async function look(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  query: SearchQuery,
  asked: readonly Asked[],
  now: Temporal.Instant,
): Promise<Found> {
  const { lexemes, span } = await learn(db, network.id, asked)
  const telling = asked.filter(({ word }) => !lexemes.get(word)?.stop)
  const terms = (telling.length > 0 ? telling : asked).map((one) => termOf(one.typed, [one], lexemes))
  const scope: Scope = {
    reader: await readerOf(db, actor, network.id),
    network,
    query,
    span,
    namesSince: findableSince(network.retention, now),
  }
  const found = await findAll(db, scope, terms)
  if (found.count > 0) return found
  const corrected = await correct(db, scope, telling, terms)
  if (corrected) return corrected
  return terms.length > 1 ? { ...found, singly: await standSingly(db, scope, terms) } : found
}

interface Scope {
  readonly reader: Reader
  readonly network: NetworkRow
  readonly query: SearchQuery
  readonly span: { readonly passages: number; readonly since: readonly string[] } | null
  readonly namesSince: string
}

/** The same question with the words that stand nowhere set right; null where that leads to nothing either. */
async function correct(db: Db, scope: Scope, asked: readonly Asked[], terms: readonly Term[]): Promise<Found | null> {
  const unknown = asked.length === 0 ? [] : terms.flatMap((term, i) => (term.count === 0 ? [i] : []))
  if (unknown.length === 0) return null
  const meant = new Map<number, readonly string[]>()
  const held = new Map<number, readonly string[]>()
  for (const i of unknown) {
    const { word } = asked[i]!
    const longer = await wordsHolding(db, scope.network.id, word)
    if (longer.length > 0) held.set(i, longer)
    else meant.set(i, await meantBy(db, scope.network.id, word))
    if (held.get(i) === undefined && meant.get(i)!.length === 0) return null
  }
  const { lexemes } = await learn(
    db,
    scope.network.id,
    [...meant.values(), ...held.values()].flat().map((word) => ({ typed: word, word, halves: [] })),
  )
  const instead = terms.map((term, i) => {
    const words = meant.get(i) ?? held.get(i)
    return words
      ? termOf(
          term.typed,
          words.map((word) => ({ word, halves: [] })),
          lexemes,
        )
      : term
  })
  const found = await findAll(db, scope, instead)
  if (found.count === 0) return null
  // Only what this reader finds is told to have been meant: a word may stand where they do not read.
  const told: { typed: string; instead: string[] }[] = []
  for (const [i, words] of meant) {
    const theirs: string[] = []
    for (const word of words) {
      const alone = instead.map((term, j) => (j === i ? termOf(term.typed, [{ word, halves: [] }], lexemes) : term))
      if (words.length === 1 || (await anything(db, scope, alone))) theirs.push(word)
    }
    told.push({ typed: terms[i]!.typed, instead: theirs })
  }
  return { ...found, meant: told }
}

/** Which of the words are found by themselves, where no passage holds all of them. */
async function standSingly(db: Db, scope: Scope, terms: readonly Term[]): Promise<string[]> {
  const found: string[] = []
  for (const term of terms) if (await anything(db, scope, [term])) found.push(term.typed)
  return found
}

/** Whether this reader finds anything at all. */
async function anything(db: Db, scope: Scope, terms: readonly Term[]): Promise<boolean> {
  const { rows } = await db.execute(sql`${candidates(scope, terms, windowFor(scope, terms), 200)}
    select 1 from candidate c where ${mayRead(db, scope.reader)} limit 1`)
  return rows.length > 0
}

/** @returns whether this reader finds a word by itself: what is suggested while somebody types */
export async function isFound(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  query: SearchQuery,
  words: readonly string[],
  now = Temporal.Now.instant(),
): Promise<string[]> {
  const asked = words.map((word) => ({ typed: word, word, halves: [] }))
  const { lexemes, span } = await learn(db, network.id, asked)
  const scope: Scope = {
    reader: await readerOf(db, actor, network.id),
    network,
    query,
    span,
    namesSince: findableSince(network.retention, now),
  }
  return standSingly(
    db,
    scope,
    asked.map((one) => termOf(one.typed, [one], lexemes)),
  )
}

/** The day from which on there are enough passages with all the words; null where all of them are looked at. */
function windowFor({ span }: Scope, terms: readonly Term[]): string | null {
  if (!span) return null
  const least = Math.min(...terms.map((term) => term.count))
  // Words that stand together do so more seldom than the rarest of them; how much more, nobody knows.
  const enough = ENOUGH * (terms.length > 1 ? 4 : 1)
  const halvings = Math.floor(Math.log2(Math.max(1, least / enough)))
  return halvings < 1 ? null : (span.since[Math.min(halvings, span.since.length) - 1] ?? null)
}

/** Passages that hold all the words, as far as they are to be looked at: `with candidate as …`. */
function candidates(scope: Scope, terms: readonly Term[], since: string | null, most: number): SQL {
  const { reader, query, network } = scope
  const full = terms.map((term) => term.full).join(' & ')
  const bare = terms.map((term) => term.bare).join(' & ')
  const where = [sql`p.network_id = ${network.id}`, sql`p.words @@ ${full}::tsquery`, mayBeFound(reader)]
  // Names have had their time for those who do not belong to the network.
  if (!reader.member) where.push(sql`(p.day >= ${scope.namesSince}::date or p.words @@ ${bare}::tsquery)`)
  if (since) where.push(sql`p.day >= ${since}::date`)
  if (query.kind) where.push(sql`p.kind = ${query.kind}`)
  if (query.year !== null) where.push(sql`p.day between ${`${query.year}-01-01`}::date and ${`${query.year}-12-31`}::date`)
  if (query.series)
    where.push(sql`p.series_id = (select id from ${series} where network_id = ${network.id} and slug = ${query.series})`)
  if (query.organisation) where.push(sql`p.organisation_id = ${query.organisation}`)
  if (query.topic)
    where.push(sql`exists (select 1 from ${topicLink} l join ${topic} t on t.id = l.topic_id left join ${item} i on i.id = p.item_id
      where t.network_id = ${network.id} and t.slug = ${query.topic} and l.subject_id in (p.source_id, p.item_id, p.meeting_id, i.matter_id))`)
  return sql`with candidate as materialized (
    select p.id, p.kind, p.source_id, p.meeting_id, p.item_id, p.day,
      ts_rank(p.words, ${full}::tsquery) * (1 + 0.5 / (1 + greatest(0, current_date - p.day) / 365.0)) as score
    from ${searchPassage} p where ${sql.join(where, sql` and `)} limit ${most})`
}

/** How many passages of a source are shown, as its pages are told. */
const PASSAGES = 12

async function findAll(db: Db, scope: Scope, terms: readonly Term[]): Promise<Found> {
  const since = windowFor(scope, terms)
  const first = await find(db, scope, terms, since)
  // Fewer than expected among the newest: this reader sees little of it, or the words do not stand together.
  return since !== null && first.looked < ENOUGH / 10 ? (await find(db, scope, terms, null)).found : first.found
}

async function find(
  db: Db,
  scope: Scope,
  terms: readonly Term[],
  since: string | null,
): Promise<{ found: Found; looked: number }> {
  const { query } = scope
  const [from, size] = query.kind ? [(query.page - 1) * PER_PAGE, PER_PAGE] : [0, FEW]
  const { rows } = await db.execute<{
    kind: Kind
    sourceId: string
    passages: string[]
    count: number
    looked: number
    place: number
  }>(sql`
    ${candidates(scope, terms, since, MOST_CANDIDATES)},
    source as (
      select c.kind, c.source_id, max(c.score) as score, max(c.day) as day, (array_agg(c.id order by c.score desc, c.id))[1:${sql.raw(`${PASSAGES}`)}] as passages
      from candidate c where ${mayRead(db, scope.reader)} group by c.kind, c.source_id),
    ranked as (
      select *, row_number() over (partition by kind order by score desc, day desc, source_id)::int as place, count(*) over (partition by kind)::int as count
      from source)
    select kind, source_id as "sourceId", passages, count, place, (select count(*)::int from candidate) as looked
    from ranked where place > ${from} and place <= ${from + size} order by kind, place`)
  const hits = await hitsOf(db, scope.reader.actor, scope.network, rows)
  const groups = [...Map.groupBy(rows, (row) => row.kind)].map(
    ([kind, all]): Group => ({
      kind,
      count: all[0]!.count,
      hits: all.flatMap((row) => hits.get(`${row.kind} ${row.sourceId}`) ?? []),
    }),
  )
  const looked = rows[0]?.looked ?? 0
  return {
    looked,
    found: {
      ...nothing,
      groups: groups.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)),
      count: groups.reduce((sum, group) => sum + group.count, 0),
      more: since !== null || looked >= MOST_CANDIDATES,
      marks: [...new Set(terms.flatMap((term) => term.marks))],
    },
  }
}
