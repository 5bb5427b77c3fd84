/** Programmes that write full hours as bare numbers: "09 Registrering", "10.15 Om lesing", "12 Lunsj". */
import { clockAt } from './clock.ts'
import { datesIn } from './dates.ts'
import { slice } from './passage.ts'
import type { Row } from './rows.ts'
import type { TimeMention } from './times.ts'

// One such line may count something; two that both fit between the times around them are hours.
const FEWEST = 2
const HOUR = /^(?:0?[6-9]|1\d|2[0-3])(?:\s+(?=[\p{Lu}«"“”])|$)/u

/** The rows with such lines read as times; all of a text's must fit, each no earlier than the time above and no later than the one below. */
export function bareHours(rows: readonly Row[]): readonly Row[] {
  const found = rows.flatMap((row, i) => (row.kind === 'text' && opensWithHour(row) ? [i] : []))
  if (found.length < FEWEST || !found.every((i) => fits(rows, i))) return rows
  const hours = new Set(found)
  return rows.map((row, i) => (hours.has(i) && row.kind === 'text' ? timed(row) : row))
}

function opensWithHour({ text, cells, bullet, stray }: Extract<Row, { kind: 'text' }>): boolean {
  return !bullet && !stray && cells.length === 0 && HOUR.test(text.text) && datesIn(text.text)[0]?.from !== 0
}

function fits(rows: readonly Row[], index: number): boolean {
  const hour = hourOf(rows[index])
  const before = nearest(rows, index, -1)
  const after = nearest(rows, index, 1)
  return hour !== null && (before !== null || after !== null) && (before ?? 0) <= hour && hour <= (after ?? 1440)
}

function hourOf(row: Row | undefined): number | null {
  return row?.kind === 'text' ? (clockAt(row.text.text, 0)?.minutes ?? null) : null
}

// A time further off than this is another part of the page.
const NEAR = 30

/** The start of the next stated time of the same day in that direction. */
function nearest(rows: readonly Row[], index: number, step: 1 | -1): number | null {
  for (let i = index + step; i >= 0 && i < rows.length && Math.abs(i - index) < NEAR; i += step) {
    const row = rows[i]
    if (row?.kind === 'timed' || row?.kind === 'time') return row.time.start
    if (row?.kind === 'day') return null
  }
  return null
}

function timed(row: Extract<Row, { kind: 'text' }>): Row {
  const first = clockAt(row.text.text, 0)
  if (!first) return row
  const to = first.to
  const time: TimeMention = {
    from: 0,
    to,
    start: first.minutes,
    end: null,
    first,
    last: null,
    hint: '',
    approximate: false,
    open: false,
    odd: null,
  }
  const text = slice(row.text, to)
  return text.text === ''
    ? { kind: 'time', line: row.line, time }
    : { kind: 'timed', line: row.line, time, text, cells: [], bullet: false }
}
