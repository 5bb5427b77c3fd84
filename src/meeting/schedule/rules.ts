/**
 * What the clock and the changes of plan make of a meeting: when it runs, in which state it is, what became of the plan.
 * Pure. Every channel (page, mail, calendar, structured data) derives its words from here.
 */
import { instantAt } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { AttendanceMode, meeting, ScheduleStatus, scheduleChange } from '../tables.ts'

type MeetingRow = typeof meeting.$inferSelect
export type ScheduleChangeRow = typeof scheduleChange.$inferSelect
export type MeetingState = 'draft' | 'published' | 'live' | 'held' | 'closed'

/** How long something just published counts as new. */
export const NEW_FOR_DAYS = 14

export interface StatusNow {
  readonly mode: AttendanceMode
  readonly postponed: boolean
  readonly cancelled: boolean
  readonly rescheduled: boolean
  readonly movedOnline: boolean
  readonly movedOnsite: boolean
  /** What was planned before, newest last. */
  readonly previous: readonly { readonly startsAt: string | null; readonly endsAt: string | null }[]
}

/** What stands after all changes; `changes` oldest first. Several can hold at once: a meeting may be moved both in time and online. */
export function statusOf(
  mode: AttendanceMode,
  changes: readonly Pick<ScheduleChangeRow, 'status' | 'previousStartsAt' | 'previousEndsAt'>[],
): StatusNow {
  const now = { postponed: false, cancelled: false, rescheduled: false, movedOnline: false, movedOnsite: false }
  const previous: StatusNow['previous'][number][] = []
  for (const change of changes) {
    Object.assign(now, effect[change.status])
    const moved = change.status === 'postponed' || change.status === 'rescheduled'
    if (!moved || change.previousStartsAt === null) continue
    // A meeting postponed and then given a new date was planned for its old date once, not twice.
    if (previous.at(-1)?.startsAt !== change.previousStartsAt)
      previous.push({ startsAt: change.previousStartsAt, endsAt: change.previousEndsAt })
  }
  return { mode, ...now, previous }
}

const effect: Record<ScheduleStatus, Partial<Omit<StatusNow, 'mode' | 'previous'>>> = {
  scheduled: { postponed: false, cancelled: false },
  postponed: { postponed: true },
  rescheduled: { postponed: false, rescheduled: true },
  moved_online: { movedOnline: true, movedOnsite: false },
  moved_onsite: { movedOnline: false, movedOnsite: true },
  split_off: {},
  merged_back: {},
  cancelled: { cancelled: true },
  resumed: { cancelled: false },
}

/** Whether a change makes calendars ask their owners again (RFC 5545 §3.8.7.4). A part split off does so by the new span alone. */
export const raisesSequence = (status: ScheduleStatus): boolean =>
  status === 'postponed' ||
  status === 'rescheduled' ||
  status === 'moved_online' ||
  status === 'moved_onsite' ||
  status === 'cancelled' ||
  status === 'resumed'

/** Whether a change of plan makes sense as things stand. @param mode how it is held afterwards, where the status does not say */
export function mayChangePlan(
  now: StatusNow,
  status: ScheduleStatus,
  mode?: AttendanceMode,
):
  | 'yes'
  | 'meeting_already_cancelled'
  | 'meeting_not_cancelled'
  | 'meeting_already_postponed'
  | 'meeting_already_online'
  | 'meeting_already_onsite' {
  if (status === 'resumed') return now.cancelled ? 'yes' : 'meeting_not_cancelled'
  if (now.cancelled) return 'meeting_already_cancelled'
  if (status === 'postponed' && now.postponed) return 'meeting_already_postponed'
  if (status === 'moved_online' && now.mode === 'online') return 'meeting_already_online'
  if (status === 'moved_onsite' && now.mode === (mode ?? 'onsite')) return 'meeting_already_onsite'
  return 'yes'
}

/** The state of a meeting at a moment. What is postponed or cancelled is neither running nor held, whatever the clock says. */
export function stateOf(
  meeting: Pick<MeetingRow, 'publishedAt' | 'closedAt' | 'startsAt' | 'endsAt'>,
  status: Pick<StatusNow, 'postponed' | 'cancelled'>,
  now: Temporal.Instant,
): MeetingState {
  if (meeting.publishedAt === null) return 'draft'
  if (meeting.closedAt !== null) return 'closed'
  if (status.postponed || status.cancelled || meeting.startsAt === null) return 'published'
  if (Temporal.Instant.compare(now, instantOf(meeting.startsAt)) < 0) return 'published'
  return Temporal.Instant.compare(now, instantOf(meeting.endsAt ?? meeting.startsAt)) < 0 ? 'live' : 'held'
}

export interface Span {
  readonly startsAt: string | null
  readonly endsAt: string | null
}

