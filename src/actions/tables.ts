import { bigint, boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { type Audience, publicIdColumn } from '#meeting/tables.ts'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

export type ActionStatus = 'not_started' | 'under_way' | 'blocked' | 'done' | 'dropped' | 'no_conclusion'

/** What the minutes last said of an action: a later text changes of the action what it itself has changed, and nothing else. */
export interface SaidInMinutes {
  readonly text: string
  readonly who: string | null
  readonly due: string | null
  readonly personId: string | null
  readonly organisationId: string | null
}

/** Something that somebody is to follow up. It begins in minutes or beside them, and lives on when those are approved. */
export const action = pgTable(
  'action',
  {
    id: id(),
    networkId: uuid().notNull(),
    publicId: publicIdColumn(),
    meetingId: uuid(),
    itemId: uuid(),
    /** The block of minutes it began as (`minutes_object`); null for what was added beside them. */
    objectId: uuid().unique(),
    matterId: uuid(),
    measureId: uuid(),
    locale: text().$type<Locale>().notNull(),
    text: text().notNull(),
    /** Who, as the text says it; the person, organisation or project that it is. */
    who: text(),
    personId: uuid(),
    organisationId: uuid(),
    project: text(),
    due: date(),
    /** A date is still to be set. */
    dueToCome: boolean().notNull().default(false),
    status: text().$type<ActionStatus>().notNull().default('not_started'),
    /** Of what is blocked, dropped or without conclusion: why. */
    reason: text(),
    /** In per cent, where somebody has said it. */
    progress: integer(),
    /** For whom; of one from minutes never for more than read those. */
    audience: text().$type<Audience>().notNull().default('members'),
    said: jsonb().$type<SaidInMinutes>(),
    doneAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [
    index().on(t.networkId, t.due),
    index().on(t.meetingId),
    index().on(t.itemId),
    index().on(t.personId),
    index().on(t.organisationId),
    index().on(t.measureId),
    index().on(t.matterId),
  ],
)

export type UpdateVia = 'page' | 'link' | 'bulk' | 'minutes'

/** Who owned it, by id and as it was called. */
export interface OwnerThen {
  readonly personId: string | null
  readonly organisationId: string | null
  readonly project: string | null
  readonly name: string | null
}

/** What was told of an action since it began, and what was changed: never changed itself. */
export const actionUpdate = pgTable(
  'action_update',
  {
    id: id(),
    networkId: uuid().notNull(),
    actionId: uuid().notNull(),
    at: createdAt(),
    personId: uuid(),
    name: text(),
    text: text(),
    /** What it came to, where that was changed. */
    status: text().$type<ActionStatus>(),
    progress: integer(),
    /** Whether the date was moved: from when to when, null for none. */
    dueMoved: boolean().notNull().default(false),
    dueFrom: date(),
    dueTo: date(),
    ownerFrom: jsonb().$type<OwnerThen>(),
    ownerTo: jsonb().$type<OwnerThen>(),
    sha256: text(),
    fileName: text(),
    mediaType: text(),
    size: bigint({ mode: 'number' }),
    via: text().$type<UpdateVia>().notNull().default('page'),
  },
  (t) => [index().on(t.actionId, t.at), index().on(t.personId)],
)

/** A personal link to one action: holds while whoever it was made for owns it, or belongs to the organisation that does. */
export const actionLink = pgTable(
  'action_link',
  {
    id: id(),
    networkId: uuid().notNull(),
    actionId: uuid().notNull(),
    personId: uuid().notNull(),
    /** Raised to make all earlier links void. */
    linkVersion: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [unique('action_link_once').on(t.actionId, t.personId), index().on(t.personId)],
)

/** That somebody was reminded of an action while it was due on a day: nobody is told the same twice. */
export const actionReminder = pgTable(
  'action_reminder',
  {
    id: id(),
    networkId: uuid().notNull(),
    actionId: uuid().notNull(),
    personId: uuid().notNull(),
    due: date().notNull(),
    /** The day it was sent. */
    on: date().notNull(),
  },
  (t) => [index().on(t.actionId), index().on(t.personId, t.on)],
)

/** Several actions changed at once: what they were before, until somebody wants that back. */
export const actionBulk = pgTable(
  'action_bulk',
  {
    id: id(),
    networkId: uuid().notNull(),
    personId: uuid().notNull(),
    before: jsonb().$type<readonly ActionBefore[]>().notNull(),
    at: createdAt(),
    undoneAt: moment(),
  },
  (t) => [index().on(t.personId)],
)

/** One action before it was changed with others, and the version it came to. */
export interface ActionBefore {
  readonly id: string
  readonly version: number
  readonly was: Partial<typeof action.$inferSelect>
}
