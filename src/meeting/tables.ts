import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

export type Audience = 'public' | 'members' | 'invited'
export type AttendanceMode = 'onsite' | 'online' | 'mixed'

/** Positive integers, unique in the installation, for meetings and items alike: schedule formats need them. */
export const publicId = pgSequence('public_id', { startWith: 1 })
export const publicIdColumn = () => bigint({ mode: 'number' }).notNull().unique().default(sql`nextval('public_id')`)

export const meeting = pgTable(
  'meeting',
  {
    id: id(),
    networkId: uuid().notNull(),
    seriesId: uuid(),
    /** RFC 7986 §5.3: a bare uuid, for calendars; never derived from anything that can change. */
    uid: uuid().notNull().unique().defaultRandom(),
    sequence: integer().notNull().default(0),
    publicId: publicIdColumn(),
    slug: text().notNull(),
    /** The language the meeting is written in. */
    locale: text().$type<Locale>().notNull().default('nb'),
    title: words().notNull(),
    summary: words(),
    timezone: text().notNull().default('Europe/Oslo'),
    attendance: text().$type<AttendanceMode>().notNull().default('onsite'),
    place: text(),
    joinUrl: text(),
    audience: text().$type<Audience>().notNull().default('public'),
    /** First start and last end, kept from the items: lists sort by them. Null while no date is known. */
    startsAt: moment(),
    endsAt: moment(),
    /** When what readers see changes by the clock alone (it begins, it ends); a job raises the revision then. */
    nextChangeAt: moment(),
    publishedAt: moment(),
    publishedBy: uuid(),
    closedAt: moment(),
    closedBy: uuid(),
    /** Raised by every edit of the row: two organisers never overwrite each other silently. */
    version: integer().notNull().default(1),
    /** The text it was read from, so that nothing pasted is lost. */
    source: text(),
    /** Whether speakers' own corrections go straight in or wait for an organiser. */
    corrections: text().$type<'proposed' | 'direct'>().notNull().default('proposed'),
    /** How long speakers' personal links hold; null: some weeks after the end. */
    linksUntil: moment(),
    /** Until when matters and questions may be sent in beforehand; null: until it begins. */
    inputUntil: moment(),
    /** A pattern for new meetings: structure, texts and roles. Never published, and in no list of meetings. */
    template: boolean().notNull().default(false),
    /** The meeting or template it was made after. */
    madeFrom: uuid(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [
    unique().on(t.networkId, t.slug),
    // The lists: of a network and of a series, by time.
    index('meeting_by_time').on(t.networkId, t.startsAt.desc()).where(sql`${t.deletedAt} is null`),
    index('meeting_of_series').on(t.seriesId, t.startsAt.desc()).where(sql`${t.deletedAt} is null`),
    // Few among many: what everybody may see, and what nobody but the organisers may see yet.
    index('meeting_for_all')
      .on(t.networkId, t.startsAt.desc())
      .where(sql`${t.deletedAt} is null and ${t.publishedAt} is not null and ${t.audience} = 'public'`),
    index('meeting_drafts').on(t.networkId, t.createdAt).where(sql`${t.deletedAt} is null and ${t.publishedAt} is null`),
    index('meeting_clock').on(t.nextChangeAt).where(sql`${t.nextChangeAt} is not null`),
  ],
)

/** A day of a meeting. `date` is null until one is known. */
export const day = pgTable(
  'day',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    position: integer().notNull(),
    date: date(),
    label: words(),
  },
  (t) => [index().on(t.meetingId)],
)

export type TextKind = 'introduction' | 'practical' | 'about' | 'ground_rules'

/** Text around the programme: plain paragraphs, one per line; a line that begins with "• " is a list item. */
export const meetingText = pgTable(
  'meeting_text',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    kind: text().$type<TextKind>().notNull(),
    position: integer().notNull(),
    heading: words(),
    body: words().notNull(),
    audience: text().$type<Audience>().notNull().default('public'),
    version: integer().notNull().default(1),
  },
  (t) => [index().on(t.meetingId)],
)

export type ScheduleStatus =
  | 'scheduled'
  | 'postponed'
  | 'rescheduled'
  | 'moved_online'
  | 'moved_onsite'
  | 'split_off'
  | 'merged_back'
  | 'cancelled'
  | 'resumed'

/** The schedule status as a list of dated changes; what was planned before is kept. Every channel derives its words from this. */
export const scheduleChange = pgTable(
  'schedule_change',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    status: text().$type<ScheduleStatus>().notNull(),
    at: createdAt(),
    by: uuid(),
    previousStartsAt: moment(),
    previousEndsAt: moment(),
    previousAttendance: text().$type<AttendanceMode>(),
    reason: words(),
    /** The other half where a part was split off or merged back. */
    relatedMeetingId: uuid(),
    /** When those affected were told: until then it can be taken back without a trace outside. */
    toldAt: moment(),
  },
  (t) => [index().on(t.meetingId, t.at)],
)

export type MeetingRole = 'chair' | 'minute_taker' | 'speaker' | 'guest'

export const meetingRole = pgTable(
  'meeting_role',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    personId: uuid().notNull(),
    role: text().$type<MeetingRole>().notNull(),
    grantedAt: createdAt(),
    grantedBy: uuid(),
  },
  (t) => [uniqueIndex('meeting_role_once').on(t.meetingId, t.personId, t.role), index().on(t.personId)],
)

/** Who is invited to a meeting whose audience is `invited`; roles in the meeting count as invitations too. */
export const invitation = pgTable(
  'invitation',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    personId: uuid().notNull(),
    declined: boolean().notNull().default(false),
    at: createdAt(),
  },
  (t) => [uniqueIndex('invitation_once').on(t.meetingId, t.personId), index().on(t.personId)],
)

/** When members were last told of the plan, and how it stood then: what has changed since is ready for the next notice. */
export const told = pgTable(
  'told',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    at: createdAt(),
    byPerson: uuid(),
    byName: text(),
    /** The plan as it was told, in the shape that `meeting/told` compares. */
    plan: jsonb().notNull(),
  },
  (t) => [index().on(t.meetingId, t.at)],
)
