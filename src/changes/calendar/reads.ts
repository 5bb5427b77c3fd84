/** Whose calendar does not know yet how a meeting stands: read when it has been quiet for a while. */
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import {
  changesOf,
  type MeetingRow,
  type MeetingView,
  meetingById,
  type NetworkRow,
  type ScheduleChangeRow,
} from '#meeting/reads.ts'
import { stateOf, statusOf } from '#meeting/schedule/rules.ts'
import { meeting, scheduleChange } from '#meeting/tables.ts'
import { networkById } from '#network/reads.ts'
import { network } from '#network/tables.ts'
import { LONGEST_HOURS } from '#notices/gathering/rules.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type FormRow, formOf, type RegistrationRow } from '#registration/reads.ts'
import { registration } from '#registration/tables.ts'
import { planChange } from '../tables.ts'
import { neverQuiet } from './rules.ts'

/** The act of telling calendars. */
export const TOLD = 'calendars.told'

/** In SQL, over `registration` and `meeting`: their calendar holds something older, or nothing although there is a date. */
const isBehind = and(
  eq(registration.state, 'registered'),
  or(
    lt(registration.toldSequence, meeting.sequence),
    and(isNull(registration.toldSequence), sql`${meeting.startsAt} is not null`),
  ),
)!

/** In SQL, as `isGone` of rules.ts: nobody may read it any more. */
const gone = or(isNotNull(meeting.deletedAt), isNull(meeting.publishedAt))!

/** In SQL: their calendar holds the meeting. */
const holdsIt = and(eq(registration.state, 'registered'), isNotNull(registration.toldSequence))!

/** What an organiser changed and has not told yet waits for that: then it is one message with the words that belong to it. */
const isHeld = sql`exists (select 1 from ${planChange} where (${planChange.meetingId} = ${meeting.id} or ${planChange.partId} = ${meeting.id})
  and ${planChange.toldAt} is null and ${planChange.withdrawnAt} is null)`

/**
 * Meetings, not yet over, whose calendars may be told how they stand, or that they are gone: they have been quiet for a while, or
 * never are.
 */
export async function meetingsBehind(db: Db, now: Temporal.Instant): Promise<string[]> {
  const at = now.toString()
  const rows = await db
    .selectDistinct({ id: meeting.id, updatedAt: meeting.updatedAt, quietMinutes: network.quietMinutes })
    .from(registration)
    .innerJoin(meeting, eq(meeting.id, registration.meetingId))
    .innerJoin(network, eq(network.id, meeting.networkId))
    .where(
      and(
        or(and(gone, holdsIt), and(sql`not ${gone}`, isBehind, sql`not ${isHeld}`)),
        sql`(${meeting.endsAt} is null or ${meeting.endsAt} > ${at}::timestamptz)`,
      ),
    )
  const due: string[] = []
  for (const { id, updatedAt, quietMinutes } of rows) {
    const quiet = instantOf(updatedAt).until(now).total('minutes') >= quietMinutes
    if (quiet || (await isRestless(db, id, quietMinutes, now))) due.push(id)
  }
  return due
}

/** Whether a meeting's plan has been worked on without a pause since calendars were told last. */
async function isRestless(db: Db, meetingId: string, quietMinutes: number, now: Temporal.Instant): Promise<boolean> {
  const from = now.subtract({ hours: LONGEST_HOURS, minutes: quietMinutes }).toString()
  const acts = await db
    .select({ at: activity.at, action: activity.action })
    .from(activity)
    .where(
      and(
        eq(activity.meetingId, meetingId),
        gt(activity.at, from),
        sql`${activity.action} ~ '^(meeting|programme|item|day|calendars)[.]'`,
      ),
    )
  if (acts.some((one) => one.action === TOLD)) return false
  return neverQuiet(
    acts.map((one) => instantOf(one.at)),
    quietMinutes,
    now,
  )
}

/**
 * Some of those whose calendar is behind; held, so that two workers never tell the same person.
 * @param options.known only those whose calendar holds the meeting: nobody is given what is postponed or cancelled
 * @param options.gone all whose calendar holds it
 */
export async function registeredBehind(
  tx: Tx,
  meetingId: string,
  options: { readonly known: boolean; readonly gone: boolean; readonly limit: number },
): Promise<RegistrationRow[]> {
  const rows = await tx
    .select({ row: registration })
    .from(registration)
    .innerJoin(meeting, eq(meeting.id, registration.meetingId))
    .where(
      and(
        eq(registration.meetingId, meetingId),
        options.gone ? holdsIt : isBehind,
        options.known ? isNotNull(registration.toldSequence) : undefined,
      ),
    )
    .orderBy(asc(registration.number))
    .limit(options.limit)
    .for('update', { of: registration, skipLocked: true })
  return rows.map(({ row }) => row)
}

/** `#registration/mails.tsx` writes about one like it. */
export interface AboutMeeting {
  readonly meeting: MeetingView['meeting']
  readonly network: NetworkRow
  readonly form: FormRow | null
  /** `/{network}/{meeting}` */
  readonly path: string
  /** Oldest first. */
  readonly changes: readonly ScheduleChangeRow[]
  /** Calendar id of the meeting that this one was split off from. */
  readonly partOf: string | null
}

/** A meeting as letters tell about it, whoever reads them; null when it is gone. */
export async function aboutMeeting(db: Db, id: string, now = Temporal.Now.instant()): Promise<AboutMeeting | null> {
  const row = await meetingById(db, id)
  return row && aboutRow(db, row, now)
}

/** As `aboutMeeting`, also of one that is removed. */
export async function aboutRow(db: Db, row: MeetingRow, now = Temporal.Now.instant()): Promise<AboutMeeting | null> {
  const own = await networkById(db, row.networkId)
  if (!own) return null
  const [changes, form] = [await changesOf(db, row.id), await formOf(db, row.id)]
  const statusNow = statusOf(row.attendance, changes)
  const meeting = { ...row, statusNow, state: stateOf(row, statusNow, now) }
  return { meeting, network: own, form, path: `/${own.slug}/${row.slug}`, changes, partOf: await wholeOf(db, row.id) }
}

async function wholeOf(db: Db, partId: string): Promise<string | null> {
  const [row] = await db
    .select({ uid: meeting.uid })
    .from(scheduleChange)
    .innerJoin(meeting, eq(meeting.id, scheduleChange.meetingId))
    .where(and(eq(scheduleChange.relatedMeetingId, partId), eq(scheduleChange.status, 'split_off')))
    .orderBy(desc(scheduleChange.at))
    .limit(1)
  return row?.uid ?? null
}