/**
 * First start and last end of items in their order. Times are wall-clock "HH:MM"; an end at or before its start lies on the next day; an item
 * without an end lasts to its start. A dated day on which nothing has a time yet counts from midnight to midnight.
 */
export function spanOf(
  days: readonly { readonly id: string; readonly date: string | null }[],
  items: readonly {
    readonly id: string
    readonly dayId: string | null
    readonly start: string | null
    readonly end: string | null
  }[],
  timezone: string,
): Span {
  const starts: string[] = []
  const ends: string[] = []
  for (const day of days) {
    if (day.date === null) continue
    const timed = items.filter((item) => item.dayId === day.id && item.start !== null)
    const night = nightOf(timed)
    if (timed.length === 0) {
      starts.push(instantAt(day.date, '00:00', timezone))
      ends.push(instantAt(dayAfter(day.date), '00:00', timezone))
    }
    if (timed.length === 0) continue
    // Clock times compare as they are written; only the outermost are worth a calendar's arithmetic.
    const keys = timed.map((item) => ({ item, ...keysOf(item, night.has(item.id)) }))
    const first = keys.reduce((a, b) => (b.from < a.from ? b : a)).item
    const last = keys.reduce((a, b) => (b.to > a.to ? b : a)).item
    starts.push(timesOf(dateAt(day.date, night, first), first.start!, first.end, timezone)[0])
    ends.push(timesOf(dateAt(day.date, night, last), last.start!, last.end, timezone)[1])
  }
  const order = (a: string, b: string) => Temporal.Instant.compare(a, b)
  return { startsAt: starts.sort(order)[0] ?? null, endsAt: ends.sort(order).at(-1) ?? null }
}

type Clocks = { readonly start: string | null; readonly end: string | null }

/** Start and end of an item as texts that compare: "0…" before the day's midnight, "1…" and "2…" after it. */
function keysOf({ start, end }: Clocks, night: boolean): { from: string; to: string } {
  const day = night ? 1 : 0
  return { from: `${day}${start}`, to: end === null ? `${day}${start}` : `${end > start! ? day : day + 1}${end}` }
}

/** What stands up to here, behind something of the afternoon, is of the night that follows. */
const SMALL_HOURS = '07:00'
const NOON = '12:00'

/** Which items of a day begin after its midnight, by id. @param items of one day, in their order */
export function nightOf(items: readonly { readonly id: string; readonly start: string | null }[]): ReadonlySet<string> {
  const night = new Set<string>()
  let afternoon = false
  for (const { id, start } of items) {
    if (start === null) continue
    if (afternoon && start <= SMALL_HOURS) night.add(id)
    afternoon ||= start >= NOON
  }
  return night
}

/** The date on which an item of a day begins. @param night as `nightOf` tells */
export const dateAt = (date: string, night: ReadonlySet<string>, item: { readonly id: string }): string =>
  night.has(item.id) ? dayAfter(date) : date

/** The instants of one item on its date. */
export function timesOf(date: string, start: string, end: string | null, timezone: string): [from: string, to: string] {
  const from = instantAt(date, start, timezone)
  if (end === null) return [from, from]
  return [from, end > start ? instantAt(date, end, timezone) : instantAt(dayAfter(date), end, timezone)]
}

const dayAfter = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString()

/** When a thing published at a moment stops counting as new. */
export const newUntil = (publishedAt: string): Temporal.Instant => instantOf(publishedAt).add({ hours: 24 * NEW_FOR_DAYS })

/** Whether something published then is still new. */
export const isNew = (publishedAt: string | null, now: Temporal.Instant): boolean =>
  publishedAt !== null && Temporal.Instant.compare(now, newUntil(publishedAt)) < 0

/** How long a cancelled meeting stays in calendars that are subscribed to, counted from when it would have ended. */
export const CANCELLED_SHOWN_DAYS = 30

/**
 * The next moment at which something changes without anybody writing: the meeting begins, it ends, something stops being new,
 * a calendar lets go of it if it was cancelled, nothing more can be sent in.
 * @returns null when nothing more will happen by itself
 */
export function nextChangeOf(
  span: Span & { readonly inputUntil?: string | null; readonly findableUntil?: Temporal.Instant | null },
  published: readonly (string | null)[],
  now: Temporal.Instant,
): string | null {
  const moments = [
    ...[span.startsAt, span.endsAt, span.inputUntil ?? null].flatMap((at) => (at === null ? [] : [instantOf(at)])),
    ...published.flatMap((at) => (at === null ? [] : [newUntil(at)])),
    ...(span.findableUntil ? [span.findableUntil] : []),
    ...(span.endsAt === null ? [] : [instantOf(span.endsAt).add({ hours: 24 * CANCELLED_SHOWN_DAYS })]),
  ]
  const ahead = moments.filter((at) => Temporal.Instant.compare(at, now) > 0).sort(Temporal.Instant.compare)
  return ahead[0]?.toString() ?? null
}
