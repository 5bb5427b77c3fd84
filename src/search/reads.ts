/**
 * Looks for words in what a reader may know of a network. The index gives a bounded number of passages, of words that stand
 * everywhere the newest; each source is asked whether it may be read; then they are ranked. A question that takes too long is ended.
 */
import { sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { findableSince } from '#privacy/retention/rules.ts'
import { mayRead, readerOf } from './access/reads.ts'
import { learn, meantBy, wordsHolding } from './asking/reads.ts'
import { type Asked, type Term, termOf, wordsAsked } from './asking/rules.ts'
import { candidates, findAnything, kindsHolding, reachOf, type Scope } from './candidates/reads.ts'
import { ENOUGH, everything, type Reach } from './candidates/rules.ts'
import { type Kind, kinds } from './document.ts'
import { hitsOf } from './places/reads.ts'
import { FEW, type Found, type Group, PER_PAGE, type SearchQuery } from './rules.ts'

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
  const told: { typed: string; instead: readonly string[] }[] = []
  for (const [i, words] of meant) {
    const alone = words.map((word) =>
      instead.map((term, j) => (j === i ? termOf(term.typed, [{ word, halves: [] }], lexemes) : term)),
    )
    const leads = words.length > 1 ? await findAnything(db, scope, alone) : [true]
    told.push({ typed: terms[i]!.typed, instead: words.filter((_, at) => leads[at]) })
  }
  return { ...found, meant: told }
}

/** Which of the words are found by themselves, where no passage holds all of them. */
async function standSingly(db: Db, scope: Scope, terms: readonly Term[]): Promise<string[]> {
  const found = await findAnything(
    db,
    scope,
    terms.map((term) => [term]),
  )
  return terms.flatMap((term, i) => (found[i] ? [term.typed] : []))
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

/** How many passages of a source are shown, as its pages are told. */
const PASSAGES = 12

async function findAll(db: Db, scope: Scope, terms: readonly Term[]): Promise<Found> {
  const of = await kindsHolding(db, scope, terms)
  if (of.length === 0) return nothing
  const reach = reachOf(scope, terms)
  const first = await find(db, scope, terms, of, reach)
  // Fewer than expected among the newest: this reader sees little of it, or the words do not stand together.
  return reach.since !== null && first.looked < ENOUGH / 10 ? (await find(db, scope, terms, of, everything)).found : first.found
}

async function find(
  db: Db,
  scope: Scope,
  terms: readonly Term[],
  of: readonly Kind[],
  reach: Reach,
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
    ${candidates(scope, terms, reach)},
    source as (
      select c.kind, c.source_id, max(c.score) as score, max(c.day) as day, (array_agg(c.id order by c.score desc, c.id))[1:${sql.raw(`${PASSAGES}`)}] as passages
      from candidate c where ${mayRead(db, scope.reader, of)} group by c.kind, c.source_id),
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
      more: reach.since !== null || looked >= reach.most,
      marks: [...new Set(terms.flatMap((term) => term.marks))],
    },
  }
}
