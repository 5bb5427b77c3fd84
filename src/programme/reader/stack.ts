/** Times that stand on lines of their own get their titles: from the line below, the line above, or a whole column. */
import { edgeOfDay } from './kinds.ts'
import type { Line } from './lines.ts'
import { join, type Passage } from './passage.ts'
import type { Row } from './rows.ts'
import type { TimeMention } from './times.ts'

/** A time that found no title; `column` when it stood in a run of times. */
export interface Untitled {
  line: Line
  time: TimeMention
  column: boolean
}

type TimeRow = Extract<Row, { kind: 'time' }>
type TextRow = Extract<Row, { kind: 'text' }>

/** Replaces every time-only row by a timed one, moving its title up (or down) to it. Times left without a title are returned. */
export function titlesForTimes(rows: readonly Row[]): { rows: Row[]; untitled: Untitled[] } {
  if (!rows.some((r) => r.kind === 'time')) return { rows: [...rows], untitled: [] }
  const paired = pairEnds(rows)
  const above = titlesAbove(paired)
  const alone = mostlyAlone(paired)
  const out: Row[] = []
  const untitled: Untitled[] = []
  for (let i = 0; i < paired.length; i++) {
    const row = paired[i] as Row
    if (row.kind !== 'time') {
      out.push(row)
      continue
    }
    const run = runFrom(paired, i)
    if (run.times.length === 1) {
      const block = above ? popBlock(out) : []
      const title = block[0]
      const at = above ? -1 : nextText(paired, i)
      const below = at >= 0 ? (paired[at] as TextRow) : undefined
      const found = title ?? below
      if (found) out.push(timedRow(row, found.text, found.cells), ...block.slice(1))
      else untitled.push({ line: row.line, time: row.time, column: false })
      if (!found) out.push(keptAsText(row))
      if (at >= 0) i = at
      continue
    }
    if (alone && run.times.length === 2) {
      // A page that gives each time its lines has lost those of the first.
      untitled.push({ line: row.line, time: row.time, column: false })
      out.push(keptAsText(row))
      continue
    }
    const column = columnAfter(paired, run.next)
    const enough = column.texts.length >= run.times.length
    const earlier = enough ? [] : popTexts(out, run.times.length)
    const titles = enough ? columnTitles(column.texts, run.times.length) : earlier
    for (const [k, time] of run.times.entries()) {
      const title =
        titles[k] ??
        (earlier.length === 0 && !enough ? column.texts[k] && { text: column.texts[k].text, rows: [column.texts[k]] } : undefined)
      if (title) out.push(timedRow(time, title.text, []))
      else {
        untitled.push({ line: time.line, time: time.time, column: true })
        out.push(keptAsText(time))
      }
    }
    if (enough) {
      for (const extra of titles.slice(run.times.length)) out.push(...extra.rows)
      i = column.next - 1
    } else if (earlier.length === 0) i = column.next - 1
    else i = run.next - 1
  }
  return { rows: out, untitled }
}

function timedRow(row: TimeRow, text: Passage, cells: Passage[]): Row {
  return { kind: 'timed', line: row.line, time: row.time, text, cells, bullet: false, ...(row.also && { also: [...row.also] }) }
}

function keptAsText(row: TimeRow): Row {
  const text = row.line.text.trim()
  return {
    kind: 'text',
    line: row.line,
    text: { text, origins: [{ at: 0, line: row.line, from: row.line.text.indexOf(text) }] },
    cells: [],
    bullet: false,
    indent: 0,
    stray: true,
  }
}

/** "17.00 –" over "18.00": a stretch that was broken behind its dash. */
function withBrokenTimes(rows: readonly Row[]): Row[] {
  const out: Row[] = []
  for (const row of rows) {
    const prior = out.at(-1)
    const later =
      row.kind === 'time' &&
      row.time.last === null &&
      (row.time.start ?? 0) > (prior?.kind === 'time' ? (prior.time.start ?? 1440) : 1440)
    if (row.kind === 'time' && prior?.kind === 'time' && prior.time.open && later)
      out[out.length - 1] = {
        ...prior,
        time: { ...prior.time, end: row.time.start, last: row.time.first, open: false },
        also: [...(prior.also ?? []), row.line.n],
      }
    else out.push(row)
  }
  return out
}

/** Tables with a start and an end column unfold into two time lines per row. */
function pairEnds(given: readonly Row[]): Row[] {
  const rows = withBrokenTimes(given)
  const runs: TimeRow[][] = []
  for (let i = 0; i < rows.length; i++)
    if (rows[i]?.kind === 'time') {
      const run = runFrom(rows, i)
      runs.push(run.times)
      i = run.next - 1
    }
  const pairs = runs.filter(
    (r) =>
      r.length === 2 && r[0]?.time.last === null && r[1]?.time.last === null && (r[1].time.start ?? 0) > (r[0].time.start ?? 0),
  )
  if (pairs.length < 2 || pairs.length < runs.length - 1) return [...rows]
  const ends = new Map(pairs.map((r) => [r[0] as TimeRow, r[1] as TimeRow]))
  const gone = new Set<Row>(ends.values())
  return rows
    .filter((r) => !gone.has(r))
    .map((r) => {
      const end = r.kind === 'time' ? ends.get(r) : undefined
      return end && r.kind === 'time' ? { ...r, time: { ...r.time, end: end.time.start, last: end.time.first } } : r
    })
}

