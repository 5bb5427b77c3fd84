/** How a table is to be read: which column tells what, found by the names above the columns or by what stands in them. */
import type { DayMark } from '../daymark.ts'
import { namesIn } from '../names.ts'
import type { Passage } from '../passage.ts'
import { aloneTime, dayOf, timeOf, timeOfCell, whole } from './cells.ts'
import { type Role, roleOf } from './columns.ts'
import { begins, cellsIn, type Grid, type GridCell } from './grid.ts'

/** A column of parallel sessions or of a day. */
export interface Slot {
  readonly col: number
  readonly track: string | null
  /** The cell that names its day, and what it names. */
  readonly day: { readonly mark: DayMark; readonly cell: GridCell } | null
}
export interface ListPlan {
  readonly kind: 'list'
  /** The day that a name above a column tells ("Program 3. mai"). */
  readonly day: Slot['day']
  readonly roles: readonly (Role | null)[]
  readonly names: readonly (Passage | null)[]
}
/** Times down the side, sessions across. `roles` are those of the columns beside the slots. */
export interface ParallelPlan {
  readonly kind: 'parallel'
  readonly roles: readonly (Role | null)[]
  readonly slots: readonly Slot[]
}
export type Plan = ListPlan | ParallelPlan

/** A plan, and how many rows of column names it stands on. */
export interface Head {
  readonly plan: Plan
  readonly rows: number
}

const LONGEST_NAME = 70
const LOOK_AHEAD = 12
const MOST_HEAD_ROWS = 3

/**
 * The plan that the names in a row (and perhaps the rows below) give what follows; null when the row is none of names.
 * Names that no list knows are believed only where `fresh` says that a table or a part of it begins.
 */
export function headAt(grid: Grid, r: number, fresh: boolean): Head | null {
  const rows = headRows(grid, r, fresh || grid.rows[r]?.header === true)
  if (rows === 0) return null
  const roles: (Role | null)[] = []
  const names: (Passage | null)[] = []
  const slots: Slot[] = []
  for (let c = 0; c < grid.width; c++) {
    const over = Array.from({ length: rows }, (_, k) => grid.rows[r + k]?.at[c]).filter(
      (cell, k, all): cell is GridCell => cell !== undefined && cell.text !== '' && all.indexOf(cell) === k,
    )
    const role = over.map((cell) => roleOf(cell.text)).findLast((one) => one !== null) ?? null
    roles.push(role)
    const last = over.at(-1)
    names.push(last ? whole(last) : null)
    const day = over.map((cell) => ({ cell, mark: dayIn(cell) })).find((one) => one.mark !== null)
    const track = over.findLast((cell) => cell !== day?.cell && roleOf(cell.text) === null)
    if (over.length > 0 && (role === null || (day !== undefined && role === 'title')))
      slots.push({ col: c, track: track?.text ?? null, day: day?.mark ? { mark: day.mark, cell: day.cell } : null })
  }
  const first = timeColumn(grid, r + rows, roles)
  if (first !== null && roles[first] === null && !roles.includes('time') && !roles.includes('start')) roles[first] = 'time'
  markEnds(grid, r + rows, roles)
  return settle(grid, r + rows, roles, names, slots, rows)
}

function dayIn(cell: GridCell): DayMark | null {
  const p = whole(cell)
  return p && cell.text.length <= LONGEST_NAME && roleOf(cell.text) === null ? dayOf(p) : null
}

/** List or parallel: several columns with names of their own and nothing that says who or what are sessions side by side. */
function settle(
  grid: Grid,
  body: number,
  roles: readonly (Role | null)[],
  names: readonly (Passage | null)[],
  slots: readonly Slot[],
  rows: number,
): Head | null {
  const timed = roles.some((role) => role === 'time' || role === 'start')
  if (!timed) return null
  const open = slots.filter((slot) => roles[slot.col] !== 'time' && roles[slot.col] !== 'start')
  const days = open.filter((slot) => slot.day !== null)
  const told = roles.some((role) => role === 'title' || role === 'who')
  if (days.length >= 2 || (open.length >= 2 && !told)) return { plan: { kind: 'parallel', roles, slots: open }, rows }
  const day = days[0]?.day ?? null
  if (told) return { plan: { kind: 'list', roles, names, day }, rows }
  const titled = titleColumn(grid, body, roles)
  return titled === null ? null : { plan: { kind: 'list', roles: withTitle(roles, titled), names, day }, rows }
}

