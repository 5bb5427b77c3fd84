/** Programmes that write what, when and where, in that order: "Dinner 18:30 Great hall". Only where several lines do so. */
import { slice } from './passage.ts'
import type { Row } from './rows.ts'
import { timesIn } from './times.ts'

const FEWEST = 4
const LONGEST = 110
const LONGEST_PLACE = 40
const LOOKS = /^\p{Lu}[^\d:;.?!]{2,60}\s\(?\d{1,2}[.:]\d{2}/u
const PLACE = /^\p{Lu}[^\d.:;?!]*(?:\s[\dA-Z]{1,4})?$/u
// A time that a sentence tells: "Møt opp senest 18.00 Hotel Nord".
const TOLD =
  /(?:^|\s)(?:kl|ca|at|by|from|until|till?|før|innen|senest|seinast|fra|frå|från|etter|efter|after|before|mellom|mellan|between|og|och|and)\.?$/iu

type Timed = Extract<Row, { kind: 'timed' }>

/** The rows with such lines read as items; each place must be one that comes again, or stand among such. */
export function timesMidway(rows: readonly Row[]): readonly Row[] {
  const found = new Map<number, Timed>()
  for (const [i, row] of rows.entries()) {
    const timed = row.kind === 'text' ? midway(row) : null
    if (timed) found.set(i, timed)
  }
  const others = rows.filter((row) => row.kind === 'timed' || row.kind === 'time').length
  const places = new Set([...found.values()].map((row) => row.room))
  return found.size >= FEWEST && found.size > others && places.size < found.size
    ? rows.map((row, i) => found.get(i) ?? row)
    : rows
}

function midway(row: Extract<Row, { kind: 'text' }>): Timed | null {
  const text = row.text.text
  if (text.length > LONGEST || row.cells.length > 0 || row.stray || !LOOKS.test(text)) return null
  const times = timesIn(text)
  const time = times[0]
  if (!time || times.length > 1 || time.start === null || time.hint !== '') return null
  const what = slice(row.text, 0, time.from)
  const where = slice(row.text, time.to)
  if (TOLD.test(what.text) || where.text.length > LONGEST_PLACE || !PLACE.test(where.text)) return null
  return { kind: 'timed', line: row.line, time, text: what, cells: [], bullet: row.bullet, room: where.text }
}
