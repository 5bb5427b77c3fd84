/** When a meeting is held: its span, the changes of plan, and what the clock makes of them. */
import { and, asc, eq, gt, isNotNull, isNull, lte, min, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { material } from '#materials/tables.ts'
import { minutes } from '#minutes/tables.ts'
import { network } from '#network/tables.ts'
import { inTransaction, raise, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, meetingsOf, type Subject, seriesSubject } from '#platform/live/subjects.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import { findableUntil } from '#privacy/retention/rules.ts'
import { item } from '#programme/tables.ts'
import { changesOf, daysOf, lockMeeting, type MeetingRow } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { type AttendanceMode, day, meeting, type ScheduleStatus, scheduleChange } from '../tables.ts'
import {
  mayChangePlan,
  NEW_FOR_DAYS,
  nextChangeOf,
  raisesSequence,
  type ScheduleChangeRow,
  type Span,
  spanOf,
  statusOf,
} from './rules.ts'

export interface NewScheduleChange {
  readonly status: ScheduleStatus
  readonly reason?: Words | null
  /** The other half of what is split off or merged back. */
  readonly relatedMeetingId?: string | null
  /** For a new date: the days by id. */
  readonly dates?: Readonly<Record<string, string>>
  /** For a move on site that keeps a way in online: 'mixed'. */
  readonly attendance?: AttendanceMode
  readonly place?: string | null
  readonly joinUrl?: string | null
  /** When it was decided, if not now: for history brought in from elsewhere. */
  readonly at?: string
}

/**
 * Adds a change of plan and carries it out on the meeting. What was planned before is kept in the change. Counts up
 * `sequence` once, however much of the plan changes with it.
 * @throws Refused when it makes no sense as things stand; Invalid({ dates }) for a new date without dates
 */
export async function addScheduleChange(
  db: Db,
  actor: Actor,
  meetingId: string,
  change: NewScheduleChange,
): Promise<ScheduleChangeRow> {
  return inTransaction(db, async (tx) => {
    const before = await editable(tx, actor, meetingId)
    const now = statusOf(before.attendance, await changesOf(tx, meetingId))
    const verdict = mayChangePlan(now, change.status, change.attendance)
    if (verdict !== 'yes') throw new Refused(verdict)
    const dates = Object.entries(change.dates ?? {})
    if (change.status === 'rescheduled' && dates.length === 0) throw new Invalid({ dates: 'meeting_needs_dates' })
    for (const [id, date] of dates)
      await tx
        .update(day)
        .set({ date })
        .where(and(eq(day.id, id), eq(day.meetingId, meetingId)))
    const [made] = await tx
      .insert(scheduleChange)
      .values({
        networkId: before.networkId,
        meetingId,
        status: change.status,
        ...(change.at && { at: change.at }),
        by: actor.person?.id ?? null,
        previousStartsAt: before.startsAt,
        previousEndsAt: before.endsAt,
        previousAttendance: before.attendance,
        reason: change.reason ?? null,
        relatedMeetingId: change.relatedMeetingId ?? null,
        // What is brought in from elsewhere was told then.
        toldAt: change.at ?? null,
      })
      .returning()
    await tx
      .update(meeting)
      .set({
        attendance: change.attendance ?? modeAfter(change.status, before.attendance),
        ...(change.place !== undefined && { place: change.place }),
        ...(change.joinUrl !== undefined && { joinUrl: change.joinUrl }),
        ...(before.publishedAt !== null && raisesSequence(change.status) && { sequence: before.sequence + 1 }),
        version: before.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(meeting.id, meetingId))
    await refreshSpan(tx, meetingId, { sequence: raisesSequence(change.status) ? 'kept' : 'raised' })
    await recordSchedule(tx, actor, before, `meeting.${change.status}`, {
      after: { change: made!.id, reason: change.reason ?? null },
    })
    return made!
  })
}

/**
 * Takes the newest change of plan back, as an undo.
 * @throws Refused for an older change, and for a new date: a further new date is the way back from that
 */
export async function withdrawScheduleChange(db: Db, actor: Actor, meetingId: string, changeId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await editable(tx, actor, meetingId)
    const newest = (await changesOf(tx, meetingId)).at(-1)
    if (newest?.id !== changeId) throw new Refused('meeting_change_not_newest')
    if (newest.status === 'rescheduled') throw new Refused('meeting_change_has_dates')
    await tx.delete(scheduleChange).where(eq(scheduleChange.id, changeId))
    await tx
      .update(meeting)
      .set({
        attendance: newest.previousAttendance ?? before.attendance,
        ...(before.publishedAt !== null && raisesSequence(newest.status) && { sequence: before.sequence + 1 }),
        version: before.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(meeting.id, meetingId))
    await recordSchedule(tx, actor, before, 'meeting.change_withdrawn', { before: newest })
  })
}

/**
 * Works out start, end and next change from the programme. Call it in every transaction that changes times or days. When
 * a published meeting's own span changes, its `sequence` counts up and the lists it stands in are raised.
 * @param options.sequence 'kept' when the caller has counted up already
 */
export async function refreshSpan(
  tx: Tx,
  meetingId: string,
  options: { readonly sequence?: 'raised' | 'kept' } = {},
): Promise<void> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, meetingId)).for('update')
  if (!row) throw new NotFound()
  const { days, items } = await scheduled(tx, meetingId)
  const counts = row.publishedAt !== null && options.sequence !== 'kept'
  await moveSpan(tx, row, spanOf(days, items, row.timezone), { counts })
}

