/** What is searched: the words of a network cut into passages, and the words themselves. All of it can be made anew. */
import { bigint, customType, date, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Kind, Place } from './document.ts'

/** PostgreSQL's own: words without their endings, and where they stand. */
const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' })

/** A piece of text that can be found by itself and opened at its place. */
export const searchPassage = pgTable(
  'search_passage',
  {
    id: id(),
    networkId: uuid().notNull(),
    /** What is read and indexed as one: 'meeting:<id>', 'network:<id>'. */
    unit: text().notNull(),
    kind: text().$type<Kind>().notNull(),
    /** The row it is of, in the table that its kind has (`gathering`). */
    sourceId: uuid().notNull(),
    meetingId: uuid(),
    itemId: uuid(),
    seriesId: uuid(),
    organisationId: uuid(),
    /** The day it is of: names stop being found by everybody some time after it, and what is newer comes first. */
    day: date().notNull(),
    /** For whom, when it was indexed: 0 everybody, 1 members, 2 those invited, 3 organisers. Rows are asked anew when it is found. */
    level: smallint().notNull(),
    locale: text().$type<Locale>().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    place: jsonb().$type<Place>().notNull(),
    /** Of all above: what has not changed is left alone. */
    digest: text().notNull(),
    words: tsvector().notNull(),
  },
  (t) => [
    // What is written is found at once, and nobody pays later for a list of what is not yet sorted in.
    index('search_passage_words').using('gin', t.words).with({ fastupdate: false }),
    index('search_passage_day').on(t.networkId, t.day.desc()),
    index('search_passage_kind').on(t.networkId, t.kind, t.day.desc()),
    index('search_passage_unit').on(t.unit),
  ],
)

/** Every word that stands in a network's passages, and in how many: what compounds are split by and misspellings are set right by. */
export const searchVocabulary = pgTable(
  'search_vocabulary',
  {
    networkId: uuid().notNull(),
    word: text().notNull(),
    /** Without its ending, as the database sees it. */
    stem: text().notNull(),
    count: integer().notNull(),
    trigrams: text().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.word] }),
    index('search_vocabulary_stem').on(t.networkId, t.stem),
    index('search_vocabulary_trigrams').using('gin', t.trigrams).with({ fastupdate: false }),
  ],
)

/** Up to which revision a unit is indexed: whatever stands at another one is read again. */
export const searchIndexed = pgTable('search_indexed', {
  unit: text().primaryKey(),
  networkId: uuid().notNull(),
  revision: bigint({ mode: 'number' }).notNull(),
  at: moment().notNull().defaultNow(),
})

/** How a network's passages lie in time, so that a word that stands everywhere is looked for among the newest. */
export const searchSpan = pgTable('search_span', {
  networkId: uuid().primaryKey(),
  passages: integer().notNull(),
  /** The day after which a half, a quarter, an eighth … of them lie. */
  since: date().array().notNull(),
  at: moment().notNull().defaultNow(),
})
