/** Which changes of plan still say something, and in which words: page, print and e-mail tell the same. Pure. */
import { date, dateRange, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { m } from '#platform/words/words.ts'
import type { ScheduleChangeRow, StatusNow } from '../schedule/rules.ts'
import type { AttendanceMode, ScheduleStatus } from '../tables.ts'

/** The newest change about the date, about the place, about being held at all, and about each part. @param changes oldest first */
export function standing(changes: readonly ScheduleChangeRow[]): ScheduleChangeRow[] {
  const newest = new Map<string, ScheduleChangeRow>()
  for (const change of changes) newest.set(aboutWhat(change), change)
  const held = newest.get('held')
  // A cancelled meeting has no other news.
  return held?.status === 'cancelled' ? [held] : [...newest.values()].filter(saysSomething)
}

/** That a meeting is as planned is no news, unless it says what it came from. */
const saysSomething = (change: ScheduleChangeRow) => change.status !== 'scheduled' || change.relatedMeetingId !== null

function aboutWhat(change: ScheduleChangeRow): string {
  if (change.status === 'scheduled' && change.relatedMeetingId !== null) return 'origin'
  if (change.status === 'cancelled' || change.status === 'resumed') return 'held'
  if (change.status === 'moved_online' || change.status === 'moved_onsite') return 'place'
  if (change.status === 'split_off' || change.status === 'merged_back') return `part ${change.relatedMeetingId}`
  return 'date'
}

const titles: Record<ScheduleStatus, () => string> = {
  scheduled: m.meeting_was_part,
  postponed: m.meeting_was_postponed,
  rescheduled: m.meeting_was_rescheduled,
  cancelled: m.meeting_was_cancelled,
  resumed: m.meeting_was_resumed,
  moved_online: m.meeting_was_moved_online,
  moved_onsite: m.meeting_was_moved_onsite,
  split_off: m.meeting_was_split_off,
  merged_back: m.meeting_was_merged_back,
}

/**
 * What a change says, in a sentence.
 * @param other what became of the part that was split off, where the reader may know
 * @param mode how the meeting is held now
 */
export function titleOf(
  change: ScheduleChangeRow,
  other: Pick<StatusNow, 'cancelled' | 'postponed'> | null,
  mode: AttendanceMode | null = null,
): string {
  if (change.status === 'moved_onsite' && mode === 'mixed') return m.meeting_was_moved_mixed()
  // What is cancelled because it goes on elsewhere says so.
  if (change.status === 'cancelled' && change.relatedMeetingId !== null) return m.meeting_was_merged_into()
  if (change.status === 'split_off' && other?.cancelled) return m.meeting_was_split_off_cancelled()
  if (change.status === 'split_off' && other?.postponed) return m.meeting_was_split_off_postponed()
  return titles[change.status]()
}

/** The facts that belong to a change of date: when it was planned for, and that no new date is set. */
export function datesSaid(change: ScheduleChangeRow, { previous }: Pick<StatusNow, 'previous'>, timezone: string): string[] {
  const dates = aboutWhat(change) === 'date' ? previous.map((planned) => plannedFor(planned, timezone)).filter(Boolean) : []
  return [
    ...(dates.length > 0 ? [m.meeting_planned_before({ dates: dates.join(', ') })] : []),
    ...(change.status === 'postponed' ? [`${m.meeting_new_date_unknown()}.`] : []),
  ]
}

/** The dates something was planned for before: "29. april 2020". */
function plannedFor(previous: { startsAt: string | null; endsAt: string | null }, timezone: string): string {
  if (previous.startsAt === null) return ''
  const from = wall(previous.startsAt, timezone).date
  // An end at midnight belongs to the day before it.
  const last =
    previous.endsAt === null ? from : wall(instantOf(previous.endsAt).subtract({ minutes: 1 }).toString(), timezone).date
  return last > from ? dateRange(from, last) : date(from)
}

/** The dates a meeting stands on now, first and last; null while none is known. */
export function datesOf(view: {
  readonly days: readonly { readonly date: string | null }[]
}): { from: string; to: string } | null {
  const dates = view.days.flatMap((day) => (day.date === null ? [] : [day.date])).sort()
  return dates.length === 0 ? null : { from: dates[0]!, to: dates.at(-1)! }
}