/** How many rows from here on hold nothing but names: at least two short cells, no times, and times below them. */
function headRows(grid: Grid, r: number, fresh: boolean): number {
  let rows = 0
  while (rows < MOST_HEAD_ROWS && namesOnly(grid, r + rows)) {
    rows++
    // A row of column names closes the head, unless days stand above halls.
    if (known(grid, r + rows - 1) >= 2) break
  }
  if (rows === 0) return 0
  if (Array.from({ length: rows }, (_, k) => known(grid, r + k)).some((count) => count >= 2)) return rows
  if (!fresh && !namesSessions(grid, r)) return 0
  // They head columns that are led by times.
  for (; rows > 0; rows--) if (timeColumn(grid, r + rows, []) !== null) return rows
  return 0
}

/** In the middle of a table: nothing in the column of times, and as many names as there are sessions in the next row. */
function namesSessions(grid: Grid, r: number): boolean {
  const time = timeColumn(grid, r + 1, [])
  const own = time === null ? undefined : grid.rows[r]?.at[time]
  if (time === null || !begins(own, r, time) || own.text !== '') return false
  const below = cellsIn(grid, r + 1)
  return below.length === cellsIn(grid, r).length + 1 && below.some((cell) => cell.col === time && isTime(cell))
}

function known(grid: Grid, r: number): number {
  return cellsIn(grid, r).filter((cell) => roleOf(cell.text) !== null).length
}

function namesOnly(grid: Grid, r: number): boolean {
  const cells = cellsIn(grid, r)
  if (cells.length < 2) return false
  return cells.every(
    (cell) => cell.text.length <= LONGEST_NAME && cell.parts.length <= 3 && !cell.parts.some((part) => timeOf(part) !== null),
  )
}

/** The plan of a table without names: a column of times, and what stands beside it. Null when nothing leads with times. */
export function planByContent(grid: Grid, from: number): Plan | null {
  const time = timeColumn(grid, from, [])
  if (time === null) return null
  const roles: (Role | null)[] = Array.from({ length: grid.width }, () => null)
  const names: null[] = roles.map(() => null)
  roles[time] = 'time'
  const rows = sample(grid, from)
  const cells = (c: number) => rows.flatMap((r) => (begins(grid.rows[r]?.at[c], r, c) ? [grid.rows[r]?.at[c] as GridCell] : []))
  markEnds(grid, from, roles)
  for (let c = 0; c < grid.width; c++) {
    if (roles[c] !== null) continue
    const own = cells(c).filter((cell) => cell.text !== '')
    if (own.length === 0) continue
    if (c < time && own.every((cell) => dayIn(cell) !== null)) roles[c] = 'date'
    else if (own.filter((cell) => ROOM.test(cell.text)).length * 2 > own.length) roles[c] = 'where'
    else if (own.filter(isPeople).length * 2 > own.length && c > time) roles[c] = 'who'
  }
  const title = titleColumn(grid, from, roles)
  if (title === null) return null
  // Rows whose one cell reaches over all columns, among rows with a cell in each, are breaks over all sessions.
  const open = roles.flatMap((role, c) => (role === null && cells(c).some((cell) => cell.text !== '') ? [c] : []))
  const across = rows.filter((r) => cellsIn(grid, r).some((cell) => cell.col === title && cell.colSpan >= open.length))
  const full = rows.filter((r) => open.every((c) => begins(grid.rows[r]?.at[c], r, c) && grid.rows[r]?.at[c]?.text !== ''))
  if (open.length >= 2 && across.length > 0 && full.length > 0 && !roles.includes('who'))
    return { kind: 'parallel', roles, slots: open.map((col) => ({ col, track: null, day: null })) }
  return { kind: 'list', roles: withTitle(roles, title), names, day: null }
}

