import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

/** One who wants to be told: a person of the network, or an address that was confirmed. */
export const follower = pgTable(
  'follower',
  {
    id: id(),
    networkId: uuid().notNull(),
    personId: uuid(),
    email: text(),
    locale: text().$type<Locale>().notNull().default('nb'),
    confirmedAt: moment(),
    /** The hour of the day (0 to 23) at which news is sent; null: when things have been quiet for a while. */
    hour: integer(),
    /** What lies before this has been told. */
    toldUntil: moment().notNull().defaultNow(),
    /** Raised to make earlier links to stop void. */
    linkVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('follower_person').on(t.networkId, t.personId).where(sql`${t.personId} is not null`),
    uniqueIndex('follower_email').on(t.networkId, t.email).where(sql`${t.email} is not null`),
  ],
)

export type FollowedKind = 'network' | 'series' | 'meeting' | 'item' | 'topic'

export const follow = pgTable(
  'follow',
  {
    networkId: uuid().notNull(),
    followerId: uuid().notNull(),
    kind: text().$type<FollowedKind>().notNull(),
    subjectId: uuid().notNull(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.followerId, t.kind, t.subjectId] }), index().on(t.kind, t.subjectId)],
)

export type NewsKind = 'material' | 'minutes' | 'plan' | 'meeting'

/** Something that those who follow are to be told, until it is told or withdrawn. */
export const news = pgTable(
  'news',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid(),
    kind: text().$type<NewsKind>().notNull(),
    aboutId: uuid().notNull(),
    at: createdAt(),
    byPerson: uuid(),
    withdrawnAt: moment(),
  },
  (t) => [index().on(t.networkId, t.at), index().on(t.aboutId), index().on(t.meetingId, t.at)],
)

/** When a person last looked at a meeting, for what is new since. */
export const visit = pgTable(
  'visit',
  {
    networkId: uuid().notNull(),
    personId: uuid().notNull(),
    meetingId: uuid().notNull(),
    at: moment().notNull(),
    before: moment(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.meetingId] })],
)

/** A letter that an organiser wrote to many: to whom, what, when. Its mails stand in the outbox. */
export const notice = pgTable(
  'notice',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid(),
    subject: words().notNull(),
    body: words().notNull(),
    /** What is laid in after the words. */
    inlined: text().$type<'nothing' | 'programme' | 'change' | 'duties' | 'minutes'>().notNull().default('nothing'),
    /** Who it goes to, as the composer's form says it; worked out anew when it is sent. */
    audience: jsonb().$type<Readonly<Record<string, readonly string[]>>>().notNull(),
    sendAt: moment(),
    sentAt: moment(),
    sentTo: integer(),
    cancelledAt: moment(),
    byPerson: uuid(),
    byName: text(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.networkId, t.createdAt), index().on(t.meetingId)],
)

/** Who got a letter: once each, however often the job is begun. */
export const noticeReceiver = pgTable(
  'notice_receiver',
  {
    noticeId: uuid().notNull(),
    networkId: uuid().notNull(),
    /** In small letters. */
    email: text().notNull(),
    personId: uuid(),
    registrationId: uuid(),
    mailId: uuid(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.email] }), index().on(t.personId)],
)

/** A member's own calendar: its address is secret, and made void by a higher version. */
export const ownCalendar = pgTable(
  'own_calendar',
  { networkId: uuid().notNull(), personId: uuid().notNull(), version: integer().notNull().default(1), createdAt: createdAt() },
  (t) => [primaryKey({ columns: [t.personId, t.networkId] })],
)
