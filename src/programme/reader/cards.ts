/**
 * Pages that tell each item on a card: the title is a heading, the time stands above or below it with the room beside.
 * Only where most times do so: a heading over a whole session is no title.
 */
import type { Passage } from './passage.ts'
import type { Row } from './rows.ts'
import { ROOM } from './table/plan.ts'

type Timed = Extract<Row, { kind: 'timed' }>
type Heading = Extract<Row, { kind: 'text' }>

const FEWEST = 2

/** The rows with such headings moved to their times as titles; what stood beside the time is where, or a remark. */
export function titlesFromHeadings(rows: readonly Row[]): Row[] {
  if (!rows.some((row) => row.line.heading !== undefined)) return [...rows]
  return moved(moved(rows, 1), -1)
}

function moved(rows: readonly Row[], step: 1 | -1): Row[] {
  const timed = rows.flatMap((row, i) => (row.kind === 'timed' && row.line.heading === undefined ? [i] : []))
  const found = timed.flatMap((at) => {
    const heading = neighbour(rows, at, step)
    return heading === null ? [] : [{ at, heading }]
  })
  // Above its time a heading may as well stand over several items; there the words beside the times must be places.
  const placed = found.filter(({ at }) => ROOM.test((rows[at] as Timed).text.text)).length
  if (found.length < FEWEST || found.length * 5 < timed.length * 3 || (step === -1 && placed * 5 < found.length * 3))
    return [...rows]
  const titles = new Map(found.map(({ at, heading }) => [at, rows[heading] as Heading]))
  const gone = new Set(found.map(({ heading }) => heading))
  return rows.flatMap((row, i): Row[] => {
    const title = titles.get(i)
    if (gone.has(i)) return []
    return title && row.kind === 'timed' ? [carded(row, title.text)] : [row]
  })
}

/** The heading right before or behind a row, empty lines between them passed over. */
function neighbour(rows: readonly Row[], at: number, step: 1 | -1): number | null {
  let i = at + step
  while (rows[i]?.kind === 'blank') i += step
  const row = rows[i]
  return row?.kind === 'text' && row.heading !== undefined && !row.stray ? i : null
}

function carded(row: Timed, title: Passage): Row {
  const beside = row.text
  return ROOM.test(beside.text)
    ? { ...row, text: title, room: row.room ?? beside.text }
    : { ...row, text: title, cells: [beside, ...row.cells] }
}
