import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'
import type { MinutesDocument } from './document.ts'

export type MinutesState = 'draft' | 'proposed' | 'approved'

/**
 * The minutes of one item. `document` is ProseMirror JSON, checked against the schema and sanitised when saved; `html` and
 * `text` are made from it. What readers see is the published revision, so that half a sentence is never public.
 */
export const minutes = pgTable(
  'minutes',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull().unique(),
    locale: text().$type<Locale>().notNull().default('nb'),
    document: jsonb().$type<MinutesDocument>().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    /** The number of the revision that stands; a save names the number it was based on. A text kept after a conflict has a higher one and does not stand. */
    number: integer().notNull().default(0),
    state: text().$type<MinutesState>().notNull().default('draft'),
    approvedAt: moment(),
    approvedBy: uuid(),
    publishedAt: moment(),
    publishedBy: uuid(),
    publishedNumber: integer(),
    /** One writer at a time: who, which of their windows, and until when unless renewed. */
    writer: uuid(),
    writerName: text(),
    writerWindow: text(),
    writerUntil: moment(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [index().on(t.meetingId)],
)

/** Every save is a revision: listed, compared, restored. */
export const minutesRevision = pgTable(
  'minutes_revision',
  {
    id: id(),
    networkId: uuid().notNull(),
    minutesId: uuid().notNull(),
    number: integer().notNull(),
    document: jsonb().$type<MinutesDocument>().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    by: uuid(),
    byName: text(),
    /** Of a text that was written together: all who wrote since the revision before; `by` is then nobody unless it was one. */
    authors: uuid().array().notNull().default([]),
    /**
     * Which of the writer's windows sent it, and how many edits that window had made. A save whose answer was lost on the way
     * is known again when it comes once more, and one that comes late does not undo a newer one.
     */
    window: text(),
    edit: integer(),
    at: createdAt(),
    reason: text().$type<'save' | 'restore' | 'conflict' | 'import'>().notNull().default('save'),
    restoredFrom: integer(),
  },
  (t) => [unique().on(t.minutesId, t.number)],
)
