/** Letters of a meeting or a network, what they are made of, and what became of their mails. */
import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { dutiesOf } from '#materials/reminders/reads.ts'
import type { Duty } from '#materials/reminders/rules.ts'
import { changesOf, type MeetingRow, type MeetingView, readMeeting } from '#meeting/reads.ts'
import { lastTold, type Told } from '#meeting/told/reads.ts'
import { differences, isForAll, planOf } from '#meeting/told/rules.ts'
import { readSummary, type Summary } from '#minutes/sending/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import { organisation } from '#network/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { type MailState, mail } from '#platform/mail/tables.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import { formOf, placesTaken } from '#registration/reads.ts'
import { type FormRow, standingOf } from '#registration/rules.ts'
import { roomOf } from '#room/entry/reads.ts'
import { notice, noticeReceiver } from '../tables.ts'
import { mayWrite, type NoticeRow } from './rules.ts'

/** What letters are about: a meeting, or with null its network as a whole. */
export interface About {
  readonly network: NetworkRow
  readonly meeting: MeetingRow | null
}

/** Everything a letter says beside its own words. */
export interface Facts {
  readonly network: NetworkRow
  /** As organisers see it; what each reader is shown of it is for the letter to say. */
  readonly view: MeetingView | null
  /** When members were last told of the plan, and how it stood. */
  readonly told: Told | null
  readonly form: FormRow | null
  /** Whether one can register now. */
  readonly open: boolean
  /** What lets guests into the room; null where none may come. */
  readonly code: string | null
  /** Presentations that are missing. */
  readonly owed: readonly Duty[]
  /** What is published of the minutes; null before anything is. */
  readonly minutes: Summary | null
}

/** @throws NotFound for those who do not organise */
export async function readFacts(db: Db, actor: Actor, { network, meeting }: About): Promise<Facts> {
  if (mayWrite(actor, meeting) !== 'yes') throw new NotFound()
  if (!meeting) return { network, view: null, told: null, form: null, open: false, code: null, owed: [], minutes: null }
  const view = await readMeeting(db, actor, meeting)
  const form = await formOf(db, meeting.id)
  const standing = standingOf(form, form ? await placesTaken(db, meeting.id) : 0, view.meeting, Temporal.Now.instant())
  return {
    network,
    view,
    form,
    told: await lastTold(db, meeting.id),
    open: standing === 'open' || standing === 'full',
    code: (await roomOf(db, meeting)).code,
    owed: await dutiesOf(db, meeting),
    minutes: await readSummary(db, actor, meeting),
  }
}

/** How much there is to tell of since members were told; none before the first time. */
export function changesSince({ view, told }: Pick<Facts, 'view' | 'told'>): number {
  if (!view || !told) return 0
  return differences(told.plan, planOf(view)).filter((one) => isForAll(one, view.meeting.audience)).length
}

const ofThis = (about: About) =>
  and(eq(notice.networkId, about.network.id), about.meeting ? eq(notice.meetingId, about.meeting.id) : isNull(notice.meetingId))

/** One letter. @throws NotFound alike when there is none and when it is not for this reader */
export async function openNotice(db: Db, actor: Actor, about: About, id: string): Promise<NoticeRow> {
  const [row] =
    isId(id) && mayWrite(actor, about.meeting) === 'yes'
      ? await db
          .select()
          .from(notice)
          .where(and(eq(notice.id, id), ofThis(about)))
      : []
  if (!row) throw new NotFound()
  return row
}

/** The network of a letter, for a job that knows no more than its id. */
export async function networkOf(db: Db, noticeId: string): Promise<string | null> {
  const [row] = await db.select({ networkId: notice.networkId }).from(notice).where(eq(notice.id, noticeId))
  return row?.networkId ?? null
}

/** How many mails of a letter are in each state. */
export type Sent = Readonly<Partial<Record<MailState, number>>>

export interface Listed {
  readonly row: NoticeRow
  readonly sent: Sent
}

const MOST = 200

/** Letters that were not thrown away, the newest first. @throws NotFound for those who do not organise */
export async function listNotices(db: Db, actor: Actor, about: About): Promise<Listed[]> {
  if (mayWrite(actor, about.meeting) !== 'yes') throw new NotFound()
  // In the list of a select with one table Drizzle leaves its name out, and `id` would be the mail's.
  const states = sql<Sent>`(select coalesce(jsonb_object_agg(counted.state, counted.count), '{}') from (
    select m.state, count(*)::int as count from ${noticeReceiver} as r join ${mail} as m on m.id = r.mail_id
    where r.notice_id = "notice"."id" group by m.state) as counted)`
  return db
    .select({ row: notice, sent: states })
    .from(notice)
    .where(and(ofThis(about), or(isNull(notice.cancelledAt), sql`${notice.sentAt} is not null`)))
    .orderBy(desc(sql`coalesce(${notice.sentAt}, ${notice.createdAt})`), desc(notice.id))
    .limit(MOST)
}

export interface Trouble {
  readonly mailId: string
  readonly to: string
  readonly state: MailState
  readonly error: string
}

export interface Delivery {
  readonly sent: Sent
  /** Mails that were not taken, those given up first. */
  readonly trouble: readonly Trouble[]
}

/** What became of the mails of a letter. The caller has opened it. */
export async function deliveryOf(db: Db, noticeId: string): Promise<Delivery> {
  const its = and(eq(noticeReceiver.noticeId, noticeId), eq(mail.id, noticeReceiver.mailId))
  const counted = await db
    .select({ state: mail.state, count: sql<number>`count(*)::int` })
    .from(mail)
    .innerJoin(noticeReceiver, its)
    .groupBy(mail.state)
  const trouble = await db
    .select({ mailId: mail.id, to: mail.to, state: mail.state, error: sql<string>`${mail.error}` })
    .from(mail)
    .innerJoin(noticeReceiver, its)
    .where(sql`${mail.error} is not null and ${mail.state} in ('failed', 'waiting')`)
    .orderBy(asc(mail.state), asc(mail.to))
    .limit(MOST)
  return { sent: Object.fromEntries(counted.map((one) => [one.state, one.count])), trouble }
}

/** The mails of a letter in a state. */
export async function mailsOf(db: Db, noticeId: string, state: MailState): Promise<string[]> {
  const rows = await db
    .select({ id: mail.id })
    .from(mail)
    .innerJoin(noticeReceiver, eq(mail.id, noticeReceiver.mailId))
    .where(and(eq(noticeReceiver.noticeId, noticeId), eq(mail.state, state)))
  return rows.map((one) => one.id)
}

export const PLANNED = 'notice.planned'

/** Whether the meeting was cancelled or put off after somebody planned a letter about it: what it says may be wrong by now. */
export async function isOvertaken(db: Db, { id, meetingId }: NoticeRow): Promise<boolean> {
  if (meetingId === null) return false
  const [planned] = await db
    .select({ at: activity.at })
    .from(activity)
    .where(and(eq(activity.aboutId, id), eq(activity.action, PLANNED)))
    .orderBy(desc(activity.at))
    .limit(1)
  if (!planned) return false
  const after = (at: string) => Temporal.Instant.compare(instantOf(at), instantOf(planned.at)) > 0
  return (await changesOf(db, meetingId)).some(
    (change) => (change.status === 'cancelled' || change.status === 'postponed') && after(change.at),
  )
}

/** The organisations of a network by id, for choosing among those that somebody comes from. */
export async function organisationNames(db: Db, networkId: string): Promise<ReadonlyMap<string, Words>> {
  const rows = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.networkId, networkId), isNull(organisation.deletedAt)))
  return new Map(rows.map((row) => [row.id, row.name]))
}
