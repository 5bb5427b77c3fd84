/** What has become of a meeting, in a sentence and in a few words. In the language in force. */
import type { ScheduleChangeRow } from '#meeting/schedule/rules.ts'
import { clock, date, dateRange, longDate, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { AboutMeeting } from '../calendar/reads.ts'
import { madeBy } from '../rules.ts'

/** What a decision came to for one meeting. */
export interface Saying {
  /** "Ledermøtet blir digitalt": for a subject. */
  readonly short: string
  /** "Ledermøtet holdes digitalt onsdag 29. april 2020 kl. 09.00–15.15." */
  readonly sentence: string
}

/** @param part what was put together with it, if that is what happened */
export function sayingOf(about: AboutMeeting, changeIds: readonly string[], part: AboutMeeting | null): Saying {
  const { meeting } = about
  const title = textOf(meeting.title)
  const made = new Set(madeBy(about.changes, changeIds).map((change) => change.status))
  const when = whenOf(meeting)
  const { cancelled, postponed } = meeting.statusNow
  if (cancelled) return { short: m.changes_short_cancelled({ title }), sentence: m.changes_say_cancelled({ title }) }
  if (postponed) return { short: m.changes_short_postponed({ title }), sentence: m.changes_say_postponed({ title }) }
  if (made.has('merged_back') && part) {
    const other = textOf(part.meeting.title)
    return { short: m.changes_short_merged({ title, part: other }), sentence: m.changes_say_merged({ title, part: other, when }) }
  }
  if (made.has('rescheduled')) {
    const held = made.has('moved_online') || made.has('moved_onsite') ? ` ${heldAt(about)}` : ''
    return { short: m.changes_short_date({ title }), sentence: m.changes_say_date({ title, when }) + held }
  }
  if (made.has('moved_online'))
    return { short: m.changes_short_online({ title }), sentence: m.changes_say_online({ title, when }) }
  if (made.has('moved_onsite'))
    return meeting.attendance === 'mixed'
      ? { short: m.changes_short_mixed({ title }), sentence: m.changes_say_mixed({ title, when, place: placeOf(about) }) }
      : { short: m.changes_short_onsite({ title }), sentence: m.changes_say_onsite({ title, when, place: placeOf(about) }) }
  if (made.has('resumed')) return { short: m.changes_short_resumed({ title }), sentence: m.changes_say_resumed({ title, when }) }
  return { short: m.changes_short_kept({ title }), sentence: m.changes_say_kept({ title, when }) }
}

function heldAt(about: AboutMeeting): string {
  if (about.meeting.attendance === 'online') return m.changes_held_online()
  return about.meeting.attendance === 'mixed'
    ? m.changes_held_mixed({ place: placeOf(about) })
    : m.changes_held_onsite({ place: placeOf(about) })
}

const placeOf = ({ meeting }: AboutMeeting): string => meeting.place ?? m.changes_place_unknown()

interface Times {
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly timezone: string
}

/** "onsdag 29. april 2020 kl. 09.00–15.15", "29.–30. april 2020", or that no date is set. */
export function whenOf({ startsAt, endsAt, timezone }: Times): string {
  if (startsAt === null) return m.changes_no_date()
  const [from, to] = [wall(startsAt, timezone), wall(endsAt ?? startsAt, timezone)]
  if (from.date === to.date) {
    const hours = from.time === to.time ? clock(from.time) : `${clock(from.time)}–${clock(to.time)}`
    return m.changes_when({ day: longDate(from.date), hours })
  }
  return datesOf({ startsAt, endsAt, timezone })
}

/** "29.–30. april 2020". */
export function datesOf({ startsAt, endsAt, timezone }: Times): string {
  if (startsAt === null) return m.changes_no_date()
  const from = wall(startsAt, timezone).date
  // An end at midnight belongs to the day before it.
  const to = endsAt === null ? from : wall(instantOf(endsAt).subtract({ minutes: 1 }).toString(), timezone).date
  return to > from ? dateRange(from, to) : date(from)
}

/** How it was planned before a decision: "29.–30. april 2020, Tromsø". Empty where nothing is known of it. */
export function wasPlanned(
  changes: readonly Pick<ScheduleChangeRow, 'previousStartsAt' | 'previousEndsAt'>[],
  timezone: string,
  place: string | null,
): string {
  const [first] = changes
  if (!first || first.previousStartsAt === null) return ''
  const dates = datesOf({ startsAt: first.previousStartsAt, endsAt: first.previousEndsAt, timezone })
  return place ? `${dates}, ${place}` : dates
}

const textOf = (words: Words): string => pick(words, localeNow())?.text ?? ''
