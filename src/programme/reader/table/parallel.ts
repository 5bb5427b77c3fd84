/** A table with times down the side and sessions or days across. */
import { append } from '../append.ts'
import type { Line } from '../lines.ts'
import { rowsOfCells } from '../looks.ts'
import type { Passage } from '../passage.ts'
import type { Row } from '../rows.ts'
import type { TimeMention } from '../times.ts'
import { durationOf, timeOf, timeOfCell, whole } from './cells.ts'
import { begins, type Grid, type GridCell } from './grid.ts'
import { type ParallelPlan, ROOM, type Slot } from './plan.ts'

/** Rows by day, in the order of the days: a table tells all days at ten, the programme all of the first day. */
export type Days = Map<string, Row[]>

/** The sessions side by side, as a text of a table tells them too: everybody is at these. */
const FOR_ALL =
  /^(?:felles|fælles|gemensam|plenum|plenary|lunsj|lunch|frokost|breakfast|middag|dinner|festmiddag|kaffe|coffee|fika|pause|paus|break|registrering|registration|ankomst|oppmøte|velkommen|velkomst|välkommen|welcome|åpning|opning|åbning|öppning|opening|avslut|afslut|oppsummering|closing|summing|slutt|slut|mingling|mingel|gáfestallan|boddu|lunsša|lunša|rahpan|loahpa)/iu

export function dayRows(plan: ParallelPlan): Days {
  const days: Days = new Map()
  for (const { day } of plan.slots) {
    const label = day?.mark.label ?? ''
    if (!days.has(label))
      days.set(label, day ? [{ kind: 'day', line: day.cell.line, day: { ...day.mark, rest: null }, times: [] }] : [])
  }
  return days
}

/** Adds what one row tells to its days. `above` is the time that a row without one stands under. Gives back its own time. */
export function parallelRows(
  grid: Grid,
  r: number,
  plan: ParallelPlan,
  days: Days,
  above: TimeMention | null,
): TimeMention | null {
  const row = grid.rows[r]
  if (!row) return above
  const stated = timeAt(grid, r, plan)
  const time = stated?.time ?? above
  const cells = merged(
    plan.slots.flatMap(({ col }) => {
      const cell = row.at[col]
      return begins(cell, r, cell?.col ?? -1) && cell.text !== '' ? [cell] : []
    }),
  )
  const lone = cells.size === 1
  for (const [cell, alike] of cells) {
    const covers = plan.slots.filter((slot) => alike.some((one) => slot.col >= one.col && slot.col < one.col + one.colSpan))
    for (const [label, slots] of byDay(covers)) {
      const all = plan.slots.filter((slot) => (slot.day?.mark.label ?? '') === label)
      const forAll = slots.length === all.length || (lone && FOR_ALL.test(cell.text))
      append(days.get(label) ?? [], sessionRows(cell, ended(time, grid, cell, plan), forAll ? null : trackOf(slots), row.line))
    }
  }
  // What stands beside the time, such as "Økt 2", belongs to nobody's column and is kept as it is.
  if (stated?.rest && cells.size > 0) days.values().next().value?.push(textRow(row.line, stated.rest))
  if (cells.size === 0)
    days
      .values()
      .next()
      .value?.push(...unheld(grid, r))
  return stated ? { ...stated.time, from: 0, to: 0 } : above
}

/** A row that reaches over everything, for every day: "12.00 Lunsj". Says whether it was one. */
export function rowForAll(cell: GridCell, days: Days): boolean {
  const [first, ...rest] = cell.parts
  const found = first && timeOf(first)
  if (!found?.rest) return false
  for (const rows of days.values())
    rows.push(timedRow(cell.line, found.time, found.rest, null), ...rest.flatMap((part) => rowsOfCells(cell.line, [part])))
  return true
}

