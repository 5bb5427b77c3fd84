/**
 * Puts what was gathered into the index. A unit is read as it stands at a revision, compared with what is stored, and only what
 * differs is written: so changes and rebuilding come to the same, in whatever order they happen.
 */
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Passage } from '../document.ts'
import { namesIn } from '../gathering/people/reads.ts'
import { gather } from '../gathering/reads.ts'
import { searchIndexed, searchPassage, searchSpan, searchVocabulary } from '../tables.ts'
import { partsOf } from '../words/compounds/rules.ts'
import { isVocabulary, tokensOf, wordsOfName } from '../words/rules.ts'
import { standingOf, wordsIn } from './reads.ts'
import { type Analysed, analysed, type Known, nameMark } from './rules.ts'

/** What of a network analysing needs, read once for many units. */
export interface Lexicon {
  readonly words: Set<string>
  readonly names: Set<string>
  /** The parts of words, as long as no more words are known than these. */
  parts: { readonly of: Map<string, readonly string[]>; readonly known: number }
}

export const lexiconOf = async (db: Db, networkId: string): Promise<Lexicon> => ({
  words: new Set(await wordsIn(db, networkId)),
  names: await namesIn(db, networkId),
  parts: { of: new Map(), known: 0 },
})

/** What is known, with what was worked out of it kept. */
function knownFrom(lexicon: Lexicon): Known {
  if (lexicon.parts.known !== lexicon.words.size) lexicon.parts = { of: new Map(), known: lexicon.words.size }
  const { of } = lexicon.parts
  return {
    names: (word) => lexicon.names.has(word),
    parts: (word) => {
      const kept = of.get(word)
      if (kept) return kept
      const parts = partsOf(word, (part) => lexicon.words.has(part))
      of.set(word, parts)
      return parts
    },
  }
}

/**
 * Indexes one unit as it stands now.
 * @param anew also where it is indexed at this revision already
 * @returns the units that are old now, since a name that stands in them was not known before
 */
export async function indexUnit(db: Db, unit: string, lexicon?: Lexicon, anew = false): Promise<string[]> {
  return db.transaction(async (plain) => {
    const tx = plain as unknown as Tx
    // Before anything of it is read: what is raised from now on makes it stale again.
    const standing = await standingOf(tx, unit)
    if (!standing) return dropUnit(tx, unit)
    const { networkId, revision } = standing
    // One writer for each network: the vocabulary's rows are shared by all units.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`search in ${networkId}`}, 0))`)
    const [indexed] = await tx.select().from(searchIndexed).where(eq(searchIndexed.unit, unit))
    if (indexed?.revision === revision && !anew) return []
    const known = lexicon ?? (await lexiconOf(tx, networkId))
    const named = await replace(tx, { unit, networkId }, await gather(tx, unit), known)
    await tx
      .insert(searchIndexed)
      .values({ unit, networkId, revision })
      .onConflictDoUpdate({ target: searchIndexed.unit, set: { revision, at: sql`now()` } })
    return anew ? [] : makeOld(tx, { unit, networkId }, named)
  })
}

