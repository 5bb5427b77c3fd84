/** Days with their dates: from headings, from "Dag 2" and a stretch of dates, or from the one date the text gives. */
import { daysIn, isoDate, weekdayOf } from './calendar.ts'
import { doubt } from './doubts.ts'
import type { DraftDay } from './draft.ts'
import type { Line } from './lines.ts'
import type { Doubt, ReadDay } from './shape.ts'
import { type Calendar, LABEL, resolve, type Stated } from './years.ts'

export interface DatedDay extends Pick<ReadDay, 'date' | 'label' | 'from' | 'confidence' | 'inferred'> {
  doubts: Doubt[]
}

/** Dates the days, in order. Never guesses a year the text does not state; what `today` suggests stands beside it as inferred. */
export function dateDays(
  days: readonly DraftDay[],
  calendar: Calendar,
  lines: readonly Line[],
  today: string | null = null,
): DatedDay[] {
  const firstLine = days[0]?.items[0]?.line.n ?? Infinity
  const whole = wholeStretch(calendar, firstLine)
  const dated = days.map((day, i) => dateDay(day, i, days, { calendar, whole, lines, today }))
  let prior: string | null = null
  for (const [i, d] of dated.entries()) {
    const line = days[i]?.line
    if (d.date && prior && d.date < prior && line)
      d.doubts.push(doubt('days-out-of-order', { line: line.n, from: 0, to: line.raw.length }, [d.date]))
    prior = d.date ?? prior
  }
  return dated
}

interface Around {
  readonly calendar: Calendar
  readonly whole: Stated | null
  readonly lines: readonly Line[]
  readonly today: string | null
}

function dateDay(day: DraftDay, index: number, days: readonly DraftDay[], { calendar, whole, lines, today }: Around): DatedDay {
  const mark = day.mark
  const line = day.line ?? day.items[0]?.line ?? lines[0]
  const near = line?.n ?? 1
  const where = { line: near, from: 0, to: line?.raw.length ?? 0 }
  if (mark?.date) return settled(mark.date, mark.label, calendar, near, where, today)
  if (mark && whole) {
    const n = mark.ordinal ?? null
    const found = n !== null ? stepped(whole.date, n - 1, null, calendar) : stepped(whole.date, 0, mark.weekday, calendar)
    if (found) return { ...settled(found, mark.label, calendar, near, where, today), confidence: 'likely' }
    return { date: null, label: mark.label, from: where, confidence: null, doubts: [] }
  }
  if (mark) return { date: null, label: mark.label, from: where, confidence: null, doubts: [] }
  if (index > 0 || days.length > 1 || !whole) return { date: null, label: null, from: null, confidence: null, doubts: [] }
  const label = whole.line.text
    .slice(whole.date.from, whole.date.to)
    .trim()
    .replace(/^den\s+|[,.]$/gi, '')
  const from = { line: whole.line.n, from: whole.date.from, to: whole.date.to }
  return settled(whole.date, label, calendar, whole.line.n, from, today)
}

function settled(
  date: { day: number; month: number; year: number | null; weekday: number | null },
  label: string,
  calendar: Calendar,
  near: number,
  where: Doubt['where'],
  today: string | null,
): DatedDay {
  const { iso, why, candidates } = resolve(date, calendar, near)
  const likely = why === 'year-missing' && today !== null ? nearToday(date, today) : null
  const offered = likely === null ? candidates : [...new Set([likely, ...candidates])]
  return {
    date: iso,
    label,
    from: where,
    confidence: iso === null ? null : date.year === null || why !== null ? 'likely' : 'stated',
    ...(likely !== null && { inferred: { date: likely, why: 'weekday' as const } }),
    doubts: why ? [doubt(why, where, offered)] : [],
  }
}

/** The one date from last year to next year on which the weekday falls so; null when there is none, or no weekday is said. */
function nearToday(date: { day: number; month: number; weekday: number | null }, today: string): string | null {
  if (date.weekday === null) return null
  const year = Number(today.slice(0, 4))
  const fits = [year - 1, year, year + 1].filter((y) => weekdayOf(y, date.month, date.day) === date.weekday)
  return fits.length === 1 && fits[0] !== undefined ? isoDate(fits[0], date.month, date.day) : null
}

// A weekday and a clock beside the date call people to it.
const CLOCK = /(?:^|\s)(?:kl\.?|klokka|klokken|klockan|dii\.?|at)\s?\d/i

/** The date or stretch of dates the meeting as a whole is given: stated before the programme, or failing that anywhere in a short line. */
function wholeStretch(calendar: Calendar, firstLine: number): Stated | null {
  const before = calendar.dates.filter((s) => s.line.n <= firstLine)
  const dated =
    before.find((s) => LABEL.test(s.line.text.trim()) && s.strong && s.date.last) ??
    before.find((s) => LABEL.test(s.line.text.trim()) && s.date.year !== null) ??
    before.find((s) => s.strong && s.date.last) ??
    before.find((s) => s.strong && s.date.year !== null && s.date.weekday !== null && CLOCK.test(s.line.text)) ??
    before.find((s) => s.strong && s.date.year !== null) ??
    before.find((s) => s.strong) ??
    before[0]
  return dated ?? calendar.dates.find((s) => s.strong) ?? null
}

/** The n-th day of a stretch, or the day in it that falls on a weekday. */
function stepped(from: DateMention_, steps: number, weekday: number | null, calendar: Calendar): DateMention_ | null {
  const year = from.year ?? calendar.years[0]?.year ?? null
  let [day, month] = [from.day, from.month]
  for (let k = 0; k < 14; k++) {
    const falls = year !== null && weekday !== null && weekdayOf(year, month, day) === weekday
    if (weekday === null ? k === steps : falls) return { day, month, year: from.year, weekday }
    if (weekday !== null && from.last && month === from.last.month && day === from.last.day) return null
    if (weekday !== null && !from.last && k > 0) return null
    if (++day > daysIn(year ?? 2023, month)) {
      day = 1
      month = (month % 12) + 1
    }
  }
  return null
}

type DateMention_ = {
  day: number
  month: number
  year: number | null
  weekday: number | null
  last?: { day: number; month: number } | null
}
