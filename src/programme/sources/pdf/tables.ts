/** Tables without lines to see: text that stands under one another across a gap. */
import type { Cell } from '../../reader/laid.ts'
import { leadsWithTime } from './columns.ts'
import type { TextLine } from './lines.ts'
import { edgeOf, goesOn, type Placed, paragraphsOf } from './paragraphs.ts'

/** A stretch of a page: running text, or a table with where its columns are divided. */
export interface Part {
  readonly lines: readonly TextLine[]
  /** From the left; none for running text. */
  readonly gutters: readonly number[]
  /** How far to the right text could have reached. */
  readonly edge: number
}

/** What share of the width a line without gaps must have to be running text between tables. */
const WIDE = 0.45

/** Running text and tables in turn. */
export function partsOf(lines: readonly TextLine[], edge: number): Part[] {
  const parts: Part[] = []
  const text = (from: number, to: number) => {
    if (to > from) parts.push({ lines: lines.slice(from, to), gutters: [], edge })
  }
  let done = 0
  for (let i = 0; i < lines.length; ) {
    const end = isDivided(lines[i]!) ? runEnd(lines, i) : i
    const run = lines.slice(i, end)
    const gutters = run.filter(isDivided).length >= 2 ? guttersOf(run) : []
    if (gutters.length > 0) {
      const from = runStart(lines, i, done, gutters)
      text(done, from)
      parts.push({ lines: lines.slice(from, end), gutters, edge })
      done = end
    }
    i = Math.max(end, i + 1)
  }
  text(done, lines.length)
  return parts
}

const isDivided = (line: TextLine): boolean => line.stretches.length > 1

/** Where a run of lines that may be a table ends: before a heading, or before running text. */
function runEnd(lines: readonly TextLine[], from: number): number {
  const left = Math.min(...lines.map((line) => line.left))
  const width = Math.max(...lines.map((line) => line.right)) - left
  const isRunning = (line: TextLine | undefined) =>
    line !== undefined && !isDivided(line) && line.left < left + 1.5 * line.size && line.right - line.left > WIDE * width
  let last = from
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i]!
    if (line.size > 1.1 * lines[last]!.size && !isDivided(line)) break
    if (isRunning(line) && isRunning(lines[i + 1])) break
    if (isDivided(line)) last = i
    // A cell of one column may go on for long; the margin alone does not.
    else if (i - last > 12) break
  }
  // What follows the last divided line and stands at the margin is no part of the table, unless it is one more time.
  let end = last + 1
  while (end < lines.length && end - last <= 12) {
    const line = lines[end]!
    const isTight = line.y - lines[end - 1]!.y < 1.9 * line.size
    const isInside = line.left > left + 1.5 * line.size || leadsWithTime(line.stretches[0]!.text)
    if (isDivided(line) || !isTight || !isInside || line.size > 1.1 * lines[last]!.size) break
    end++
  }
  return end
}

/** Where the first row begins: its cells may be higher than the time in the middle of them. */
function runStart(lines: readonly TextLine[], from: number, least: number, gutters: readonly number[]): number {
  let start = from
  while (start > least) {
    const [line, below] = [lines[start - 1]!, lines[start]!]
    const isInside = line.stretches.every((one) => place(one, gutters).col > 0 && place(one, gutters).span === 1)
    if (!isInside || below.y - line.y > 1.6 * line.size) break
    start--
  }
  return start
}

/** Places that a gap goes through in line after line, and little text. */
function guttersOf(lines: readonly TextLine[]): number[] {
  const left = Math.floor(Math.min(...lines.map((line) => line.left)))
  const width = Math.ceil(Math.max(...lines.map((line) => line.right))) - left
  if (width > 5000) return []
  const free = new Array<number>(width + 2).fill(0)
  const taken = new Array<number>(width + 2).fill(0)
  const mark = (counts: number[], from: number, to: number) => {
    for (let x = Math.max(0, Math.ceil(from - left)); x <= Math.min(width, Math.floor(to - left)); x++) counts[x]! += 1
  }
  for (const { stretches } of lines)
    for (const [i, one] of stretches.entries()) {
      mark(taken, one.left, one.right)
      const before = stretches[i - 1]
      if (before) mark(free, before.right, one.left)
    }
  const divided = lines.filter(isDivided).length
  const isGutter = (x: number) => free[x]! >= Math.max(2, 0.25 * divided) && taken[x]! < 0.5 * free[x]!
  const gutters: number[] = []
  for (let x = 0; x <= width; x++) {
    if (!isGutter(x)) continue
    let best = x
    let last = x
    for (; last + 1 <= width && isGutter(last + 1); last++) {
      const [here, there] = [free[last + 1]! - taken[last + 1]!, free[best]! - taken[best]!]
      // The place just before the next column: what is short of it may be longer elsewhere.
      if (here >= there) best = last + 1
    }
    gutters.push(left + best)
    x = last + 1
  }
  return gutters
}

/** A stretch and the columns it stands in. */
interface Placement extends Placed {
  readonly col: number
  readonly span: number
}

