/** Rows looked at together: what a line means can depend on the lines around it. */
import { bareHours } from './bare-hours.ts'
import { fullWeekday } from './calendar.ts'
import { doubt } from './doubts.ts'
import { type Line, rawOffset } from './lines.ts'
import type { Row } from './rows.ts'
import type { Doubt, LineUse } from './shape.ts'
import type { Calendar } from './years.ts'

const HOURS_LABEL = /^[\s*_#•-]*(?:tid|tidspunkt|klokkeslett|time|når|när|hvornår|when)\s*:/i

const TIMEZONE = /^(?:[A-Z]{1,3}[SD]?T|CES?T|UTC|local time|norsk tid|svensk tid|dansk tid)\.?$/u
const OTHERWISE = /^(?:evt|eventuelt|ev|alternativt|alternativ|alt|eller|alternatively|or)\.?:?$/iu

/** Turns back into text what only looked like an item: years and dates at the head of a title, impossible times, lists of hours. */
export function settleRows(given: readonly Row[], calendar: Calendar, doubts: Doubt[]): Row[] {
  const rows = withAlternatives(bareHours(given))
  const timed = rows.filter((r) => r.kind === 'timed' || r.kind === 'time')
  const fours = timed.filter(
    (r) => r.time.first.form === 'four' && (r.time.last !== null || !yearLike(r.line, r.time.from)),
  ).length
  const first = rows.findIndex((r) => r.kind === 'timed' || r.kind === 'time')
  const labelled = timed.filter((r) => HOURS_LABEL.test(r.line.text)).length
  return rows.map((row, i): Row => {
    // "Tid: 09.00–15.00" once or twice on a page tells the hours of the meeting, not a row of its programme.
    if (
      (row.kind === 'time' || row.kind === 'timed') &&
      labelled < 3 &&
      labelled < timed.length &&
      HOURS_LABEL.test(row.line.text)
    )
      return asText(row)
    if (row.kind === 'time' && i === first && framesAll(row, rows, i)) return asText(row)
    if (row.kind === 'day' && calendar.written.has(row.line.n)) return { ...asText(row), stray: true }
    if (row.kind !== 'timed' && row.kind !== 'time' && row.kind !== 'behind') return row
    const t = row.time
    if (t.start === null || (t.last !== null && t.end === null)) {
      const where = { line: row.line.n, from: rawOffset(row.line, t.from), to: rawOffset(row.line, t.to) }
      doubts.push(doubt('impossible-time', where, [row.line.text.trim()]))
      if (t.start === null) return { ...asText(row), stray: true }
      return { ...row, time: { ...t, last: null } }
    }
    if (row.kind === 'timed' && TIMEZONE.test(row.text.text)) return asText(row)
    if (row.kind === 'timed' && i === first && dateInDots(row, rows, i, calendar)) return asText(row)
    if (row.kind === 'timed' && row.day && t.end !== null && (behindComma(row) || framesDay(rows, i, t.start, t.end)))
      return { kind: 'day', line: row.line, day: row.day, times: [t] }
    if (
      t.first.form === 'four' &&
      t.last === null &&
      yearLike(row.line, t.from) &&
      !t.hint &&
      !t.open &&
      (fours < 2 || backwards(rows, i))
    )
      return asText(row)
    return row
  })
}

/** "14.15–15.00" over "Evt 15.00–15.45": the second is another time for the same. Its line goes with the first. */
function withAlternatives(rows: readonly Row[]): Row[] {
  const out: Row[] = []
  for (const row of rows) {
    const prior = out.at(-1)
    if (row.kind === 'behind' && prior?.kind === 'time' && OTHERWISE.test(row.text.text) && row.time.start !== null)
      out[out.length - 1] = { ...prior, time: { ...prior.time, also: row.time.start }, also: [row.line.n] }
    else out.push(row)
  }
  return out
}

/** "17.11: Årsmøte" over the programme of the seventeenth of November. */
function dateInDots(row: Extract<Row, { kind: 'timed' }>, rows: readonly Row[], index: number, calendar: Calendar): boolean {
  const { start, last, hint } = row.time
  if (start === null || last !== null || hint) return false
  const next = rows.slice(index + 1, index + 40).find((r) => r.kind === 'timed' || r.kind === 'time')
  const [day, month] = [Math.floor(start / 60), start % 60]
  const later = next?.kind === 'timed' || next?.kind === 'time' ? (next.time.start ?? 1440) : 1440
  return later < start && calendar.dates.some(({ date }) => date.day === day && date.month === month)
}

/** "24. mars kl. 11–17, Nes hotell": hours and place of the whole. */
function behindComma(row: Extract<Row, { kind: 'timed' }>): boolean {
  const from = row.text.origins[0]?.from ?? 0
  return row.line.text.slice(0, from).trimEnd().endsWith(',')
}

/** "Mandag 15. januar kl. 9–14, Litteratursalen": hours of the whole day, when the next item falls inside them. */
function framesDay(rows: readonly Row[], index: number, start: number, end: number): boolean {
  const next = rows.slice(index + 1, index + 40).find((r) => r.kind === 'timed' || r.kind === 'time' || r.kind === 'day')
  if (next?.kind !== 'timed' && next?.kind !== 'time') return false
  if (next.kind === 'timed' && next.day) return false
  return next.time.start !== null && next.time.start >= start && next.time.start < end
}

/** "10:00 - 15:30" right beneath the day, and the first item no later than that: the hours of the whole. */
function framesAll(row: Extract<Row, { kind: 'time' }>, rows: readonly Row[], index: number): boolean {
  const { start, end } = row.time
  if (start === null || end === null) return false
  const above = rows.slice(Math.max(0, index - 4), index).findLast((r) => r.kind !== 'blank')
  if (above?.kind !== 'day' && fullWeekday(/^\s*(\p{L}+)/u.exec(above?.line.text ?? '')?.[1] ?? '') === null) return false
  const until = rows.findIndex((r, k) => k > index && r.kind === 'day')
  const later = rows
    .slice(index + 1, until < 0 ? index + 60 : until)
    .flatMap((r) => (r.kind === 'timed' || r.kind === 'time' ? [r.time] : []))
  const [next] = later
  return later.length > 2 && (next?.start ?? 1440) <= start && later.every((t) => (t.start ?? 0) <= end && (t.end ?? 0) <= end)
}

/** A year at the head of a title stands before the first item, or would run against the times around it. */
function backwards(rows: readonly Row[], index: number): boolean {
  const timeAt = (row: Row | undefined) => (row?.kind === 'timed' || row?.kind === 'time' ? row.time.start : null)
  const own = timeAt(rows[index]) ?? 0
  const before = rows
    .slice(Math.max(0, index - 40), index)
    .findLast((r) => r.kind !== 'blank' && (timeAt(r) !== null || r.kind === 'day'))
  const after = rows.slice(index + 1, index + 40).find((r) => timeAt(r) !== null || r.kind === 'day')
  return !before || (timeAt(before) ?? 0) > own || (timeAt(after) ?? 1440) < own
}

function yearLike(line: Line, from: number): boolean {
  return /^(?:19|20)\d\d/.test(line.text.slice(from, from + 30).replace(/^\D+/, ''))
}

function asText(row: Row): Extract<Row, { kind: 'text' }> {
  const text = row.line.text.trim()
  return {
    kind: 'text',
    line: row.line,
    text: { text, origins: [{ at: 0, line: row.line, from: row.line.text.indexOf(text) }] },
    cells: [],
    bullet: false,
    indent: 0,
  }
}

/** Lines with an impossible time are named as unread wherever they ended up, unless they became part of an item with another time. */
export function impossibleTimes(lines: readonly Line[], uses: (LineUse | null)[], doubts: readonly Doubt[]): void {
  for (const d of doubts)
    if (d.why === 'impossible-time' && lines[d.where.line - 1] && uses[d.where.line - 1] !== 'item')
      uses[d.where.line - 1] = 'unread'
}