async function dropUnit(tx: Tx, unit: string): Promise<string[]> {
  const [known] = await tx.select().from(searchIndexed).where(eq(searchIndexed.unit, unit))
  if (!known) return []
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`search in ${known.networkId}`}, 0))`)
  const gone = await tx.delete(searchPassage).where(eq(searchPassage.unit, unit)).returning()
  await count(tx, known.networkId, gone.map(vocabularyOf), -1)
  await tx.delete(searchIndexed).where(eq(searchIndexed.unit, unit))
  return []
}

/** @returns the words of people's names that were not in it before */
async function replace(
  tx: Tx,
  { unit, networkId }: { unit: string; networkId: string },
  passages: readonly Passage[],
  lexicon: Lexicon,
): Promise<string[]> {
  // A word is known from the passage on in which it stands, and whoever speaks from there on.
  for (const one of passages) {
    for (const { word } of tokensOf(`${one.title} ${one.text}`))
      if (isVocabulary(word) && word.length >= 4) lexicon.words.add(word)
    if (namesPeople(one)) for (const word of one.names.flatMap(wordsOfName)) lexicon.names.add(word)
  }
  const known = knownFrom(lexicon)
  const wanted = new Map(
    passages.map((passage) => {
      const made = analysed(passage, known)
      return [made.digest, { passage, made }] as const
    }),
  )
  const stored = await tx.select({ digest: searchPassage.digest }).from(searchPassage).where(eq(searchPassage.unit, unit))
  const there = new Set(stored.map((one) => one.digest))
  const gone = await tx
    .delete(searchPassage)
    .where(and(eq(searchPassage.unit, unit), sql`${searchPassage.digest} <> all(${sql.param([...wanted.keys()])}::text[])`))
    .returning()
  const fresh = [...wanted.values()].filter(({ made }) => !there.has(made.digest))
  for (let from = 0; from < fresh.length; from += 500) await insert(tx, { unit, networkId }, fresh.slice(from, from + 500))
  await count(tx, networkId, gone.map(vocabularyOf), -1)
  await count(
    tx,
    networkId,
    fresh.map(({ made }) => made.vocabulary),
    1,
  )
  const before = new Set(gone.flatMap((row) => [...markedIn(row)]))
  const now = fresh.flatMap(({ passage }) => (namesPeople(passage) ? passage.names : []).flatMap(wordsOfName))
  const named = new Set(now.flatMap(tokensOf).flatMap(({ word, halves }) => [word, ...halves]))
  return [...named].filter((word) => !before.has(word))
}

/** Whoever answers for something may be an office; who speaks, and who is a member, has a name. */
const namesPeople = ({ kind }: Pick<Passage, 'kind'>): boolean => kind === 'item' || kind === 'person'

/** Where a name stands from before it was known to be one, it is an ordinary word: those units are read again. */
async function makeOld(
  tx: Tx,
  { unit, networkId }: { unit: string; networkId: string },
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return []
  const holding = tx
    .selectDistinct({ unit: searchPassage.unit })
    .from(searchPassage)
    .where(
      and(
        eq(searchPassage.networkId, networkId),
        ne(searchPassage.unit, unit),
        sql`${searchPassage.words} @@ (${sql.join(names.map(plainly), sql` || `)})`,
      ),
    )
  const old = await tx.delete(searchIndexed).where(inArray(searchIndexed.unit, holding)).returning({ unit: searchIndexed.unit })
  return old.map((one) => one.unit)
}

/** What the database takes the endings off by. */
export const configOf = (locale: Locale): string => (locale === 'en' ? 'english' : locale === 'se' ? 'simple' : 'norwegian')

async function insert(
  tx: Tx,
  { unit, networkId }: { unit: string; networkId: string },
  fresh: readonly { readonly passage: Passage; readonly made: Analysed }[],
): Promise<void> {
  const rows = fresh.map(({ passage, made }) => ({
    id: newId(),
    ...passage,
    digest: made.digest,
    config: configOf(passage.locale),
    head: made.title,
    body: made.text,
    beside: made.beside,
    names: made.names.map((one) => `'${nameMark(one).replaceAll(/['\\]/g, '')}'`).join(' '),
  }))
  await tx.execute(sql`
    insert into ${searchPassage} (id, network_id, unit, kind, source_id, meeting_id, item_id, series_id, organisation_id, day, level,
      locale, title, text, place, digest, words)
    select id, ${networkId}, ${unit}, kind, "sourceId", "meetingId", "itemId", "seriesId", "organisationId", day, level, locale, title, text,
      place, digest, ${wordsFrom}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, "sourceId" uuid, "meetingId" uuid, "itemId" uuid,
      "seriesId" uuid, "organisationId" uuid, day date, level smallint, locale text, title text, text text, place jsonb, digest text,
      config text, head text, body text, beside text, names text)`)
}

/**
 * In SQL, of a row with `config`, `head`, `body`, `beside`, `names`, `day` and `kind`: titles weigh most, parts of compounds least; what
 * is sifted by stands beside them under marks of its own (`candidates`).
 */
export const wordsFrom =
  sql.raw(`setweight(to_tsvector(config::regconfig, head), 'A') || setweight(to_tsvector(config::regconfig, body), 'B')
      || setweight(to_tsvector(config::regconfig, beside), 'D') || names::tsvector
      || array_to_tsvector(array[to_char(day, '"#"YYYY'), to_char(day, '"#"YYYY-MM'), '#' || kind])`)

/** The words of names in a stored passage. */
const markedIn = ({ words }: Pick<typeof searchPassage.$inferSelect, 'words'>): ReadonlySet<string> =>
  new Set([...words.matchAll(/'@([^']*)'/g)].map((found) => found[1]!))

/** The words that a stored passage stands for in the vocabulary. Names are in none, so what is written with a capital may lack. */
function vocabularyOf(row: Pick<typeof searchPassage.$inferSelect, 'title' | 'text' | 'words'>): ReadonlySet<string> {
  const names = markedIn(row)
  const words = new Set<string>()
  for (const { word, halves } of tokensOf(`${row.title}\n${row.text}`))
    for (const one of [word, ...halves]) if (isVocabulary(one) && !names.has(one)) words.add(one)
  return words
}

async function count(tx: Tx, networkId: string, passages: readonly ReadonlySet<string>[], by: 1 | -1): Promise<void> {
  const counts = new Map<string, number>()
  for (const words of passages) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by)
  if (counts.size > 0) await addWords(tx, networkId, counts)
}