/**
 * The same for a caller that holds the meeting's row and knows what its programme has become: nothing is asked again, and
 * where the span stays what it is there is nothing to write, since the clock alone moves the next change.
 */
export async function respan(tx: Tx, row: MeetingRow, { days, items }: Scheduled): Promise<void> {
  const span = spanOf(days, items, row.timezone)
  if (moves(row, span)) await moveSpan(tx, row, span, { counts: row.publishedAt !== null })
}

async function moveSpan(tx: Tx, row: MeetingRow, span: Span, { counts }: { counts: boolean }): Promise<void> {
  const nextChangeAt = await nextChange(tx, row.id, { ...span, inputUntil: row.inputUntil }, Temporal.Now.instant())
  const moved = moves(row, span)
  await tx
    .update(meeting)
    .set({
      nextChangeAt,
      ...(moved && { ...span, updatedAt: sql`now()` }),
      ...(moved && counts && { sequence: row.sequence + 1 }),
    })
    .where(eq(meeting.id, row.id))
  if (moved) await raise(tx, listsWith(row))
}

/** Days, and items with a place of their own, in their order. */
interface Scheduled {
  readonly days: Parameters<typeof spanOf>[0]
  readonly items: Parameters<typeof spanOf>[1]
}

async function scheduled(tx: Tx, meetingId: string): Promise<Scheduled> {
  const items = await tx
    .select({ id: item.id, dayId: item.dayId, start: item.start, end: item.end })
    .from(item)
    .where(and(eq(item.meetingId, meetingId), isNull(item.deletedAt), isNull(item.parentId)))
    .orderBy(asc(item.position), asc(item.id))
  return { days: await daysOf(tx, meetingId), items }
}

/** Works out the next change by the clock alone. Call it when a material or minutes are published or withdrawn, or a deadline moves. */
export async function refreshClock(tx: Tx, meetingId: string): Promise<void> {
  const [row] = await tx
    .select({ startsAt: meeting.startsAt, endsAt: meeting.endsAt, inputUntil: meeting.inputUntil })
    .from(meeting)
    .where(eq(meeting.id, meetingId))
  if (!row) return
  await tx
    .update(meeting)
    .set({ nextChangeAt: await nextChange(tx, meetingId, row, Temporal.Now.instant()) })
    .where(eq(meeting.id, meetingId))
}

