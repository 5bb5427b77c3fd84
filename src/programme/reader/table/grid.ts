/** A table as a grid, in which a cell that spans rows or columns is found at every place it covers. */
import type { Line } from '../lines.ts'
import { type Passage, passage } from '../passage.ts'
import type { Table } from './stretch.ts'

export interface GridCell {
  readonly line: Line
  /** Its paragraphs, none of them empty. */
  readonly parts: readonly Passage[]
  readonly text: string
  /** Where it begins. */
  readonly row: number
  readonly col: number
  readonly colSpan: number
  readonly rowSpan: number
}
export interface GridRow {
  readonly line: Line
  readonly header: boolean
  /** By column: the cell that covers the place. */
  readonly at: readonly (GridCell | undefined)[]
}
export interface Grid {
  readonly rows: readonly GridRow[]
  readonly width: number
}

// A table with more columns is a calendar of rooms or a slip, and nobody's programme.
const WIDEST = 60

/** The grid of a table; null when it is wider than a programme can be. */
export function gridOf(table: Table): Grid | null {
  const rows: { line: Line; header: boolean; at: (GridCell | undefined)[] }[] = []
  let hanging: (GridCell | undefined)[] = []
  let width = 0
  for (const [r, { line, row }] of table.rows.entries()) {
    const at: (GridCell | undefined)[] = hanging.map((cell) => (cell && cell.row + cell.rowSpan > r ? cell : undefined))
    let c = 0
    for (const own of row.cells) {
      while (at[c]) c++
      if (c >= WIDEST) return null
      const parts = own.parts.map((part) => passage(line, part.from, part.to)).filter((part) => part.text !== '')
      const colSpan = Math.min(own.colSpan, WIDEST - c)
      const cell: GridCell = {
        line,
        parts,
        text: parts.map((part) => part.text).join(' '),
        row: r,
        col: c,
        colSpan,
        rowSpan: Math.min(own.rowSpan, table.rows.length - r),
      }
      for (let k = 0; k < colSpan; k++) at[c + k] ??= cell
      c += colSpan
    }
    width = Math.max(width, at.length)
    rows.push({ line, header: row.header, at })
    hanging = at
  }
  return { rows, width }
}

/** The cells that begin in a row, left to right, the empty ones left out. */
export function cellsIn(grid: Grid, r: number): GridCell[] {
  const row = grid.rows[r]
  return (row?.at ?? []).filter((cell, c): cell is GridCell => begins(cell, r, c) && cell.text !== '')
}

/** Does the cell at a place begin there, rather than reach in from above or from the left? */
export function begins(cell: GridCell | undefined, r: number, c: number): cell is GridCell {
  return cell !== undefined && cell.row === r && cell.col === c
}

/** Rows for columns. Each row of the new grid bears the line of its first cell. */
export function transposed(grid: Grid): Grid {
  const turned = new Map<GridCell, GridCell>()
  const turn = (cell: GridCell | undefined): GridCell | undefined => {
    if (!cell) return undefined
    const known = turned.get(cell)
    if (known) return known
    const own = { ...cell, row: cell.col, col: cell.row, colSpan: cell.rowSpan, rowSpan: cell.colSpan }
    turned.set(cell, own)
    return own
  }
  const rows = Array.from({ length: grid.width }, (_, c): GridRow => {
    const at = grid.rows.map((row) => turn(row.at[c]))
    return { line: at[0]?.line ?? (grid.rows[0] as GridRow).line, header: c === 0, at }
  })
  return { rows, width: grid.rows.length }
}
