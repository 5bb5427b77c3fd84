/** A table with one item in a row: what it is, when, who and where in columns of their own. */
import type { DayMark } from '../daymark.ts'
import type { Line } from '../lines.ts'
import { rowsOfCells } from '../looks.ts'
import { join, type Passage } from '../passage.ts'
import type { Row } from '../rows.ts'
import type { TimeMention } from '../times.ts'
import { dayOf, durationOf, timeOfCell, whole } from './cells.ts'
import type { Role } from './columns.ts'
import { begins, type Grid, type GridCell } from './grid.ts'
import type { ListPlan } from './plan.ts'

/** What the rows so far have said that still holds. */
export interface ListState {
  day: string | null
  time: TimeMention | null
  /** The item that a title reaching down into further rows goes on. */
  item: Extract<Row, { kind: 'timed' }> | null
  /** The last row's item named somebody or a place of its own, so that one beside it in time is an item too. */
  whole: boolean
}

export const freshState = (): ListState => ({ day: null, time: null, item: null, whole: false })

/** The rows of one table row. Writes to `state`, and to the item above when this row only lengthens it. */
export function listRows(grid: Grid, r: number, plan: ListPlan, state: ListState): Row[] {
  const row = grid.rows[r]
  if (!row) return []
  const { line } = row
  const own = (...roles: Role[]) => cellsOf(grid, r, plan, roles)
  const out: Row[] = []
  const dated = dayRow(own('date')[0], own('time', 'start')[0], line, state)
  if (dated) out.push(dated)
  const clock = clockOf(grid, r, plan, state)
  const titles = own('title')
  if (titles.length === 0 && clock.own && state.item && reachesIn(grid, r, plan)) {
    lengthen(state.item, clock.time, line)
    return out
  }
  const who = people(own('who'), own('office'))
  const room = own('where')[0]?.text
  const track = own('track')[0]?.text
  const [head, ...beneath] = titles.flatMap((cell) => cell.parts)
  const lead = head ?? clock.rest ?? who[0] ?? own('where', 'note', 'track')[0]?.parts[0]
  if (!lead) return [...out, ...aside(line, grid, r)]
  const speaks = head || clock.rest ? who : who.slice(1)
  const tells = room !== undefined || track !== undefined || who.length > 0
  // Under a time that stands, a row with its own people or place is an item beside; any other is a point of the item above.
  const beside = clock.time !== null && !clock.own && tells && state.whole
  if (clock.time && (clock.own || beside)) {
    const item: Extract<Row, { kind: 'timed' }> = {
      kind: 'timed',
      line,
      time: { ...clock.time },
      text: lead,
      cells: notes(own('note'), own('chair'), plan),
      bullet: false,
      ...(speaks.length > 0 && { who: speaks }),
      ...(track !== undefined && { track }),
      ...(room !== undefined && lead.text !== room && { room }),
    }
    state.item = item
    state.whole = tells
    out.push(item, ...(head && clock.rest ? [textRow(line, clock.rest)] : []))
  } else
    out.push({ ...textRow(line, lead), bullet: state.item !== null, cells: notes(own('note'), own('chair'), plan), who: speaks })
  return [...out, ...beneath.flatMap((part) => rowsOfCells(line, [part]))]
}

/** The filled cells that begin in a row, of the columns with these roles. */
function cellsOf(grid: Grid, r: number, plan: ListPlan, roles: readonly (Role | null)[]): GridCell[] {
  return (grid.rows[r]?.at ?? []).filter(
    (cell, c): cell is GridCell => begins(cell, r, c) && cell.text !== '' && roles.includes(plan.roles[c] ?? null),
  )
}

function dayRow(date: GridCell | undefined, time: GridCell | undefined, line: Line, state: ListState): Row | null {
  const p = date ? whole(date) : (time?.parts[0] ?? null)
  const mark = p && dayOf(p)
  const told: DayMark | null =
    mark ?? (date && p ? { date: null, weekday: null, ordinal: null, label: p.text, rest: null } : null)
  if (!told || told.label === state.day) return null
  state.day = told.label
  state.time = null
  state.item = null
  return { kind: 'day', line, day: { ...told, rest: null }, times: [] }
}

interface Clock {
  readonly time: TimeMention | null
  /** The row states it, rather than standing under it. */
  readonly own: boolean
  /** Words in the column of times. */
  readonly rest: Passage | null
}

function clockOf(grid: Grid, r: number, plan: ListPlan, state: ListState): Clock {
  const stated = cellsOf(grid, r, plan, ['time', 'start'])[0]
  const found = stated && timeOfCell(stated)
  if (!found) return { time: state.time, own: false, rest: stated ? whole(stated) : null }
  const time = { ...found.time }
  const end = cellsOf(grid, r, plan, ['end'])[0]
  const last = end && timeOfCell(end)?.time
  if (last && time.end === null) {
    time.end = last.start
    time.last = last.first
  }
  const length = cellsOf(grid, r, plan, ['duration'])[0]
  const minutes = length ? durationOf(length.text) : null
  if (minutes !== null && time.end === null && time.start !== null) time.end = (time.start + minutes) % 1440
  // What holds for the rows below is the time, not the place where it stands.
  state.time = { ...time, from: 0, to: 0 }
  return { time, own: true, rest: found.rest }
}

/** Does a title from above reach down into this row? */
function reachesIn(grid: Grid, r: number, plan: ListPlan): boolean {
  return (grid.rows[r]?.at ?? []).some(
    (cell, c) => plan.roles[c] === 'title' && cell !== undefined && cell.row < r && cell.text !== '',
  )
}

function lengthen(item: Extract<Row, { kind: 'timed' }>, time: TimeMention | null, line: Line): void {
  item.also ??= []
  item.also.push(line.n)
  if (time?.end == null) return
  item.time.end = time.end
  item.time.last = time.last
}

/** The people, each with the office in the column beside them where there is one person. */
function people(who: readonly GridCell[], offices: readonly GridCell[]): Passage[] {
  const named = who.flatMap((cell) => cell.parts)
  const office = offices[0] && whole(offices[0])
  const [only] = named
  if (!office || !only) return named
  return named.length === 1 ? [join(only, office, ', ')] : [...named, office]
}

/** Remarks; who leads is told with the column's own word. */
function notes(cells: readonly GridCell[], chairs: readonly GridCell[], plan: ListPlan): Passage[] {
  const led = chairs.flatMap((cell) => {
    const p = whole(cell)
    const name = plan.names[cell.col]?.text ?? ''
    return p ? [{ ...p, text: `${name.replace(/:$/, '')}: ${p.text}` }] : []
  })
  return [...cells.flatMap((cell) => cell.parts), ...led]
}

function textRow(line: Line, text: Passage): Extract<Row, { kind: 'text' }> {
  return { kind: 'text', line, text, cells: [], bullet: false, indent: 0 }
}

/** A row with a time and nothing else, or with nothing at all. */
function aside(line: Line, grid: Grid, r: number): Row[] {
  const cells = (grid.rows[r]?.at ?? []).flatMap((cell, c) => (begins(cell, r, c) ? cell.parts : []))
  const [first] = cells
  return first ? [{ ...textRow(line, first), stray: true }] : [{ kind: 'rule', line }]
}
