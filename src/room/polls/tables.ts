import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Choice, PollOption, Result } from './document.ts'

export type PollKind = 'yes_no' | 'single' | 'several' | 'ranking' | 'scale' | 'words' | 'roll_call' | 'agreed'
/** present: everybody in the room by their account · organisations: one ballot for each organisation · members · link: guests too */
export type Electorate = 'present' | 'organisations' | 'members' | 'link'
/**
 * open: names are shown with the result · hidden: names and result hidden until it is closed · confidential: who voted what is
 * known to the database only, and dropped at close · secret: who voted and what was voted are never together
 */
export type Secrecy = 'open' | 'hidden' | 'confidential' | 'secret'

/** A poll on an item, or on the meeting as a whole. */
export const poll = pgTable(
  'poll',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid(),
    kind: text().$type<PollKind>().notNull(),
    question: words().notNull(),
    options: jsonb().$type<readonly PollOption[]>().notNull().default([]),
    /** several: how many at most; scale: the highest step. */
    most: integer(),
    electorate: text().$type<Electorate>().notNull().default('members'),
    secrecy: text().$type<Secrecy>().notNull().default('hidden'),
    position: integer().notNull(),
    openedAt: moment(),
    closedAt: moment(),
    /** When the result was shown to the room. */
    shownAt: moment(),
    /** The count as it stood when it closed: what stays. */
    result: jsonb().$type<Result>(),
    /** How many might vote, counted when it opened. */
    electors: integer(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    createdBy: uuid(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.meetingId), index().on(t.itemId)],
)

/**
 * Who may vote, frozen when a poll opens. `voter` is an organisation where those vote; else a person, and for guests, who have
 * no account, the participant.
 */
export const elector = pgTable(
  'elector',
  {
    pollId: uuid().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    voter: uuid().notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.voter] }), index().on(t.voter)],
)

/** A ballot where it is known whose it is; at most one for each voter, by the key. */
export const ballot = pgTable(
  'ballot',
  {
    pollId: uuid().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    voter: uuid().notNull(),
    /** Who sent it; null where a chair took it down in a roll call. */
    participantId: uuid(),
    choice: jsonb().$type<Choice>().notNull(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.voter] }), index().on(t.participantId)],
)

/** That somebody voted in a secret poll. Without a time, and never beside what was voted. */
export const hasVoted = pgTable(
  'has_voted',
  { pollId: uuid().notNull(), networkId: uuid().notNull(), meetingId: uuid().notNull(), voter: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.pollId, t.voter] })],
)

/** What was voted in a secret poll: random ids, no time; rows are written anew in random order when it closes. */
export const secretBallot = pgTable(
  'secret_ballot',
  {
    id: uuid().primaryKey().defaultRandom(),
    pollId: uuid().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    choice: jsonb().$type<Choice>().notNull(),
  },
  (t) => [index().on(t.pollId)],
)
