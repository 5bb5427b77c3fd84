/** Whose presentation is missing, and which reminders are planned. */
import { and, asc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { changesOf, type MeetingRow, type StatusNow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { statusOf } from '#meeting/schedule/rules.ts'
import { day, meeting } from '#meeting/tables.ts'
import { person } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { material, materialVersion, preview, reminder } from '../tables.ts'
import { type Duty, isAskedToday, mayRemind, type Receiver, type ReminderRow, receiversOf } from './rules.ts'
import { isQuiet } from './stopping/reads.ts'

/** The act of putting a reminder in the outbox, about the mail. */
export const REMINDED = 'speakers.reminded'

/** What a reminder in the outbox was made from. */
export interface Made {
  readonly meetingId: string
  readonly speakers: readonly string[]
  /** The organiser's own words; empty for none. */
  readonly note: string
}

/**
 * Something handed in on an item that can be shown: a presentation, or a link in its place. A file in which the scanner found
 * something is shown to nobody, and owed again.
 */
const delivered = sql`exists (
  select 1 from ${material} left join ${materialVersion} on ${materialVersion.id} = ${material.currentVersionId}
  left join ${preview} on ${preview.networkId} = ${material.networkId} and ${preview.sha256} = ${materialVersion.sha256}
  where ${material.itemId} = ${item.id} and ${material.deletedAt} is null
  and (${material.kind} = 'link' or (${material.kind} = 'presentation' and ${materialVersion.id} is not null))
  and ${preview.scan} is distinct from 'infected')`

/**
 * The appearances at a meeting whose presentation is missing, in the order of the programme: on items that expect one and
 * have none, of those who speak and have not said that they bring nothing. Of several on one item each owes it until one hands in.
 */
export async function dutiesOf(db: Db, of: Pick<MeetingRow, 'id' | 'locale'>): Promise<Duty[]> {
  const whole = alias(item, 'whole')
  const rows = await db
    .select({ speaker, item, date: day.date, wholeStart: whole.start, askedAt: appearance.askedAt, person, quiet: isQuiet })
    .from(speaker)
    .innerJoin(item, eq(item.id, speaker.itemId))
    .innerJoin(day, eq(day.id, item.dayId))
    .leftJoin(whole, eq(whole.id, item.parentId))
    .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
    .leftJoin(person, and(eq(person.id, speaker.personId), isNull(person.deletedAt)))
    .where(
      and(
        eq(speaker.meetingId, of.id),
        eq(speaker.role, 'speaker'),
        isNull(item.deletedAt),
        eq(item.expectsMaterial, true),
        isNull(appearance.noMaterialAt),
        sql`not ${delivered}`,
      ),
    )
    .orderBy(
      asc(day.position),
      sql`coalesce(${whole.position}, ${item.position})`,
      sql`${item.parentId} is not null`,
      asc(item.position),
      asc(speaker.position),
      asc(speaker.id),
    )
  return rows.map(({ speaker: own, item: on, date, wholeStart, askedAt, person: known, quiet }) => ({
    speakerId: own.id,
    linkVersion: own.linkVersion,
    personId: own.personId,
    name: own.name,
    email: own.email ?? known?.email ?? null,
    locale: known?.locale ?? of.locale,
    askedAt,
    quiet,
    item: { id: on.id, publicId: on.publicId, title: on.title },
    date,
    start: on.start ?? wholeStart,
  }))
}

/** What became of the plan of a meeting. */
export const statusNow = async (db: Db, row: Pick<MeetingRow, 'id' | 'attendance'>): Promise<StatusNow> =>
  statusOf(row.attendance, await changesOf(db, row.id))

/** The planned reminders of a meeting, the earliest first. */
export const remindersOf = (db: Db, meetingId: string): Promise<ReminderRow[]> =>
  db.select().from(reminder).where(eq(reminder.meetingId, meetingId)).orderBy(sql`${reminder.daysBefore} desc`)

export interface Reminding {
  readonly duties: readonly Duty[]
  /** Those who can be reminded now. */
  readonly receivers: readonly Receiver[]
  /** Those who were asked today already. */
  readonly askedToday: readonly Receiver[]
  /** Those who want no reminders. */
  readonly quiet: readonly Duty[]
  /** Those whose address nobody knows. */
  readonly unreached: readonly Duty[]
  readonly plan: readonly ReminderRow[]
  /** Whether anybody may be reminded as things stand, or why not. */
  readonly may: ReturnType<typeof mayRemind>
}

/** @throws NotFound for those who do not organise */
export async function readReminding(
  db: Db,
  actor: Actor,
  row: MeetingRow,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<Reminding> {
  if (mayEdit(actor, row) !== 'yes') throw new NotFound()
  const duties = await dutiesOf(db, row)
  const all = receiversOf(duties)
  return {
    duties,
    receivers: all.filter((one) => !isAskedToday(one, row, now)),
    askedToday: all.filter((one) => isAskedToday(one, row, now)),
    quiet: duties.filter((one) => one.quiet),
    unreached: duties.filter((one) => one.email === null && !one.quiet),
    plan: await remindersOf(db, row.id),
    may: mayRemind(actor, row, await statusNow(db, row), now),
  }
}

/** What a mail in the outbox was made from; null when it is no reminder. */
export async function madeOf(db: Db, mailId: string): Promise<Made | null> {
  const [row] = await db
    .select({ meetingId: activity.meetingId, after: activity.after })
    .from(activity)
    .where(and(eq(activity.aboutId, mailId), eq(activity.action, REMINDED)))
  return row?.meetingId ? { meetingId: row.meetingId, ...(row.after as Omit<Made, 'meetingId'>) } : null
}

export interface SentReminder {
  readonly mailId: string
  readonly to: string
  readonly at: string
  readonly state: typeof mail.$inferSelect.state
}

/** The reminders of a meeting that were put in the outbox, the newest first. */
export async function sentOf(db: Db, meetingId: string, most = 30): Promise<SentReminder[]> {
  return db
    .select({ mailId: mail.id, to: mail.to, at: mail.createdAt, state: mail.state })
    .from(activity)
    .innerJoin(mail, eq(mail.id, activity.aboutId))
    .where(and(eq(activity.meetingId, meetingId), eq(activity.action, REMINDED)))
    .orderBy(sql`${mail.createdAt} desc`, asc(mail.to))
    .limit(most)
}

/** Published meetings ahead of us that have a plan of reminders, in every network. */
export async function meetingsWithPlan(db: Db, now: Temporal.Instant): Promise<{ id: string; networkId: string }[]> {
  return db
    .selectDistinct({ id: meeting.id, networkId: meeting.networkId })
    .from(reminder)
    .innerJoin(meeting, eq(meeting.id, reminder.meetingId))
    .where(and(isNull(meeting.deletedAt), isNotNull(meeting.publishedAt), gt(meeting.startsAt, now.toString())))
}