/** The rows of a table, each with its cells; a cell keeps its paragraphs apart with line breaks. */
export function rowsOf({ lines, gutters, edge }: Part): Cell[][] {
  const placed = lines.map((line) => line.stretches.map((one): Placement => place(one, gutters)))
  const time = timeColumn(placed, gutters.length + 1)
  const rows: Placement[][] = []
  let isOpen = false
  const apart = apartOf(lines)
  const timed = blocksWithRow(placed, apart, time)
  for (const [i, cells] of placed.entries()) {
    const starts = startsRow(cells, rows.at(-1), time)
    const above = i > 0 ? placed[i - 1]!.at(-1) : undefined
    const isMarginal = starts === 'alone' && isOpen && above !== undefined && goesOn(above, cells[0]!, edge)
    // The time stands in the middle of its row's height: the lines above it are the row's already.
    const isMiddle = time !== null && starts === 'row' && isOpen && !apart[i] && !rows.at(-1)!.some((cell) => cell.col === time)
    const isTop = starts === 'on' && apart[i] && timed.has(i)
    if (isMarginal) {
      // A cell that wraps to the margin: its table was made with spaces.
      placed[i] = [{ ...cells[0]!, col: above.col, span: above.span }]
      rows.at(-1)!.push(...placed[i]!)
    } else if (isMiddle || (starts === 'on' && isOpen && !isTop)) rows.at(-1)!.push(...cells)
    else {
      rows.push([...cells])
      isOpen = starts !== 'alone'
    }
  }
  const last = placed.flatMap((cells) => cells.filter((cell) => cell.col === gutters.length))
  return rows.map((row) => cellsOf(row, gutters, edgeOf(last, edge)))
}

/** Which lines stand further from the line above than the lines of one cell do. */
function apartOf(lines: readonly TextLine[]): boolean[] {
  const gaps = lines.map((line, i) => (i === 0 ? Number.POSITIVE_INFINITY : (line.y - lines[i - 1]!.y) / line.size))
  const tight = Math.max(1, Math.min(2, ...gaps.slice(1)))
  return gaps.map((gap) => gap > 1.3 * tight)
}

/** The first lines of those blocks, set apart from others, in which a row begins further down. */
function blocksWithRow(placed: readonly (readonly Placement[])[], apart: readonly boolean[], time: number | null): Set<number> {
  const found = new Set<number>()
  let first = 0
  for (const [i, cells] of placed.entries()) {
    if (apart[i]) first = i
    if (time !== null && startsRow(cells, undefined, time) === 'row') found.add(first)
  }
  return found
}

function place(one: Placed, gutters: readonly number[]): Placement {
  const slack = 0.3 * one.size
  const col = gutters.filter((x) => x < one.left + slack).length
  const to = gutters.filter((x) => x < one.right - slack).length
  return { ...one, col, span: Math.max(1, to - col + 1) }
}

/** The column that holds the most times; null for a table without one. */
function timeColumn(placed: readonly (readonly Placement[])[], columns: number): number | null {
  const counts = Array.from({ length: columns }, (_, col) => {
    const own = placed.flatMap((cells) => cells.filter((cell) => cell.col === col))
    return { col, all: own.length, times: own.filter((cell) => leadsWithTime(cell.text)).length }
  })
  const best = counts.toSorted((a, b) => b.times / (b.all || 1) - a.times / (a.all || 1))[0]
  return best && best.times >= 2 && best.times / best.all >= 0.4 ? best.col : null
}

/** Whether a line begins a row, stands over all columns alone, or goes on with the row above. */
function startsRow(
  cells: readonly Placement[],
  above: readonly Placement[] | undefined,
  time: number | null,
): 'row' | 'alone' | 'on' {
  const [first] = cells
  const isSpanning = cells.length === 1 && first!.span > 1
  if (time === null) return isSpanning ? 'alone' : first!.col === 0 ? 'row' : 'on'
  const own = cells.find((cell) => cell.col === time)
  const before = above?.findLast((cell) => cell.col === time)
  // "09.00 –" over "09.45", or over "– 09.45".
  if (own && before && (/[-–]\s*$/.test(before.text) || /^[-–]/.test(own.text))) return 'on'
  if (own && leadsWithTime(own.text)) return 'row'
  if (isSpanning || (cells.length === 1 && first!.col === 0)) return 'alone'
  return own ? 'row' : 'on'
}

function cellsOf(row: readonly Placement[], gutters: readonly number[], edge: number): Cell[] {
  const cells: Cell[] = []
  for (let col = 0; col <= gutters.length; ) {
    const own = row.filter((one) => one.col === col).toSorted((a, b) => a.y - b.y)
    const span = Math.max(1, ...own.map((one) => one.span))
    const right = gutters[col + span - 1] ?? edge
    const text = paragraphsOf(own, right)
      .map((paragraph) => paragraph.text)
      .join('\n')
    cells.push(span > 1 ? { text, colSpan: span } : { text })
    col += span
  }
  return cells
}
