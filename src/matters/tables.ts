import { index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { publicIdColumn } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

/** What came to another matter when the two were put together, by ids, so that they can be parted again. */
export interface MatterMoved {
  readonly items: readonly string[]
  readonly actions: readonly string[]
  readonly facts: readonly string[]
  /** Topics that the other was not about before. */
  readonly topics: readonly string[]
  /** Matters that had been put together with it before. */
  readonly matters: readonly string[]
}

/** What came to another topic when the two were put together. */
export interface TopicMoved {
  /** What was not linked to the other before. */
  readonly links: readonly { readonly kind: LinkedKind; readonly subjectId: string }[]
  /** Topics that had been put together with it before. */
  readonly topics: readonly string[]
}

/** A matter (sak) followed from meeting to meeting; an item that names it is its treatment at one. */
export const matter = pgTable(
  'matter',
  {
    id: id(),
    networkId: uuid().notNull(),
    seriesId: uuid(),
    publicId: publicIdColumn(),
    title: words().notNull(),
    /** What it is about. */
    summary: words(),
    /** Who raised it, where that was sent in or said. */
    proposedById: uuid(),
    proposedByName: text(),
    /** The matter it turned out to be the same as; its address leads there. */
    mergedInto: uuid(),
    moved: jsonb().$type<MatterMoved>(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.networkId), index().on(t.seriesId)],
)

/** A short note that goes along with a matter to its next treatment. */
export const matterFact = pgTable(
  'matter_fact',
  {
    id: id(),
    networkId: uuid().notNull(),
    matterId: uuid().notNull(),
    locale: text().$type<Locale>().notNull(),
    text: text().notNull(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
    removedAt: moment(),
  },
  (t) => [index().on(t.matterId)],
)

/** A word under which a network gathers what it talks about, across all its series. */
export const topic = pgTable(
  'topic',
  {
    id: id(),
    networkId: uuid().notNull(),
    slug: text().notNull(),
    name: words().notNull(),
    description: words(),
    /** The topic it turned out to be the same as; its address leads there. */
    mergedInto: uuid(),
    moved: jsonb().$type<TopicMoved>(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [unique('topic_slug').on(t.networkId, t.slug)],
)

export type LinkedKind = 'matter' | 'item'

/** That a matter or an item is about a topic, as somebody said; what hangs on it (decisions, actions, minutes, papers, questions) is so by itself. */
export const topicLink = pgTable(
  'topic_link',
  {
    networkId: uuid().notNull(),
    topicId: uuid().notNull(),
    kind: text().$type<LinkedKind>().notNull(),
    subjectId: uuid().notNull(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.topicId, t.kind, t.subjectId] }), index().on(t.kind, t.subjectId)],
)

/** An item of an earlier meeting, something still to be done that came up at no item, or a matter that was sent in before one. */
export type CarrySource = 'item' | 'action' | 'input'

/** What an organiser chose of what could come back at a meeting: taken along, as which item, or left for now. */
export const carryOver = pgTable(
  'carry_over',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    sourceKind: text().$type<CarrySource>().notNull(),
    sourceId: uuid().notNull(),
    choice: text().$type<'taken' | 'left'>().notNull(),
    /** What it became. */
    madeItemId: uuid(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [uniqueIndex('carry_over_once').on(t.meetingId, t.sourceKind, t.sourceId), index().on(t.madeItemId)],
)