/** Adds to (or takes from) how many passages words stand in. */
export async function addWords(tx: Db, networkId: string, counts: ReadonlyMap<string, number>): Promise<void> {
  const words = [...counts.keys()].sort()
  for (let from = 0; from < words.length; from += 5000) {
    const some = words.slice(from, from + 5000)
    const numbers = some.map((word) => counts.get(word)!)
    await tx.execute(sql`
      insert into ${searchVocabulary} (network_id, word, stem, count, trigrams)
      select ${networkId}, w, coalesce((ts_lexize('norwegian_stem', w))[1], w), n,
        (select array_agg(distinct substr('  ' || w || ' ', i, 3)) from generate_series(1, length(w) + 1) as i)
      from unnest(${sql.param(some)}::text[], ${sql.param(numbers)}::int[]) as t(w, n)
      on conflict (network_id, word) do update set count = ${searchVocabulary.count} + excluded.count`)
  }
  if ([...counts.values()].some((n) => n < 0))
    await tx.delete(searchVocabulary).where(and(eq(searchVocabulary.networkId, networkId), sql`${searchVocabulary.count} <= 0`))
}

/** How finely a network's time is parted: the newest 1/2, 1/4 … 1/2^HALVES of its passages. */
const HALVES = 11

/** Notes how a network's passages lie in time. */
export async function noteSpan(db: Db, networkId: string): Promise<void> {
  const fractions = Array.from({ length: HALVES }, (_, i) => 1 - 1 / 2 ** (i + 1))
  await db.execute(sql`
    insert into ${searchSpan} (network_id, passages, since)
    select ${networkId}, count(*), coalesce(percentile_disc(${sql.param(fractions)}::float8[]) within group (order by day), '{}')
    from ${searchPassage} where network_id = ${networkId}
    on conflict (network_id) do update set passages = excluded.passages, since = excluded.since, at = now()`)
}

/**
 * Indexes all of a network anew. The words of all are learnt first, so that the first compound is parted by the last word.
 * @param onProgress is told how many units are done, and of how many
 */
export async function rebuild(
  db: Db,
  networkId: string,
  units: readonly string[],
  onProgress: (done: number, all: number) => void = () => {},
): Promise<void> {
  const lexicon = await lexiconOf(db, networkId)
  await tryAll(units, async (unit) => {
    for (const one of await gather(db, unit))
      for (const { word } of tokensOf(`${one.title} ${one.text}`))
        if (isVocabulary(word) && word.length >= 4) lexicon.words.add(word)
  }).catch(() => {}) // What cannot be read is told below.
  let done = 0
  const all = tryAll(units, async (unit) => {
    await indexUnit(db, unit, lexicon, true)
    onProgress(++done, units.length)
  })
  await all.finally(() => noteSpan(db, networkId))
}

/** One that cannot be read keeps the others from nothing. @throws the first of what went wrong, once all were tried */
export async function tryAll<T>(all: Iterable<T>, act: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const one of all) await act(one).catch((error: unknown) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** In SQL: a word in any of its forms, and not as a name. */
const plainly = (word: string) =>
  sql`to_tsquery('norwegian', ${`'${word}'`}) || to_tsquery('english', ${`'${word}'`}) || ${`'${word}'`}::tsquery`
/** In SQL: whether a passage holds a word in any of its forms, as a name or not. */
const holds = (word: string) => sql`${searchPassage.words} @@ (${plainly(word)} || ${`'${nameMark(word)}'`}::tsquery)`

/** Takes out of the index what somebody's name stands in, and what is of them; it is read again without it. */
export async function forgetPassages(
  tx: Tx,
  where: { readonly networkIds: readonly string[]; readonly names: readonly string[]; readonly personId: string | null },
): Promise<number> {
  let gone = 0
  for (const networkId of where.networkIds) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`search in ${networkId}`}, 0))`)
    const mentions = where.names
      .map((name) => tokensOf(name).flatMap(({ word, halves }) => [word, ...halves]))
      .filter((words) => words.length > 1)
      .map((words) => sql`(${sql.join(words.map(holds), sql` and `)})`)
    const own = where.personId ? [sql`${searchPassage.sourceId} = ${where.personId}`] : []
    if (mentions.length + own.length === 0) continue
    const rows = await tx
      .delete(searchPassage)
      .where(and(eq(searchPassage.networkId, networkId), sql`(${sql.join([...mentions, ...own], sql` or `)})`))
      .returning()
    await count(tx, networkId, rows.map(vocabularyOf), -1)
    const units = [...new Set(rows.map((row) => row.unit))]
    // Read again even where nothing else of it is raised.
    if (units.length > 0) await tx.delete(searchIndexed).where(inArray(searchIndexed.unit, units))
    gone += rows.length
  }
  return gone
}