export const ROOM =
  /^(?:stor[ea]?\s|lille\s|lilla\s|litle?\s|main\s)?(?:sal|rom|room|auditorium|aud|møterom|møtesal|mötesrum|mødelokale|hall|lokale?|scene|plenumssal(?:en)?|foaj[ée]en|foaj[ée]|foyer|lobby|vestibyle|kantine|gymsal|festsal|biblioteksal|main hall|great hall|studio|loft|zoom|teams|online|lanja|theatre|lecture (?:theatre|hall|room)|kino|klasserom|grupperom|seminarrom)(?:en|et|a)?(?:\s+(?-i:\p{Lu}|\d)[\p{L}\d.-]*){0,3}$/iu

function sample(grid: Grid, from: number): number[] {
  return grid.rows.flatMap((_, r) => (r >= from && r < from + 4 * LOOK_AHEAD && cellsIn(grid, r).length > 1 ? [r] : []))
}

/** A nameless column of times right behind the times holds their ends. */
function markEnds(grid: Grid, from: number, roles: (Role | null)[]): void {
  const time = roles.indexOf('time')
  if (time < 0 || time + 1 >= grid.width || roles[time + 1] != null) return
  const beside = sample(grid, from).flatMap((r) => {
    const cell = grid.rows[r]?.at[time + 1]
    return begins(cell, r, time + 1) && cell.text !== '' ? [cell] : []
  })
  if (beside.length === 0 || beside.filter(isTime).length * 5 < beside.length * 3) return
  roles[time] = 'start'
  roles[time + 1] = 'end'
}

/** The first column most of whose cells are times: the one that is named so, or found by its content. */
function timeColumn(grid: Grid, from: number, roles: readonly (Role | null)[]): number | null {
  const named = roles.findIndex((role) => role === 'time' || role === 'start')
  if (named >= 0) return named
  for (let c = 0; c < Math.min(grid.width, 4); c++) {
    let [all, times] = [0, 0]
    for (let r = from; r < Math.min(grid.rows.length, from + LOOK_AHEAD); r++) {
      const cell = grid.rows[r]?.at[c]
      if (!begins(cell, r, c) || cell.text === '' || cellsIn(grid, r).length < 2) continue
      all++
      if (isTime(cell)) times++
    }
    if (times > 0 && times * 5 >= all * 3) return c
  }
  return null
}

function isTime(cell: GridCell): boolean {
  const found = timeOfCell(cell)
  return found !== null && (found.rest === null || (found.rest.text.length < 12 && cell.parts.length <= 2))
}

function isPeople(cell: GridCell): boolean {
  const first = cell.parts[0]?.text ?? ''
  return cell.text.length < 120 && namesIn(first)[0]?.from === 0 && namesIn(first)[0]?.sure === true
}

/** The column that holds the titles: of those nobody has named, the one with most in it. */
function titleColumn(grid: Grid, from: number, roles: readonly (Role | null)[]): number | null {
  let best: { c: number; filled: number } | null = null
  for (let c = 0; c < grid.width; c++) {
    if (roles[c] !== null) continue
    const filled = sample(grid, from).filter((r) => begins(grid.rows[r]?.at[c], r, c) && grid.rows[r]?.at[c]?.text !== '').length
    if (filled > 0 && (!best || filled > best.filled)) best = { c, filled }
  }
  return best?.c ?? null
}

function withTitle(roles: readonly (Role | null)[], title: number): (Role | null)[] {
  return roles.map((role, c) => (c === title ? 'title' : role))
}

/** Do times stand across the top, and none down the side? Then rows and columns have changed places. */
export function timesAcross(grid: Grid): boolean {
  const top = cellsIn(grid, 0).filter((cell) => cell.col > 0)
  if (top.length < 2 || grid.rows.length < 2) return false
  const across = top.filter((cell) => cell.parts.length === 1 && cell.parts[0] && aloneTime(cell.parts[0]) !== null).length
  return across >= 2 && across >= top.length - 1 && timeColumn(grid, 1, []) === null
}