function runFrom(rows: readonly Row[], from: number): { times: TimeRow[]; next: number } {
  const times: TimeRow[] = []
  let next = from
  for (let i = from; i < rows.length; i++) {
    const row = rows[i] as Row
    if (row.kind === 'time') {
      times.push(row)
      next = i + 1
    } else if (row.kind !== 'blank' && row.kind !== 'rule') break
  }
  return { times, next }
}

/** Do most times stand by themselves, with lines of their own behind each? */
function mostlyAlone(rows: readonly Row[]): boolean {
  let [single, several] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    if (rows[i]?.kind !== 'time') continue
    const run = runFrom(rows, i)
    if (run.times.length === 1) single++
    else several++
    i = run.next - 1
  }
  return single > several || (several > 2 && single + 1 >= several)
}

function nextText(rows: readonly Row[], from: number): number {
  for (let i = from + 1; i < rows.length; i++) {
    const kind = rows[i]?.kind
    if (kind === 'text') return i
    if (kind !== 'blank' && kind !== 'rule') return -1
  }
  return -1
}

/** The lines right above, up to a blank: the title first, who speaks under it. */
function popBlock(out: Row[]): TextRow[] {
  const rows: TextRow[] = []
  while (out.at(-1)?.kind === 'blank') out.pop()
  while (out.at(-1)?.kind === 'text' && rows.length < 6) rows.unshift(out.pop() as TextRow)
  return rows
}

/** Takes the last texts back from what was already passed on, oldest first; nothing when there are too few. */
function popTexts(out: Row[], wanted: number): { text: Passage; rows: TextRow[] }[] {
  const places: number[] = []
  for (let i = out.length - 1; i >= 0 && places.length < wanted; i--) {
    const kind = out[i]?.kind
    if (kind === 'text') places.unshift(i)
    else if (kind !== 'blank' && kind !== 'rule') break
  }
  if (places.length < wanted) return []
  const rows = places.map((i) => out[i] as TextRow)
  for (const i of [...places].reverse()) out.splice(i, 1)
  return rows.map((row) => ({ text: row.text, rows: [row] }))
}

function columnAfter(rows: readonly Row[], from: number): { texts: TextRow[]; next: number } {
  const texts: TextRow[] = []
  let next = from
  for (let i = from; i < rows.length; i++) {
    const row = rows[i] as Row
    if (row.kind === 'text') {
      texts.push(row)
      next = i + 1
    } else if (row.kind !== 'blank' && row.kind !== 'rule') break
  }
  return { texts, next }
}

/** As many titles as there are times: lines that plainly carry on the one above are joined first; the rest follows after. */
function columnTitles(texts: readonly TextRow[], wanted: number): { text: Passage; rows: TextRow[] }[] {
  const titles: { text: Passage; rows: TextRow[] }[] = []
  let spare = texts.length - wanted
  for (const row of texts) {
    const last = titles.at(-1)
    if (last && spare > 0 && /^[\p{Ll}(]/u.test(row.text.text)) {
      last.text = join(last.text, row.text)
      last.rows.push(row)
      spare--
    } else titles.push({ text: row.text, rows: [row] })
  }
  return titles
}

/** The first time belongs to the line that opens the day, the last one to the line that ends it. */
function edgeVotes(rows: readonly Row[], lone: readonly number[]): number {
  const [first, last] = [lone[0], lone.at(-1)]
  if (first === undefined || last === undefined || first === last) return 0
  const says = (at: number, edge: 'first' | 'last') => {
    const row = rows[at]
    return row?.kind === 'text' && edgeOfDay(row.text.text, edge) ? 2 : 0
  }
  return (
    says(textBefore(rows, first), 'first') -
    says(nextText(rows, first), 'first') +
    says(textBefore(rows, last), 'last') -
    says(nextText(rows, last), 'last')
  )
}

/** The top of the block of lines right above, or -1. */
function textBefore(rows: readonly Row[], from: number): number {
  let at = from - 1
  while (rows[at]?.kind === 'blank') at--
  if (rows[at]?.kind !== 'text') return -1
  while (rows[at - 1]?.kind === 'text' && from - at < 8) at--
  return at
}

/** Does this page put the time under the title? Asked of the lines around each lone time. */
function titlesAbove(rows: readonly Row[]): boolean {
  let votes = 0
  const lone = rows.flatMap((r, i) => (r.kind === 'time' ? [i] : []))
  for (const i of lone) {
    const [before, after] = [rows[i - 1]?.kind, rows[i + 1]?.kind]
    const above = rows[i - 1]
    // A list ends above its next time; no title is a bullet.
    if (above?.kind === 'text' && above.bullet && rows[i - 2]?.kind === 'text') votes -= 2
    else if (before === 'text' && (after === undefined || after === 'blank' || after === 'day')) votes++
    if (after === 'text' && (before === undefined || before === 'blank' || before === 'day' || before === 'heading')) votes--
  }
  // Where other times lead their titles, a lone one does too.
  if (rows.filter((r) => r.kind === 'timed').length > lone.length) votes -= 3
  const last = lone.at(-1)
  if (last !== undefined) votes += nextText(rows, last) < 0 ? 2 : rows[last + 2]?.kind === 'text' ? -1 : 0
  return votes + edgeVotes(rows, lone) > 0
}
