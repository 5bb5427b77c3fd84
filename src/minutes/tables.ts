import { bigint, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { publicIdColumn } from '#meeting/tables.ts'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'
import type { AttendingKind, BlockKind, MinutesDocument } from './document.ts'

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
    /** Laid out for reading through, and the last day on which corrections are taken. */
    proposedAt: moment(),
    correctionsUntil: date(),
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
    reason: text().$type<'save' | 'restore' | 'conflict' | 'import' | 'correction'>().notNull().default('save'),
    restoredFrom: integer(),
  },
  (t) => [unique().on(t.minutesId, t.number)],
)

/**
 * The decisions, action points, answers and changes of attendance that stand in minutes. What the text says of one is copied here when a text comes to
 * stand, and changed by changing the text; what the text does not say (number, owner, who was told) is kept here alone.
 */
export const minutesObject = pgTable(
  'minutes_object',
  {
    id: id(),
    /** In the address of a decision, which stays whatever becomes of its number, item and meeting. */
    publicId: publicIdColumn(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    minutesId: uuid().notNull(),
    /** The id that stands in the text, and its anchor. Text pasted from elsewhere brings its own along: it is one's own only within the minutes. */
    blockId: uuid().notNull(),
    kind: text().$type<BlockKind>().notNull(),
    /** Order in the text. */
    position: integer().notNull(),
    text: text().notNull(),
    /** Of an answer: what was asked, and the question sent in that it came from. */
    question: text(),
    inputId: uuid(),
    /** Of a decision: given when its text first comes before readers, and kept from then on. The year where it counts through one. */
    number: integer(),
    numberYear: integer(),
    /** Who, as the text says it. Of an action by when ("2020-05-15", or that a date is to come), and who that is. */
    who: text(),
    due: text(),
    /** Of attendance: whether `who` came, went or met, in whose place, and when ("10:15"). */
    did: text().$type<AttendingKind>(),
    instead: text(),
    clock: text(),
    personId: uuid(),
    organisationId: uuid(),
    /** The person who was told, and when: nobody is told twice. */
    toldPersonId: uuid(),
    toldAt: moment(),
    /** Taken out of the text. Pasted back, it is the same again. */
    removedAt: moment(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [unique('minutes_object_block').on(t.minutesId, t.blockId), index().on(t.meetingId), index().on(t.personId)],
)

export type CorrectionState = 'open' | 'accepted' | 'answered' | 'withdrawn'

/** A correction that a reader proposes to minutes laid out for reading through: of one part of a revision, or a remark on it. */
export const correction = pgTable(
  'correction',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    minutesId: uuid().notNull(),
    /** The revision that was read, and which of its parts. */
    number: integer().notNull(),
    part: integer().notNull(),
    /** The part as plain text, as it was read and as it should be; null where there is only a remark. */
    before: text().notNull(),
    after: text(),
    remark: text(),
    personId: uuid(),
    name: text().notNull(),
    state: text().$type<CorrectionState>().notNull().default('open'),
    answer: text(),
    answeredBy: uuid(),
    answeredByName: text(),
    answeredAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.minutesId), index().on(t.personId)],
)

/** What was added to approved minutes: numbered, dated, and never changed. */
export const amendment = pgTable(
  'amendment',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    minutesId: uuid().notNull(),
    number: integer().notNull(),
    /** Plain text; its lines are paragraphs. */
    text: text().notNull(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [unique('amendment_number').on(t.minutesId, t.number)],
)

export type OutcomeKind = 'decided' | 'noted' | 'action' | 'postponed' | 'referred' | 'withdrawn' | 'none'

/** What came of an item at its meeting, as whoever leads it or writes its minutes said. */
export const itemOutcome = pgTable(
  'item_outcome',
  {
    itemId: uuid().primaryKey(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    kind: text().$type<OutcomeKind>().notNull(),
    /** Postponed to which meeting, where that is known. */
    toMeetingId: uuid(),
    /** Referred to whom. */
    referredTo: text(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [index().on(t.meetingId)],
)

/** When a meeting's minutes were closed, and opened again: every time is kept. */
export const closing = pgTable(
  'closing',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    act: text().$type<'closed' | 'reopened'>().notNull(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [index().on(t.meetingId, t.at)],
)

/** A package of a meeting for the archive: how far its making has come, and where it lies for a day. */
export const archivePackage = pgTable('archive_package', {
  meetingId: uuid().primaryKey(),
  networkId: uuid().notNull(),
  state: text().$type<'waiting' | 'working' | 'done' | 'failed'>().notNull(),
  /** Files in it so far, and how many there will be. */
  done: integer().notNull().default(0),
  all: integer().notNull().default(0),
  sha256: text(),
  size: bigint({ mode: 'number' }),
  /** When anything of this last changed. */
  at: moment().notNull().defaultNow(),
})
