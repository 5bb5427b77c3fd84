import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { Anchor } from './document.ts'

/**
 * What a program wrote down of a meeting, read from a file that is not kept itself. Raw material for those who write minutes:
 * nobody else sees it, and it goes when they are approved.
 */
export const transcript = pgTable(
  'transcript',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    fileName: text().notNull(),
    /** When the file's own clock was at zero; null until somebody says. */
    beganAt: moment(),
    beganFrom: text().$type<'stamps' | 'file_name' | 'typed'>(),
    /** In the order of time. */
    anchors: jsonb().$type<readonly Anchor[]>().notNull().default([]),
    /** Where items run beside each other: which of them were heard. Null: whichever was on. */
    track: text(),
    /** When it was laid beside the minutes. */
    keptAt: moment(),
    keptBy: uuid(),
    /** Why it outlives the approval of the minutes; null: it does not. */
    lastsBecause: text(),
    uploadedBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.meetingId)],
)

/** Somebody as a file calls them, and who that is, when somebody has said so. */
export const transcriptSpeaker = pgTable(
  'transcript_speaker',
  {
    transcriptId: uuid().notNull(),
    number: integer().notNull(),
    networkId: uuid().notNull(),
    label: text().notNull(),
    personId: uuid(),
    /** What they are called instead; null: as in the file. */
    name: text(),
  },
  (t) => [primaryKey({ columns: [t.transcriptId, t.number] }), index().on(t.personId)],
)

export const transcriptLine = pgTable(
  'transcript_line',
  {
    transcriptId: uuid().notNull(),
    number: integer().notNull(),
    networkId: uuid().notNull(),
    speaker: integer(),
    /** Milliseconds on the file's own clock; less than 0 for what was said before it ran. */
    start: integer().notNull(),
    end: integer().notNull(),
    text: text().notNull(),
    /** Null: between the items. */
    itemId: uuid(),
    /** Somebody said which item; times no longer decide. */
    byHand: boolean().notNull().default(false),
    dropped: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.transcriptId, t.number] }), index().on(t.itemId)],
)
