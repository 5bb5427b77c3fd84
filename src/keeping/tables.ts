import { sql } from 'drizzle-orm'
import { bigint, date, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Audience } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'

/** Kinds of documents that can be deleted by a rule. */
export type DeletedKind = 'minutes' | 'draft' | 'paper' | 'presentation' | 'recording' | 'question' | 'letter'

/** waiting for an owner · approved: goes when the days of grace are over · kept longer than the rule says · deleted */
export type DueState = 'waiting' | 'approved' | 'kept' | 'deleted'

/**
 * A document whose time is out by the rule for its kind. While it waits it stands on the list that an owner goes through; once
 * it is deleted, its row is what the old address answers with.
 */
export const dueDocument = pgTable(
  'due_document',
  {
    id: id(),
    networkId: uuid().notNull(),
    /** Null for a letter of the network's own. */
    meetingId: uuid(),
    itemId: uuid(),
    kind: text().$type<DeletedKind>().notNull(),
    /** The material, the minutes, the letter; the meeting for its questions. */
    aboutId: uuid().notNull(),
    title: words().notNull(),
    /** Whom it was for by itself; its item and meeting may be for fewer. */
    audience: text().$type<Audience>().notNull().default('public'),
    /** When readers first had it; null: it was never before them, and leaves nothing for them to see. */
    shownAt: moment(),
    /** Versions, revisions or questions, and the bytes of its files. */
    parts: integer().notNull().default(1),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    /** Ids of the files' versions: their addresses answer too. */
    files: uuid().array().notNull().default([]),
    /** The rule that it fell under, in years, and when its time was out. */
    years: integer().notNull(),
    outAt: moment().notNull(),
    state: text().$type<DueState>().notNull().default('waiting'),
    /** Of one that is kept longer: until when, and why. */
    keptUntil: date(),
    reason: text(),
    deleteAt: moment(),
    deletedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('due_document_once').on(t.kind, t.aboutId),
    index().on(t.networkId, t.state),
    index().on(t.itemId),
    index().on(t.meetingId),
    index('due_document_clock').on(t.deleteAt).where(sql`${t.state} = 'approved'`),
  ],
)
