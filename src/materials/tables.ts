import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Audience } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

export type MaterialKind = 'presentation' | 'paper' | 'link' | 'recording'

/** Something that hangs on an item: a presentation, a paper, a link, a recording. Files have versions, links an address. */
export const material = pgTable(
  'material',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    /** Null for a paper of the meeting as a whole. */
    itemId: uuid(),
    kind: text().$type<MaterialKind>().notNull(),
    title: words().notNull(),
    /** What is in it, for those who cannot see it. */
    description: words(),
    locale: text().$type<Locale>(),
    url: text(),
    currentVersionId: uuid(),
    position: integer().notNull(),
    audience: text().$type<Audience>().notNull().default('public'),
    publishedAt: moment(),
    /** Who decided last whether it is shown, and so of what is not: who hid it. Null where only the item's rule has. */
    publishedBy: uuid(),
    /** To be published then, by the clock. */
    publishAt: moment(),
    /** Meant to be read before the meeting. */
    readBefore: boolean().notNull().default(false),
    /** The captions of a recording: a stored file, and its words for search. */
    captionsSha256: text(),
    captionsName: text(),
    captionsText: text(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index('material_of_meeting').on(t.meetingId).where(sql`${t.deletedAt} is null`), index().on(t.itemId)],
)

/** One uploaded file of a material; older ones stay reachable for organisers. */
export const materialVersion = pgTable(
  'material_version',
  {
    id: id(),
    networkId: uuid().notNull(),
    materialId: uuid().notNull(),
    number: integer().notNull(),
    sha256: text().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    pages: integer(),
    uploadedAt: createdAt(),
    uploadedBy: uuid(),
    uploadedByName: text(),
  },
  (t) => [unique().on(t.materialId, t.number), index().on(t.networkId, t.sha256)],
)

/** A reader's own tick: "I have read this". */
export const materialRead = pgTable(
  'material_read',
  { networkId: uuid().notNull(), materialId: uuid().notNull(), personId: uuid().notNull(), at: createdAt() },
  (t) => [primaryKey({ columns: [t.materialId, t.personId] }), index().on(t.personId)],
)

export type PreviewState = 'waiting' | 'working' | 'done' | 'failed' | 'none'
export type ScanState = 'off' | 'waiting' | 'clean' | 'infected'

/** What was made of a stored file so that it can be read in the page; one for equal files of a network. */
export const preview = pgTable(
  'preview',
  {
    networkId: uuid().notNull(),
    sha256: text().notNull(),
    state: text().$type<PreviewState>().notNull(),
    scan: text().$type<ScanState>().notNull(),
    /** What the scanner found. */
    threat: text(),
    /** Why there are no pictures: a message key. */
    reason: text(),
    /** Pages made so far, and in all once that is known. */
    done: integer().notNull().default(0),
    pages: integer(),
    /** The file as PDF, where it was not one. */
    pdfSha256: text(),
    /** What stands in the way of those who do not see: `{ code, pages }`. */
    findings: jsonb().$type<readonly { readonly code: string; readonly pages: readonly number[] }[]>(),
    at: moment().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.sha256] })],
)

/** A page as pictures (two sizes, stored files) and as text. `page` counts from 1. */
export const previewPage = pgTable(
  'preview_page',
  {
    networkId: uuid().notNull(),
    sha256: text().notNull(),
    page: integer().notNull(),
    small: text().notNull(),
    large: text().notNull(),
    /** Pixels of the large one. */
    width: integer().notNull(),
    height: integer().notNull(),
    text: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.sha256, t.page] })],
)

/** An upload under way, part by part. */
export const upload = pgTable(
  'upload',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid(),
    personId: uuid(),
    speakerId: uuid(),
    fileName: text().notNull(),
    /** Bytes in all, as the sender said. */
    size: bigint({ mode: 'number' }).notNull(),
    createdAt: createdAt(),
    finishedAt: moment(),
  },
  (t) => [index().on(t.createdAt)],
)

/** What a speaker would like to have corrected, until an organiser decides. */
export const proposal = pgTable(
  'proposal',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    speakerId: uuid().notNull(),
    /** Only the fields that differ, as proposed and as they stood: title, description, name, office, bio. */
    proposed: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    was: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    at: createdAt(),
    decidedAt: moment(),
    decidedBy: uuid(),
    accepted: boolean(),
  },
  (t) => [index().on(t.meetingId), index().on(t.speakerId)],
)

/** When those who have not delivered are to be reminded, relative to the meeting, and when it was done. */
export const reminder = pgTable(
  'reminder',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    daysBefore: integer().notNull(),
    sentAt: moment(),
    sentTo: integer(),
    createdAt: createdAt(),
  },
  (t) => [unique('reminder_once').on(t.meetingId, t.daysBefore)],
)