function timeAt(grid: Grid, r: number, plan: ParallelPlan): { time: TimeMention; rest: Passage | null } | null {
  const of = (role: 'time' | 'start' | 'end' | 'duration') =>
    (grid.rows[r]?.at ?? []).find((cell, c) => plan.roles[c] === role && begins(cell, r, c) && cell.text !== '')
  const start = of('time') ?? of('start')
  const found = start && timeOfCell(start)
  if (!found) return null
  const time = { ...found.time }
  const [end, length] = [of('end'), of('duration')]
  const last = end && timeOfCell(end)?.time
  if (last && time.end === null) Object.assign(time, { end: last.start, last: last.first })
  const minutes = length ? durationOf(length.text) : null
  if (minutes !== null && time.end === null && time.start !== null) time.end = (time.start + minutes) % 1440
  return { time, rest: found.rest }
}

/** A cell that reaches down over further times ends when the last of them does. */
function ended(time: TimeMention | null, grid: Grid, cell: GridCell, plan: ParallelPlan): TimeMention | null {
  if (!time || cell.rowSpan < 2) return time
  const last = timeAt(grid, cell.row + cell.rowSpan - 1, plan)?.time
  const next = last?.end ?? timeAt(grid, cell.row + cell.rowSpan, plan)?.time.start ?? null
  if (next === null || time.start === null || next <= time.start) return time
  return { ...time, end: next, last: last?.last ?? time.last }
}

function sessionRows(cell: GridCell, time: TimeMention | null, track: string | null, line: Line): Row[] {
  const [first, ...rest] = cell.parts
  if (!first) return []
  const own = timeOf(first)
  if (own?.rest) return [timedRow(cell.line, own.time, own.rest, track), ...beneath(cell, rest, track)]
  // A cell may begin with its own time on a line by itself.
  if (own && rest[0]) return [timedRow(cell.line, own.time, rest[0], track), ...beneath(cell, rest.slice(1), track)]
  if (!time) return rowsOfCells(cell.line, [first]).concat(beneath(cell, rest, track))
  return [timedRow(line, time, first, track), ...beneath(cell, rest, track)]
}

/** The further paragraphs of a session; those with a time of their own are sessions in the same track. */
function beneath(cell: GridCell, parts: readonly Passage[], track: string | null): Row[] {
  return parts
    .flatMap((part) => rowsOfCells(cell.line, [part]))
    .map((row) => (row.kind === 'timed' && track ? { ...row, ...place(track) } : row))
}

function timedRow(line: Line, time: TimeMention, text: Passage, track: string | null): Extract<Row, { kind: 'timed' }> {
  return { kind: 'timed', line, time: { ...time }, text, cells: [], bullet: false, ...(track !== null && place(track)) }
}

/** A column named after a room says where its sessions are. */
function place(track: string): { track: string; room?: string } {
  return ROOM.test(track) ? { track, room: track } : { track }
}

function trackOf(slots: readonly Slot[]): string | null {
  const names = [...new Set(slots.flatMap((slot) => (slot.track ? [slot.track] : [])))]
  return names.length > 0 ? names.join(' / ') : null
}

/** Cells with the same words are one session over several columns. */
function merged(cells: readonly GridCell[]): Map<GridCell, GridCell[]> {
  const kinds = new Map<string, GridCell[]>()
  for (const cell of cells) {
    const alike = kinds.get(cell.text) ?? []
    if (!alike.includes(cell)) alike.push(cell)
    kinds.set(cell.text, alike)
  }
  return new Map([...kinds.values()].map((alike) => [alike[0] as GridCell, alike]))
}

function byDay(slots: readonly Slot[]): Map<string, Slot[]> {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const label = slot.day?.mark.label ?? ''
    days.set(label, [...(days.get(label) ?? []), slot])
  }
  return days
}

function unheld(grid: Grid, r: number): Row[] {
  const line = grid.rows[r]?.line
  const cell = (grid.rows[r]?.at ?? []).find((one, c) => begins(one, r, c) && one.text !== '')
  const text = cell && whole(cell)
  return line && text ? [{ ...textRow(line, text), stray: true }] : []
}

function textRow(line: Line, text: Passage): Extract<Row, { kind: 'text' }> {
  return { kind: 'text', line, text, cells: [], bullet: false, indent: 0 }
}
