import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { StepDetail, StepKind } from './show/document.ts'
import type { StageView } from './stage/document.ts'

/** What guests, who came in by the code and gave a name, may do in a room. */
export interface GuestsMay {
  readonly ask: boolean
  readonly vote: boolean
  readonly queue: boolean
}

export type VideoKind = 'link' | 'jitsi' | 'bigbluebutton'

/** The room of a meeting on the day: how it is set up. What happens in it are steps, questions, turns and polls. */
export const room = pgTable('room', {
  meetingId: uuid().primaryKey(),
  networkId: uuid().notNull(),
  /** What guests type, or read from the QR code, to come in: six letters and digits. Null: no guests. */
  code: text().unique(),
  guestsMay: jsonb().$type<GuestsMay>().notNull().default({ ask: true, vote: false, queue: false }),
  /** Questions wait for a chair before the others see them. */
  moderated: boolean().notNull().default(true),
  /** Seconds that must pass between two questions of one participant; 0: none. */
  slowSeconds: integer().notNull().default(0),
  /** The speaker list takes names. */
  floorOpen: boolean().notNull().default(false),
  /** And short replies to who speaks. */
  repliesOpen: boolean().notNull().default(true),
  /** Seconds a speaker has, and one who replies. */
  turnSeconds: integer().notNull().default(120),
  replySeconds: integer().notNull().default(60),
  /** What the big screen shows. */
  stage: jsonb().$type<StageView>().notNull().default({ view: 'auto' }),
  video: text().$type<VideoKind>().notNull().default('link'),
  /** How many minutes before the first item the way to the video opens. */
  videoOpens: integer().notNull().default(15),
  version: integer().notNull().default(1),
  createdAt: createdAt(),
})

/** Somebody in a room: a person of the network, or a guest with a name. Whatever is asked, voted or said hangs on this. */
export const participant = pgTable(
  'participant',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    /** Null for a guest. */
    personId: uuid(),
    name: text().notNull(),
    /** Who they are there for, as the membership said when they came in. */
    organisationId: uuid(),
    organisation: text(),
    /** Raised to make a guest's cookie void. */
    linkVersion: integer().notNull().default(1),
    joinedAt: createdAt(),
    /** When a stream or a request of theirs was last there; written at most once a minute. */
    seenAt: moment().notNull().defaultNow(),
    /** May read and vote, but neither ask, queue nor signal. */
    mutedAt: moment(),
    mutedBy: uuid(),
  },
  (t) => [
    uniqueIndex('participant_once').on(t.meetingId, t.personId).where(sql`${t.personId} is not null`),
    index('participant_seen').on(t.meetingId, t.seenAt),
    index().on(t.personId),
  ],
)

/**
 * The run of show, step by step: what the chairs did, in order. The present state, and when each item really began and
 * ended, are a fold over these. The id is made where the key was pressed, so a step sent twice is one step.
 */
export const step = pgTable(
  'room_step',
  {
    id: uuid().primaryKey(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    number: integer().notNull(),
    at: createdAt(),
    byPerson: uuid(),
    byName: text(),
    kind: text().$type<StepKind>().notNull(),
    detail: jsonb().$type<StepDetail>().notNull(),
    undoneBy: uuid(),
    undoneAt: moment(),
  },
  (t) => [unique('room_step_number').on(t.meetingId, t.number)],
)

/** Keys of what participants sent, each taken once: a line that breaks makes browsers send twice. Swept after a day. */
export const roomKey = pgTable(
  'room_key',
  { key: uuid().primaryKey(), networkId: uuid().notNull(), meetingId: uuid().notNull(), at: createdAt() },
  (t) => [index().on(t.at)],
)