/**
 * Raises what changed by the clock since the last time: meetings that began or ended, marks of new things that faded.
 * @returns how many meetings
 */
export async function tick(db: Db, now: Temporal.Instant): Promise<number> {
  return inTransaction(db, async (tx) => {
    const due = await tx
      .select()
      .from(meeting)
      .where(lte(meeting.nextChangeAt, now.toString()))
      .orderBy(asc(meeting.nextChangeAt))
      .limit(200)
      .for('update', { skipLocked: true })
    for (const row of due)
      await tx
        .update(meeting)
        .set({ nextChangeAt: await nextChange(tx, row.id, row, now) })
        .where(eq(meeting.id, row.id))
    await raise(
      tx,
      due.flatMap((row) => [meetingSubject(row.id), ...listsWith(row)]),
    )
    return due.length
  })
}

/** Only the oldest mark still standing counts: the next ones are found when that one fades. */
async function nextChange(
  tx: Tx,
  meetingId: string,
  span: Parameters<typeof nextChangeOf>[0],
  now: Temporal.Instant,
): Promise<string | null> {
  const since = now.subtract({ hours: 24 * NEW_FOR_DAYS }).toString()
  const oldest = (of: typeof material | typeof minutes) =>
    tx
      .select({ at: min(of.publishedAt).as('at') })
      .from(of)
      .where(and(eq(of.meetingId, meetingId), gt(of.publishedAt, since)))
  const marks = await unionAll(oldest(material), oldest(minutes))
  return nextChangeOf(
    { ...span, findableUntil: await namesFadeAt(tx, meetingId, now) },
    marks.map((one) => one.at),
    now,
  )
}

/** When the next of the meeting's minutes stop being led to by the names in them. */
async function namesFadeAt(tx: Tx, meetingId: string, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const rows = await tx
    .select({ at: minutes.publishedAt, retention: network.retention })
    .from(minutes)
    .innerJoin(network, eq(network.id, minutes.networkId))
    .where(and(eq(minutes.meetingId, meetingId), isNotNull(minutes.publishedAt)))
  const ahead = rows
    .map((row) => findableUntil(row.at!, row.retention))
    .filter((until) => Temporal.Instant.compare(until, now) > 0)
  return ahead.sort(Temporal.Instant.compare)[0] ?? null
}

/** The meeting's row under lock, for someone who may edit it. @throws NotFound, Refused */
export async function editable(tx: Tx, actor: Actor, meetingId: string): Promise<MeetingRow> {
  const row = await lockMeeting(tx, actor, meetingId)
  const verdict = mayEdit(actor, row)
  if (verdict !== 'yes') throw new Refused(verdict)
  return row
}

const modeAfter = (status: ScheduleStatus, before: AttendanceMode): AttendanceMode =>
  status === 'moved_online' ? 'online' : status === 'moved_onsite' ? 'onsite' : before

const listsWith = (row: MeetingRow): Subject[] => [
  meetingsOf(row.networkId),
  ...(row.seriesId ? [seriesSubject(row.seriesId)] : []),
]

/** Records an act that moves a meeting in the lists it stands in. */
export const recordSchedule = (
  tx: Tx,
  actor: Actor,
  row: MeetingRow,
  action: string,
  what: { before?: unknown; after?: unknown },
) =>
  record(tx, actor, {
    networkId: row.networkId,
    action,
    about: { kind: 'meeting', id: row.id },
    meetingId: row.id,
    ...what,
    raises: [meetingSubject(row.id), ...listsWith(row)],
  })

const moves = (row: Span, span: Span) => !same(span.startsAt, row.startsAt) || !same(span.endsAt, row.endsAt)

const same = (a: string | null, b: string | null) => (a === null || b === null ? a === b : instantOf(a).equals(instantOf(b)))
