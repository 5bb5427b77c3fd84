/** When somebody is reminded of what they own: by what is left to do, and never more than they can bear. Pure. */
import { type ActionRow, isOpen } from '../rules.ts'

/** So many days ahead the first comes. */
export const AHEAD_DAYS = 7
/** What is overdue is told again after so many days, and so many times in all. */
const AGAIN_DAYS = 7
export const MOST_OVERDUE = 4
/** What had been over for longer than this when it came here is in the lists, and nobody is written to of it. */
const LONG_OVER_DAYS = 60
/** On the network's clock. */
const REMIND_FROM = 8
const REMIND_UNTIL = 17

type Due = Pick<ActionRow, 'status' | 'due' | 'createdAt'>

/** Whether the time of day is one to write to people: while they are at work. */
export const isTimeToRemind = (now: Temporal.Instant, timezone: string): boolean => {
  const here = now.toZonedDateTimeISO(timezone)
  return here.dayOfWeek <= 5 && here.hour >= REMIND_FROM && here.hour < REMIND_UNTIL
}

/** Whether an action belongs in a reminder that goes today: open, and due within a week or before. */
export const isNear = (row: Due, today: string): boolean =>
  isOpen(row) && row.due !== null && daysTo(row.due, today) <= AHEAD_DAYS && !wasLongOver(row.due, row.createdAt)

/** Minutes of many years become actions on the day the program is upgraded, and what was done of them nobody could say before. */
const wasLongOver = (due: string, createdAt: ActionRow['createdAt']): boolean =>
  daysTo(due, createdAt.slice(0, 10)) < -LONG_OVER_DAYS

/**
 * Whether an action is in itself a reason to write today: once within the week before, once on the day or as soon as it is over, then every
 * week a few times.
 * @param sent the days on which this person was reminded of it while it was due on this day
 */
export function callsToday(row: Due, today: string, sent: readonly string[]): boolean {
  if (!isNear(row, today) || sent.includes(today)) return false
  const left = daysTo(row.due!, today)
  if (left > 0) return sent.length === 0
  const since = sent.filter((day) => day >= row.due!).sort()
  if (since.length === 0) return true
  return since.length <= MOST_OVERDUE && daysTo(today, since.at(-1)!) >= AGAIN_DAYS
}

/** How many days there are from one day to another; negative where it is over. */
const daysTo = (day: string, from: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(day), { largestUnit: 'day' }).days
