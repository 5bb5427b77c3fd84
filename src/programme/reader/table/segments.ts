/** Tables side by side in one: "Tid | Torsdag | Tid | Fredag". */
import { aloneTime } from './cells.ts'
import { roleOf } from './columns.ts'
import { begins, type Grid, type GridCell } from './grid.ts'

const LOOK_AHEAD = 24
// A column of times this early tells how long things last.
const LONGEST_LENGTH = 180

/** The tables a grid holds side by side: a new one begins with each column of times that text parts from the last. */
export function segments(grid: Grid): Grid[] {
  const starts = Array.from({ length: grid.width }, (_, c) => c).filter((c) => isTimeColumn(grid, c))
  const own = starts.filter((c, i) => i === 0 || (starts[i - 1] ?? c) < c - 1)
  if (own.length < 2 || own[0] !== 0) return [grid]
  return own.map((from, i) => stretch(grid, from, own[i + 1] ?? grid.width))
}

function isTimeColumn(grid: Grid, c: number): boolean {
  let [times, others] = [0, 0]
  for (let r = 0; r < Math.min(grid.rows.length, LOOK_AHEAD); r++) {
    const cell = grid.rows[r]?.at[c]
    if (!begins(cell, r, c) || cell.text === '') continue
    const [first, second] = cell.parts
    const time = first && !second ? aloneTime(first) : null
    if (time && (time.start ?? 0) > LONGEST_LENGTH) times++
    else if (roleOf(cell.text) === 'duration' || roleOf(cell.text) === 'end') return false
    else if (times > 0) others++
  }
  return times >= 2 && others <= times / 2
}

/** The columns from one to another as a grid of their own. What reaches in from outside is cut to what lies inside. */
function stretch(grid: Grid, from: number, to: number): Grid {
  const cut = new Map<GridCell, GridCell>()
  const inside = (cell: GridCell | undefined): GridCell | undefined => {
    if (!cell) return undefined
    const known = cut.get(cell)
    if (known) return known
    const col = Math.max(cell.col, from)
    const own = { ...cell, col: col - from, colSpan: Math.min(cell.col + cell.colSpan, to) - col }
    cut.set(cell, own)
    return own
  }
  return { width: to - from, rows: grid.rows.map((row) => ({ ...row, at: row.at.slice(from, to).map(inside) })) }
}
