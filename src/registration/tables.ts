import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale, Words } from '#platform/words/text.ts'

/**
 * What is asked. The first kinds are what such meetings always ask and know their own shape; those of `special` are kept
 * apart from other answers and deleted soon.
 */
export type QuestionKind =
  | 'attendance'
  | 'days'
  | 'meals'
  | 'nights'
  | 'diet'
  | 'phone'
  | 'invoice'
  | 'transport'
  | 'text'
  | 'choice'
  | 'choices'
  | 'number'
  | 'date'
  | 'file'

/** One of those to choose among. What belongs to a day (a lunch, a night) is offered to those who may come on it. */
export interface Option {
  readonly id: string
  readonly label: Words
  readonly day?: string
}

/** One question of a form. `id` is short, stable and never shown. */
export interface Question {
  readonly id: string
  readonly kind: QuestionKind
  readonly label: Words
  readonly help?: Words
  readonly required: boolean
  /** To choose among, each with an id of its own. */
  readonly options?: readonly Option[]
  /** Asked only when the answer to an earlier question is this option, or this day. */
  readonly when?: { readonly question: string; readonly option: string }
  /** What it costs and who pays: words, not a payment. */
  readonly price?: Words
}

/** A group that is invited apart, as the leaders' own superiors on the second day. */
export interface Group {
  readonly id: string
  readonly name: Words
  /** The days it is for, by id; all when empty. */
  readonly days: readonly string[]
}

/** How one registers for a meeting. There is none until an organiser makes it. */
export const registrationForm = pgTable('registration_form', {
  meetingId: uuid().primaryKey(),
  networkId: uuid().notNull(),
  /** Null: not before an organiser opens it. */
  opensAt: moment(),
  closesAt: moment(),
  /** From then on a registration binds: what it costs to withdraw is said in `priceNote`. */
  bindingFrom: moment(),
  /** Places on site; null: as many as come. Those beyond wait in order. */
  capacity: integer(),
  /** Whether each one waits for an organiser's yes. */
  approval: boolean().notNull().default(false),
  questions: jsonb().$type<readonly Question[]>().notNull().default([]),
  groups: jsonb().$type<readonly Group[]>().notNull().default([]),
  introduction: words(),
  priceNote: words(),
  version: integer().notNull().default(1),
  createdAt: createdAt(),
  updatedAt: moment().notNull().defaultNow(),
})

/**
 * unconfirmed: the address has not been confirmed · requested: waits for an organiser · registered: has a place · waiting:
 * in line for one · withdrawn · declined
 */
export type RegistrationState = 'unconfirmed' | 'requested' | 'registered' | 'waiting' | 'withdrawn' | 'declined'

/** One who comes, or would. Never evidence of having been there. */
export const registration = pgTable(
  'registration',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    /** In the order they came, within the meeting: that is the order of the line. */
    number: integer().notNull(),
    state: text().$type<RegistrationState>().notNull(),
    personId: uuid(),
    name: text().notNull(),
    /** In small letters. */
    email: text().notNull(),
    organisationId: uuid(),
    /** Where it is none of the network's. */
    organisationName: text(),
    office: text(),
    locale: text().$type<Locale>().notNull().default('nb'),
    attendance: text().$type<'onsite' | 'online'>().notNull().default('onsite'),
    /** The days they come to, by id; all when empty. */
    days: jsonb().$type<readonly string[]>().notNull().default([]),
    groupId: text(),
    answers: jsonb().$type<Readonly<Record<string, string | number | readonly string[]>>>().notNull().default({}),
    /** Who they come instead of: a person of the network. */
    substituteFor: uuid(),
    /** Who registered them, where it was not they. */
    byPerson: uuid(),
    byName: text(),
    /** Raised to make links in earlier mails void. */
    linkVersion: integer().notNull().default(1),
    /** For calendars: raised when the entry in theirs must change. */
    sequence: integer().notNull().default(0),
    /** The meeting's own `sequence` as this person's calendar was told it last; null: never. */
    toldSequence: integer(),
    /** Where it goes on after meetings were put together: links in earlier mails lead there. */
    continuesAs: uuid(),
    /** When they were asked whether they still come, after a change of plan, and have not answered. */
    askedAgainAt: moment(),
    confirmedAt: moment(),
    withdrawnAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    unique('registration_number').on(t.meetingId, t.number),
    uniqueIndex('registration_once').on(t.meetingId, t.email).where(sql`${t.state} not in ('withdrawn', 'declined')`),
    index().on(t.personId),
    index().on(t.networkId, t.email),
  ],
)

/** Answers that are special: what one eats and where one sleeps. Read by few, deleted when their time is out. */
export const specialAnswer = pgTable(
  'special_answer',
  {
    registrationId: uuid().notNull(),
    questionId: text().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    kind: text().$type<QuestionKind>().notNull(),
    answer: jsonb().$type<string | number | readonly string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.registrationId, t.questionId] }), index().on(t.meetingId)],
)

export type AnswerScan = 'off' | 'waiting' | 'clean' | 'infected'

/** A file as an answer. Its bytes lie in the file store, for organisers alone, and go with the registration. */
export const answerFile = pgTable(
  'answer_file',
  {
    registrationId: uuid().notNull(),
    questionId: text().notNull(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    sha256: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    mediaType: text().notNull(),
    fileName: text().notNull(),
    /** off: nobody looked, since there is no scanner · waiting: nobody gets it yet */
    scan: text().$type<AnswerScan>().notNull(),
    at: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.registrationId, t.questionId] }),
    index().on(t.meetingId),
    index().on(t.networkId, t.sha256),
    index('answer_file_scan').on(t.scan).where(sql`${t.scan} in ('off', 'waiting')`),
  ],
)

/** An item at which it is kept who was there, beside the list for the meeting as a whole. */
export const attendanceItem = pgTable(
  'attendance_item',
  { itemId: uuid().primaryKey(), networkId: uuid().notNull(), meetingId: uuid().notNull(), at: createdAt() },
  (t) => [index().on(t.meetingId)],
)

export type Presence = 'present' | 'excused' | 'absent' | 'substitute'

/** Who was there: said by themselves or by an organiser, never taken from a registration. `itemId` where it is kept per item. */
export const attendance = pgTable(
  'attendance',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid(),
    personId: uuid(),
    registrationId: uuid(),
    name: text().notNull(),
    organisationId: uuid(),
    presence: text().$type<Presence>().notNull(),
    mode: text().$type<'onsite' | 'online'>().notNull(),
    /** Said by themselves, and not by an organiser. */
    own: boolean().notNull(),
    byPerson: uuid(),
    at: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index().on(t.meetingId),
    index().on(t.personId),
    uniqueIndex('attendance_of_registration')
      .on(t.registrationId, sql`coalesce(${t.itemId}, ${t.meetingId})`)
      .where(sql`${t.registrationId} is not null`),
    uniqueIndex('attendance_of_person')
      .on(t.meetingId, t.personId, sql`coalesce(${t.itemId}, ${t.meetingId})`)
      .where(sql`${t.personId} is not null`),
  ],
)
