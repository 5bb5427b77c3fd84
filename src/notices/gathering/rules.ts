/** When what is new goes out: once things have been quiet, or at the hour of the day that a follower chose. Pure. */
import { instantOf } from '#platform/words/instant.ts'

/** A day on which things never are quiet does not hold news back for ever. */
export const LONGEST_HOURS = 4

export interface Happened {
  readonly at: string
  readonly meetingId: string
}

export interface When {
  /** 0 to 23, or null for "when it has been quiet". */
  readonly hour: number | null
  readonly timezone: string
  /** Nothing goes out before what a follower follows has been quiet for so long: then it is one mail, and a slip can be undone. */
  readonly quietMinutes: number
}

/**
 * What of the waiting news goes out now: all of one follower's that has come together, or nothing.
 * @param waiting in any order
 * @param urgent a meeting whose news somebody wants sent at once; other meetings' still has its quiet time
 */
export function dueNow<N extends Happened>(
  waiting: readonly N[],
  when: When,
  now: Temporal.Instant,
  urgent?: string,
): readonly N[] {
  const rest = waiting.filter((one) => one.meetingId !== urgent)
  if (urgent !== undefined && rest.length === 0) return waiting
  if (when.hour !== null) return upTo(waiting, lastPassing(when.hour, when.timezone, now))
  const moments = rest.map((one) => instantOf(one.at)).sort(Temporal.Instant.compare)
  const [first] = moments
  const last = moments.at(-1)
  if (!first || !last) return []
  const quiet = !isAfter(last, now.subtract({ minutes: when.quietMinutes }))
  const longEnough = !isAfter(first, now.subtract({ hours: LONGEST_HOURS }))
  return quiet || longEnough ? waiting : []
}

/** Whether anything goes out now, by the first and the last of what waits. */
export const isDue = (waiting: { readonly first: string; readonly last: string }, when: When, now: Temporal.Instant): boolean =>
  dueNow(
    [waiting.first, waiting.last].map((at) => ({ at, meetingId: '' })),
    when,
    now,
  ).length > 0

/** When what waits goes out by itself to those who chose no hour, if nothing more happens. */
export function dueAt(
  { first, last }: { readonly first: string; readonly last: string },
  quietMinutes: number,
): Temporal.Instant {
  const [quiet, longest] = [instantOf(last).add({ minutes: quietMinutes }), instantOf(first).add({ hours: LONGEST_HOURS })]
  return isAfter(quiet, longest) ? longest : quiet
}

/** The latest moment, now at the latest, at which clocks in a zone showed a full hour. An hour that is left out in spring counts when it would end. */
export function lastPassing(hour: number, timezone: string, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(timezone).toPlainDate()
  const at = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: timezone, plainTime: Temporal.PlainTime.from({ hour }) }).toInstant()
  const passing = at(today)
  return isAfter(passing, now) ? at(today.subtract({ days: 1 })) : passing
}

/** How far a follower has been told once these are: the moment of the latest, as the database wrote it. */
export function toldUntil(told: readonly Happened[]): string | null {
  const latest = (a: Happened, b: Happened) => (isAfter(instantOf(b.at), instantOf(a.at)) ? b : a)
  return told.length === 0 ? null : told.reduce(latest).at
}

const upTo = <N extends Happened>(all: readonly N[], until: Temporal.Instant): readonly N[] =>
  all.filter((one) => !isAfter(instantOf(one.at), until))

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
