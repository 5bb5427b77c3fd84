/** When a series meets next, by its rhythm. Pure; dates are plain, "YYYY-MM-DD". */
import type { Rhythm } from '../tables.ts'

/** The month in which a series meets next, "YYYY-MM", and the day where the rhythm or custom tells it. */
export interface NextTime {
  readonly month: string
  readonly date: string | null
}

type Week = Extract<Rhythm, { kind: 'weekday' }>['week']

export const weeks: readonly Week[] = [1, 2, 3, 4, -1]

/** A rhythm names each month in the year at most once, so a year and a month ahead the next time has come. */
const MONTHS_AHEAD = 13

/**
 * The next time after today, in a later month than the last meeting: one that was moved within its month was still that
 * month's. A rhythm that names months only takes the weekday that the last meeting had.
 * @param at.last the date of the last meeting that is planned or held; null before the first
 * @param at.today nothing is planned for today or before
 */
export function nextTime(rhythm: Rhythm, at: { readonly last: string | null; readonly today: string }): NextTime | null {
  const now = Temporal.PlainDate.from(at.today).toPlainYearMonth()
  const behind = at.last === null ? now : Temporal.PlainDate.from(at.last).toPlainYearMonth().add({ months: 1 })
  let month = Temporal.PlainYearMonth.compare(behind, now) > 0 ? behind : now
  for (let i = 0; i < MONTHS_AHEAD; i++, month = month.add({ months: 1 })) {
    if (!rhythm.months.includes(month.month)) continue
    const date = dateIn(month, rhythm, at.last)
    if (date === null || date > at.today) return { month: month.toString(), date }
  }
  return null
}

/** Whether a series with this rhythm could meet on a date. */
export function isInRhythm(rhythm: Rhythm, date: string): boolean {
  const at = Temporal.PlainDate.from(date)
  if (!rhythm.months.includes(at.month)) return false
  return rhythm.kind === 'months' || dateIn(at.toPlainYearMonth(), rhythm, null) === date
}

function dateIn(month: Temporal.PlainYearMonth, rhythm: Rhythm, last: string | null): string | null {
  if (rhythm.kind === 'weekday') return weekdayIn(month, rhythm.weekday, rhythm.week)
  if (last === null) return null
  const like = Temporal.PlainDate.from(last)
  const week = Math.ceil(like.day / 7)
  return weekdayIn(month, like.dayOfWeek, week > 4 ? -1 : (week as Week))
}

/** The first, second, third, fourth or last of a weekday in a month. */
function weekdayIn(month: Temporal.PlainYearMonth, weekday: number, week: Week): string {
  const end = month.toPlainDate({ day: month.daysInMonth })
  if (week === -1) return end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 }).toString()
  const first = month.toPlainDate({ day: 1 })
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (week - 1) }).toString()
}
