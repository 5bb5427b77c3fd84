/** The rows of a table: read by its columns where they can be told, line by line where not. */
import { append } from '../append.ts'
import { rowsOfCells, rowsOfLine } from '../looks.ts'
import type { Row } from '../rows.ts'
import type { TimeMention } from '../times.ts'
import { aloneTime, dayOf, timeOf } from './cells.ts'
import { cellsIn, type Grid, type GridCell, gridOf, transposed } from './grid.ts'
import { freshState, listRows } from './list.ts'
import { type Days, dayRows, parallelRows, rowForAll } from './parallel.ts'
import { headAt, type Plan, planByContent, timesAcross } from './plan.ts'
import { segments } from './segments.ts'
import type { Table } from './stretch.ts'

/** Reads a table. Every line of it is in some row; a line of several sessions becomes several rows. */
export function rowsOfTable(table: Table): Row[] {
  const grid = gridOf(table)
  if (!grid) return table.lines.flatMap(rowsOfLine)
  if (holdsWholeDays(grid)) return columnByColumn(grid)
  const rows = timesAcross(grid) ? readGrid(transposed(grid)) : segments(grid).flatMap(readGrid)
  const taken = new Set(rows.flatMap((row) => [row.line.n, ...((row.kind === 'timed' && row.also) || [])]))
  return [...rows, ...table.lines.filter((line) => !taken.has(line.n)).flatMap((line): Row[] => [emptyRow(line)])]
}

const emptyRow = (line: Row['line']): Row => (line.text.trim() ? { kind: 'rule', line } : { kind: 'blank', line })

const LOOK_AHEAD = 24

// A plan is looked for in the rows ahead; a long table that has none must not be searched from each of its rows.
const MOST_TRIES = 8

function readGrid(grid: Grid): Row[] {
  const out: Row[] = []
  let plan: Plan | null = null
  let days: Days = new Map()
  let time: TimeMention | null = null
  let state = freshState()
  // A table or a part of it begins here.
  let fresh = true
  let tries = 0
  const flush = () => {
    for (const rows of days.values()) append(out, rows)
    days = plan?.kind === 'parallel' ? new Map([...days.keys()].map((label) => [label, []])) : new Map()
  }
  const follow = (next: Plan | null) => {
    flush()
    plan = next
    days = next?.kind === 'parallel' ? dayRows(next) : new Map()
    if (next?.kind === 'list' && next.day)
      out.push({ kind: 'day', line: next.day.cell.line, day: { ...next.day.mark, rest: null }, times: [] })
    time = null
    state = { ...freshState(), day: state.day }
  }
  for (let r = 0; r < grid.rows.length; r++) {
    const cells = cellsIn(grid, r)
    const row = grid.rows[r] as Grid['rows'][number]
    const head = headAt(grid, r, fresh)
    fresh = false
    if (head) {
      follow(head.plan)
      for (let k = 0; k < head.rows; k++) out.push(namesRow(grid, r + k))
      r += head.rows - 1
      continue
    }
    const only = cells.length === 1 ? cells[0] : undefined
    if (only && stands(only, grid, plan)) {
      if (plan !== null && (plan as Plan).kind === 'parallel' && rowForAll(only, days)) continue
      flush()
      fresh = true
      append(out, sectionRows(only))
      state = { ...freshState(), day: state.day }
      time = null
      continue
    }
    if (cells.length === 0) {
      out.push(emptyRow(row.line))
      fresh = plan === null
      continue
    }
    if (!plan && tries++ < MOST_TRIES) follow(planByContent(grid, r))
    const current = plan as Plan | null
    if (current?.kind === 'parallel') time = parallelRows(grid, r, current, days, time)
    else if (current) append(out, listRows(grid, r, current, state))
    else append(out, looseRows(cells))
  }
  flush()
  return out
}

/** Is a row's only cell a heading over the rows below, rather than an item in its column? */
function stands(cell: GridCell, grid: Grid, plan: Plan | null): boolean {
  if (cell.colSpan >= grid.width) return true
  const [first] = cell.parts
  if (cell.col > 0 || !first) return false
  if (grid.width === 1) return true
  const found = timeOf(first)
  // In the column of times: a time with its title is an item, a time alone waits for one, anything else heads what follows.
  return found
    ? found.rest !== null
    : plan === null || plan.kind === 'parallel' || plan.roles[0] !== 'title' || dayOf(first) !== null
}

function sectionRows(cell: GridCell): Row[] {
  return cell.parts.flatMap((part) => rowsOfCells(cell.line, [part]))
}

/** A row of a table whose columns tell nothing: as a line of cells, further paragraphs beneath. */
function looseRows(cells: readonly GridCell[]): Row[] {
  const line = (cells[0] as GridCell).line
  const first = cells.flatMap((cell) => cell.parts.slice(0, 1))
  const rest = cells.flatMap((cell) => cell.parts.slice(1))
  const opens = first[0] && dayOf(first[0])
  if (opens || cells.some((cell) => cell.parts.filter((part) => timeOf(part)).length > 1))
    return cells.flatMap((cell) => cell.parts.flatMap((part) => rowsOfCells(line, [part])))
  return [...rowsOfCells(line, first), ...rest.flatMap((part) => rowsOfCells(line, [part]))]
}

function namesRow(grid: Grid, r: number): Row {
  const row = grid.rows[r] as Grid['rows'][number]
  const cells = cellsIn(grid, r).flatMap((cell) => cell.parts.slice(0, 1))
  return { kind: 'columns', line: row.line, cells }
}

/**
 * Cells side by side that each tell a day from morning to evening, or a column of cells that each bear their own time: a
 * page in columns, not a table of times.
 */
function holdsWholeDays(grid: Grid): boolean {
  const rows = grid.rows.slice(0, LOOK_AHEAD).map((_, r) => cellsIn(grid, r))
  if (rows.some((cells) => cells.filter((cell) => cell.parts.filter(timedTitle).length >= 2).length >= 2)) return true
  const bearing = rows.filter((cells) => cells.filter((cell) => ownTime(cell)).length >= 2).length
  return bearing > 0 && bearing * 2 >= rows.filter((cells) => cells.length > 0).length - 1
}

/** A cell that begins with its time and goes on with what happens then. */
function ownTime({ parts: [first, second] }: GridCell): boolean {
  if (!first) return false
  const found = timeOf(first)
  return found !== null && (found.rest !== null || (second !== undefined && timeOf(second) === null))
}

function timedTitle(part: GridCell['parts'][number]): boolean {
  const found = timeOf(part)
  return found !== null && found.rest !== null && aloneTime(part) === null
}

function columnByColumn(grid: Grid): Row[] {
  const out: Row[] = []
  for (let c = 0; c < grid.width; c++)
    for (const [r, row] of grid.rows.entries()) {
      const cell = row.at[c]
      if (cell && cell.row === r && cell.col === c) append(out, sectionRows(cell))
    }
  const taken = new Set(out.map((row) => row.line))
  return [...out, ...grid.rows.filter((row) => !taken.has(row.line)).map((row) => emptyRow(row.line))]
}
