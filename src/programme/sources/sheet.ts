/** Sheets of cells, from a spreadsheet or from comma-separated values, as the rows of a table. */
import type { Cell, LaidLine } from '../reader/laid.ts'

/** A stretch of merged cells; rows and columns from 0. */
export interface Merged {
  readonly row: number
  readonly col: number
  readonly rows: number
  readonly cols: number
}

/** The rows of a sheet as one table. Empty rows stay, so that what was apart stays apart. */
export function sheetLines(rows: readonly (readonly string[])[], table: number, merged: readonly Merged[] = []): LaidLine[] {
  const starts = new Map(merged.map((one) => [`${one.row} ${one.col}`, one]))
  const covered = new Set<string>()
  for (const one of merged)
    for (let r = one.row; r < Math.min(one.row + one.rows, rows.length); r++)
      for (let c = one.col; c < one.col + one.cols; c++) if (r > one.row || c > one.col) covered.add(`${r} ${c}`)
  return rows.map((texts, r): LaidLine => {
    const cells = texts.flatMap((text, c): Cell[] => {
      if (covered.has(`${r} ${c}`)) return []
      const own = starts.get(`${r} ${c}`)
      return [
        {
          text: text.trim(),
          ...(own && own.cols > 1 && { colSpan: own.cols }),
          ...(own && own.rows > 1 && { rowSpan: own.rows }),
        },
      ]
    })
    return { kind: 'row', table, cells }
  })
}
