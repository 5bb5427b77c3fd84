/**
 * Dates and times as people write them. Clock times with a full stop in Norwegian and Sámi (09.45), a colon in English.
 * Takes ISO strings as the database gives them; arithmetic is Temporal's.
 */
import { instantOf } from './instant.ts'
import { localeNow } from './words.ts'

const bcp = { nb: 'nb-NO', nn: 'nn-NO', se: 'se-NO', en: 'en-GB' } as const
const formats = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${localeNow()} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(bcp[localeNow()], options)
    formats.set(key, found)
  }
  return found
}

/** "09:45" → "09.45" (in English "09:45"). */
export const clock = (hhmm: string): string => (localeNow() === 'en' ? hhmm : hhmm.replace(':', '.'))

/** Whether a typed "2020-04-29" is a day: not 30 February, and in a year (1000–8999) that databases and calendars hold, with its neighbours. */
export function isDate(text: string): boolean {
  if (!/^[1-8]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A plain date "2020-04-29" → "onsdag 29. april 2020". */
export function longDate(date: string, year = true): string {
  const at = Temporal.PlainDate.from(date)
  return format({ weekday: 'long', day: 'numeric', month: 'long', ...(year && { year: 'numeric' }), timeZone: 'UTC' }).format(
    at.toZonedDateTime('UTC').epochMilliseconds,
  )
}

/** A plain date → "29. april 2020". */
export function date(plain: string, year = true): string {
  const at = Temporal.PlainDate.from(plain)
  return format({ day: 'numeric', month: 'long', ...(year && { year: 'numeric' }), timeZone: 'UTC' }).format(
    at.toZonedDateTime('UTC').epochMilliseconds,
  )
}

/** Two plain dates → "29.–30. april 2020", with no more repeated than needed. */
export function dateRange(from: string, to: string, year = true): string {
  const at = (plain: string) => Temporal.PlainDate.from(plain).toZonedDateTime('UTC').epochMilliseconds
  return format({ day: 'numeric', month: 'long', ...(year && { year: 'numeric' }), timeZone: 'UTC' }).formatRange(
    at(from),
    at(to),
  )
}

/** 4 → "april". */
export const monthName = (month: number): string =>
  format({ month: 'long', timeZone: 'UTC' }).format(
    Temporal.PlainDate.from({ year: 2020, month, day: 1 }).toZonedDateTime('UTC').epochMilliseconds,
  )

/** 1 → "mandag". */
export const weekdayName = (weekday: number): string =>
  // 1 June 2020 was a Monday.
  format({ weekday: 'long', timeZone: 'UTC' }).format(
    Temporal.PlainDate.from({ year: 2020, month: 6, day: weekday }).toZonedDateTime('UTC').epochMilliseconds,
  )

/** "januar, april og oktober". */
export const list = (words: readonly string[]): string =>
  new Intl.ListFormat(bcp[localeNow()], { type: 'conjunction' }).format(words)

/** An instant → { date: "2020-04-29", time: "09:45" } on the wall in a zone. */
export function wall(instant: string, timezone: string): { date: string; time: string } {
  const at = instantOf(instant).toZonedDateTimeISO(timezone)
  return { date: at.toPlainDate().toString(), time: at.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** An instant → "6. mai 2020 kl. 14.10". */
export function dateTime(instant: string, timezone: string): string {
  const at = wall(instant, timezone)
  return `${date(at.date)}${localeNow() === 'en' ? ' at ' : localeNow() === 'se' ? ' dii. ' : ' kl. '}${clock(at.time)}`
}

/** A wall-clock time on a date in a zone → an instant, ISO in UTC. "24:00" and times past midnight are the caller's to carry over. */
export function instantAt(plainDate: string, hhmm: string, timezone: string): string {
  return Temporal.PlainDateTime.from(`${plainDate}T${hhmm}`).toZonedDateTime(timezone).toInstant().toString()
}
