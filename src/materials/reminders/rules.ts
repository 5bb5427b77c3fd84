/** Who owes a presentation, when they are reminded of it, and when not. Pure. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayEdit, type Verdict } from '#meeting/rules.ts'
import type { StatusNow } from '#meeting/schedule/rules.ts'
import { wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { linkHoldsUntil } from '../speakerlink/rules.ts'
import type { reminder } from '../tables.ts'

export type ReminderRow = typeof reminder.$inferSelect

/** Days before the meeting on which we suggest to remind. */
export const SUGGESTED: readonly number[] = [14, 7, 2]
export const MOST_DAYS = 90
export const MOST_REMINDERS = 6

/** On the wall where the meeting is. */
export const REMIND_AT = '09:00'
/** How late one may still go, when the program stood still: what comes later than this comes at a surprise. */
const LATE_HOURS = 48
/** One that was sent counts for a new date too, when that lies no more than so many days off. */
const MOVED_DAYS = 3

/** An appearance whose presentation is missing. */
export interface Duty {
  readonly speakerId: string
  readonly linkVersion: number
  readonly personId: string | null
  readonly name: string
  /** Null where nobody knows it. */
  readonly email: string | null
  readonly locale: Locale
  /** When they were last asked; an ISO instant. */
  readonly askedAt: string | null
  /** They have said that they want no reminders. */
  readonly quiet: boolean
  readonly item: { readonly id: string; readonly publicId: number; readonly title: Words }
  /** "2020-04-29" */
  readonly date: string | null
  /** "09:00"; a part's is that of the item it belongs to. */
  readonly start: string | null
}

/** One address, and all that is missing from whoever reads there. */
export interface Receiver {
  readonly email: string
  /** More than one where several share an address. */
  readonly names: readonly string[]
  readonly locale: Locale
  /** Never empty; in the order of the programme. */
  readonly duties: readonly Duty[]
}

/** One mail for each address, however many items it is about; none to those who want none. */
export function receiversOf(duties: readonly Duty[]): Receiver[] {
  const reached = duties.filter((one) => one.email !== null && !one.quiet)
  return [...Map.groupBy(reached, (one) => one.email!.toLowerCase())].map(([email, own]) => ({
    email,
    names: [...new Set(own.map((one) => one.name))],
    locale: own[0]!.locale,
    duties: own,
  }))
}

/** Whether one of these appearances is theirs. */
export const isChosen = ({ duties }: Pick<Receiver, 'duties'>, chosen: readonly string[]): boolean =>
  duties.some(({ speakerId }) => chosen.includes(speakerId))

/** Whether they were asked on this very day, as days go where the meeting is: nobody is asked twice in one. */
export const isAskedToday = (
  { duties }: Pick<Receiver, 'duties'>,
  { timezone }: Pick<MeetingRow, 'timezone'>,
  now: Temporal.Instant,
): boolean => {
  const today = wall(now.toString(), timezone).date
  return duties.some(({ askedAt }) => askedAt !== null && wall(askedAt, timezone).date === today)
}

type Remindable = Pick<MeetingRow, 'networkId' | 'publishedAt' | 'closedAt' | 'deletedAt' | 'template' | 'linksUntil' | 'endsAt'>

/** Asking the speakers of a meeting for what is missing. What is not to be held, or not yet known to anybody, asks for nothing. */
export function mayRemind(
  actor: Actor,
  meeting: Remindable,
  status: Pick<StatusNow, 'cancelled' | 'postponed'>,
  now: Temporal.Instant,
): Verdict<
  'meeting_only_organisers' | 'desk_not_published' | 'desk_cancelled' | 'desk_postponed' | 'desk_closed' | 'desk_links_over'
> {
  if (mayEdit(actor, meeting) !== 'yes') return 'meeting_only_organisers'
  if (meeting.publishedAt === null || meeting.template || meeting.deletedAt !== null) return 'desk_not_published'
  if (status.cancelled) return 'desk_cancelled'
  if (status.postponed) return 'desk_postponed'
  if (meeting.closedAt !== null) return 'desk_closed'
  const until = linkHoldsUntil(meeting)
  // They would be asked to hand in with a link that opens nothing.
  return until === null || Temporal.Instant.compare(now, until) < 0 ? 'yes' : 'desk_links_over'
}

/** When a reminder goes: so many days before the day on which the meeting begins. It moves as the meeting moves. */
export function dueAt(daysBefore: number, startsAt: string, timezone: string): Temporal.Instant {
  const day = instantOf(startsAt).toZonedDateTimeISO(timezone).toPlainDate().subtract({ days: daysBefore })
  return day.toZonedDateTime({ timeZone: timezone, plainTime: REMIND_AT }).toInstant()
}

export type Standing = 'sent' | 'ahead' | 'due' | 'passed'

/** Where a planned reminder stands at a moment, with the meeting where it stands now. Without a date all of them lie ahead. */
export function standingOf(
  one: Pick<ReminderRow, 'daysBefore' | 'createdAt' | 'sentAt'>,
  { startsAt, timezone }: Pick<MeetingRow, 'startsAt' | 'timezone'>,
  now: Temporal.Instant,
): Standing {
  if (startsAt === null) return 'ahead'
  const due = dueAt(one.daysBefore, startsAt, timezone)
  const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0
  if (one.sentAt !== null && !before(instantOf(one.sentAt).add({ hours: 24 * MOVED_DAYS }), due)) return 'sent'
  if (before(now, due)) return 'ahead'
  const plannedAfterwards = before(due, instantOf(one.createdAt))
  const tooLate = before(due.add({ hours: LATE_HOURS }), now) || !before(now, instantOf(startsAt))
  return plannedAfterwards || tooLate ? 'passed' : 'due'
}

/** The days of our suggestion that still lie ahead. */
export function suggestionFor(
  { startsAt, timezone }: Pick<MeetingRow, 'startsAt' | 'timezone'>,
  now: Temporal.Instant,
): number[] {
  if (startsAt === null) return [...SUGGESTED]
  return SUGGESTED.filter((days) => Temporal.Instant.compare(now, dueAt(days, startsAt, timezone)) < 0)
}
