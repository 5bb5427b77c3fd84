/** What single cells say: a time, a length of time, a day. */
import { weekdayNumber } from '../calendar.ts'
import { datesIn } from '../dates.ts'
import { type DayMark, dayMark } from '../daymark.ts'
import { leads } from '../looks.ts'
import { join, type Passage, slice } from '../passage.ts'
import { type TimeMention, timesIn } from '../times.ts'
import type { GridCell } from './grid.ts'

export interface CellTime {
  /** Offsets are into the line. */
  readonly time: TimeMention
  readonly rest: Passage | null
}

// "kl. 09.00 – ca. 10.00" over two or three lines.
const LONGEST_STRETCH = 26
const HOURS_ONLY = /^\d{1,2}(?:\s*[-–—]\s*\d{1,2})?$/

/** The time a passage begins with, and what stands behind it; a date before the time is passed over. */
export function timeOf(p: Passage): CellTime | null {
  const dates = datesIn(p.text)
  const lead = dates[0]?.from === 0 ? slice(p, dates[0].to) : p
  const found = timesIn(lead.text, lead === p ? dates : [])[0]
  if (
    found &&
    leads(
      lead.text.replace(/^[\s,:–—-]+/, (sign) => ' '.repeat(sign.length)),
      found,
    )
  ) {
    const rest = slice(lead, found.to)
    const bare = rest.text.replace(/^[\s:).,|–—-]+/, '')
    return { time: inLine(found, lead), rest: bare === '' ? null : slice(rest, rest.text.length - bare.length) }
  }
  // In a column of times "9" and "9–10" are hours.
  if (!HOURS_ONLY.test(p.text)) return null
  const hour = timesIn(`kl ${p.text}`)[0]
  return hour ? { time: inLine({ ...hour, from: 0, to: p.text.length, hint: '' }, p), rest: null } : null
}

/** A passage that is nothing but a time. */
export function aloneTime(p: Passage): TimeMention | null {
  const found = timeOf(p)
  return found && found.rest === null ? found.time : null
}

/** The time of a cell whose paragraphs are one stretch ("09.00 –" over "09.45"), or begin with one. */
export function timeOfCell(cell: GridCell): CellTime | null {
  const [first, second, ...more] = cell.parts
  if (!first) return null
  const all = cell.parts.length > 1 && cell.text.length <= LONGEST_STRETCH ? whole(cell) : null
  const stretch = all && timeOf(all)
  if (stretch?.time.last && stretch.rest === null) return stretch
  const own = timeOf(first)
  if (!own || !second) return own
  const last = own.rest === null && own.time.last === null ? aloneTime(second) : null
  if (!last || last.last !== null || last.start === null) return { ...own, rest: own.rest ?? second }
  return { time: { ...own.time, end: last.start, last: last.first, open: false }, rest: more[0] ?? null }
}

/** Minutes: "45", "30 min", "1 t 15 m", "1,5 time", "0:45"; null when the cell says something else. */
export function durationOf(text: string): number | null {
  const clock = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text.trim())
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const parts =
    /^(?:(\d+(?:[.,]\d+)?)\s*(?:t|h|timer?|timar|timmar?|hours?|hrs?|diimmu)\.?)?\s*(?:(?:og|och|and)\s+)?(?:(\d{1,3})\s*(?:m|min|mins|minutt(?:er|ar)?|minut(?:er|ter)?|minutes?|minuhta)?\.?)?$/iu.exec(
      text.trim(),
    )
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return null
  const minutes = Math.round(Number((parts[1] ?? '0').replace(',', '.')) * 60) + Number(parts[2] ?? 0)
  return minutes > 0 && minutes < 1440 ? minutes : null
}

/** The day that a cell names: a date, a weekday in full or in short, "Dag 2". */
export function dayOf(p: Passage): DayMark | null {
  const full = dayMark(p, datesIn(p.text))
  if (full) return full
  const short = /^(\p{L}{2,4})\.?$/u.exec(p.text)
  const weekday = short ? weekdayNumber(short[1] ?? '') : null
  return weekday === null ? null : { date: null, weekday, ordinal: null, label: p.text, rest: null }
}

/** All the paragraphs of a cell as one passage. */
export function whole(cell: GridCell): Passage | null {
  return cell.parts.length === 0 ? null : cell.parts.reduce((all, part) => join(all, part))
}

function inLine(time: TimeMention, p: Passage): TimeMention {
  const from = p.origins[0]?.from ?? 0
  return { ...time, from: time.from + from, to: time.to + from }
}
