/** What the network's vocabulary says of the words of a question. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { Span } from '../candidates/rules.ts'
import { searchSpan, searchVocabulary } from '../tables.ts'
import { nearest, thirdsOf, trigramsOf } from '../words/misspelt/rules.ts'
import { type Asked, type Lexeme, piecesOf } from './rules.ts'

export interface Learnt {
  readonly lexemes: ReadonlyMap<string, Lexeme>
  /** How the network's passages lie in time; null where there are few, or nobody has noted it yet. */
  readonly span: Span | null
}

const stem = (language: 'norwegian' | 'english', of: SQL) => sql`ts_lexize(${sql.raw(`'${language}_stem'`)}, ${of})`

/** Everything that is to be known before the index is asked: one query. */
export async function learn(db: Db, networkId: string, asked: readonly Asked[]): Promise<Learnt> {
  const words = [...new Set(asked.flatMap(({ word, halves }) => [word, ...halves]))]
  const pieces = [...new Set(asked.flatMap(({ word }) => piecesOf(word)))].filter((piece) => !words.includes(piece))
  const w = sql.raw('w.w')
  const { rows } = await db.execute<{ lexemes: Lexeme[] | null; passages: number | null; since: string[] | null }>(sql`
    select (select json_agg(json_build_object('word', w.w, 'norwegian', (${stem('norwegian', w)})[1], 'english', (${stem('english', w)})[1],
        'stop', ${stem('norwegian', w)} = '{}', 'count', coalesce(v.count, 0), 'known', v.count is not null))
      from unnest(${sql.param([...words, ...pieces])}::text[]) as w(w)
      left join lateral (select sum(one.count) as count from ${searchVocabulary} one
        where one.network_id = ${networkId} and one.stem = coalesce((${stem('norwegian', w)})[1], w.w)) v on true
      where v.count is not null or w.w = any(${sql.param(words)}::text[])
    ) as lexemes, s.passages, s.since::text[] as since
    from (select 1) as one left join ${searchSpan} s on s.network_id = ${networkId}`)
  const row = rows[0]!
  return {
    lexemes: new Map((row.lexemes ?? []).map((one) => [one.word, { ...one, count: Number(one.count) }])),
    span: row.passages === null ? null : { passages: row.passages, since: row.since ?? [] },
  }
}

/** How many words of the vocabulary are weighed against one that is misspelt. */
const MOST_WEIGHED = 3000

/** What was most likely meant by a word that stands nowhere, likeliest first. */
export async function meantBy(db: Db, networkId: string, word: string): Promise<string[]> {
  if (word.length < 3) return []
  const candidates = async (where: SQL) => {
    const { rows } = await db.execute<{ word: string; stem: string; count: number }>(sql`
      select word, stem, count from ${searchVocabulary} where network_id = ${networkId} and ${where}
      and length(word) >= ${word.length - 2} and length(stem) <= ${word.length + 2} limit ${MOST_WEIGHED}`)
    return rows
  }
  const has = (trigrams: readonly string[]) => sql`trigrams @> ${sql.param(trigrams)}::text[]`
  const one = nearest(word, await candidates(sql`(${sql.join(thirdsOf(word).map(has), sql` or `)})`))
  if (one.length > 0 || word.length < 6) return one
  // Two slips may lie in two thirds, and the end of a word is the first to go: any two neighbours will do.
  const all = trigramsOf(word)
  const pairs = all.slice(0, -1).map((trigram, i) => has([trigram, all[i + 1]!]))
  return nearest(word, await candidates(sql`(${sql.join(pairs, sql` or `)})`))
}

/** The longer words that begin or end with a word which does not stand by itself: "filmvisninger" for "film". */
export async function wordsHolding(db: Db, networkId: string, word: string): Promise<string[]> {
  if (word.length < 4) return []
  const inside = trigramsOf(word).slice(2, -1)
  const { rows } = await db.execute<{ word: string }>(sql`
    select word from ${searchVocabulary}
    where network_id = ${networkId} and trigrams @> ${sql.param(inside)}::text[]
      and (starts_with(word, ${word}) or right(word, ${word.length + 4}) like ${`%${word}%`})
    order by count desc, word limit 12`)
  return rows.map((row) => row.word)
}

/** Words that begin with what somebody is typing, those that stand most often first. */
export async function wordsBeginning(db: Db, networkId: string, beginning: string, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ word: string }>(sql`
    select word from ${searchVocabulary}
    where network_id = ${networkId} and trigrams @> ${sql.param(trigramsOf(beginning).slice(0, -1))}::text[] and starts_with(word, ${beginning})
    order by count desc, word limit ${limit}`)
  return rows.map(({ word }) => word)
}
