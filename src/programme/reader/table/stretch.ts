/** Which lines are one table: rows of a document's table, or lines of text that pipes or tabs part under a row of column names. */
import type { Line, LineCell, LineRow } from '../lines.ts'
import { timesIn } from '../times.ts'
import { roleOf } from './columns.ts'

export interface TableRow {
  readonly line: Line
  readonly row: LineRow
}
export interface Table {
  /** Every line it takes, rules among them. */
  readonly lines: readonly Line[]
  readonly rows: readonly TableRow[]
}

// A text is believed to hold a table after so many rows; looking further would cost the square of its length.
const PROOF = 12
const RULE = /^[\s|:+=_-]*-[\s|:+=_-]*$/

/** The table that begins at a line, or null. */
export function tableAt(lines: readonly Line[], from: number): Table | null {
  const first = lines[from]
  if (!first) return null
  if (first.row) {
    const number = first.row.table
    let to = from
    while (lines[to]?.row?.table === number) to++
    const own = lines.slice(from, to)
    return { lines: own, rows: own.flatMap((line) => (line.row ? [{ line, row: line.row }] : [])) }
  }
  return namesColumns(first) && proven(lines, from) ? plainTable(lines, from) : null
}

/** "Tid | Tema | Ansvarlig", or a time column and names of halls. */
function namesColumns(line: Line): boolean {
  const { text } = line
  if (!/[|\t]/.test(text) || text.length > 400) return false
  // A time in front is what most lines that signs part have, and these name nothing.
  if (timesIn(text.slice(0, text.indexOf(signOf(text))).trim()).length > 0) return false
  const cells = plainRow(line)?.cells.map((cell) => textOf(line, cell)) ?? []
  if (cells.length < 2 || cells.some((cell) => cell.length > 60 || timesIn(cell).length > 0)) return false
  const roles = cells.map(roleOf)
  const known = roles.filter((role) => role !== null).length
  if (known >= 2) return true
  const leads = roles[0] === 'time' || roles[0] === 'start' || cells[0] === ''
  return leads && cells.length >= 3 && cells.slice(1).every((cell) => cell !== '')
}

/** The rows under the names keep to the columns, and times lead most of them. */
function proven(lines: readonly Line[], from: number): boolean {
  const width = plainRow(lines[from] as Line)?.cells.length ?? 0
  let [rows, timed] = [0, 0]
  for (let i = from + 1; i <= from + PROOF; i++) {
    const line = lines[i]
    if (!line?.text.trim() || line.row) break
    if (RULE.test(line.text)) continue
    const row = plainRow(line)
    if (!row) break
    if (row.cells.length > width) return false
    rows++
    if (row.cells.slice(0, 3).some((cell) => timesIn(textOf(line, cell)).length > 0)) timed++
  }
  return rows > 0 && timed * 2 >= rows
}

function plainTable(lines: readonly Line[], from: number): Table {
  const taken: Line[] = []
  const rows: TableRow[] = []
  const first = lines[from] as Line
  const width = plainRow(first)?.cells.length ?? 0
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as Line
    if (!line.text.trim() || line.row) break
    const rule = RULE.test(line.text)
    const row = rule ? null : plainRow(line)
    if (!rule && (!row || row.cells.length > width)) break
    taken.push(line)
    if (row) rows.push({ line, row: { ...row, header: i === from } })
  }
  return { lines: taken, rows }
}

const signOf = (text: string): string => (text.includes('|') ? '|' : '\t')

/** The cells of a line of text, empty ones included; null when nothing parts it. */
function plainRow(line: Line): LineRow | null {
  const { text } = line
  const sign = signOf(text)
  if (!text.includes(sign) || text.length > 10_000) return null
  const cells: LineCell[] = []
  let from = 0
  for (let to = text.indexOf(sign); ; to = text.indexOf(sign, from)) {
    const stop = to < 0 ? text.length : to
    cells.push({ parts: text.slice(from, stop).trim() ? [{ from, to: stop }] : [], colSpan: 1, rowSpan: 1 })
    if (to < 0) break
    from = to + 1
  }
  // "| a | b |": the outer signs are a frame.
  if (sign === '|' && text.trimStart().startsWith('|')) cells.shift()
  if (sign === '|' && text.trimEnd().endsWith('|') && cells.length > 1) cells.pop()
  return { table: 0, header: false, cells }
}

function textOf(line: Line, cell: LineCell): string {
  return cell.parts
    .map((part) => line.text.slice(part.from, part.to))
    .join(' ')
    .trim()
}
