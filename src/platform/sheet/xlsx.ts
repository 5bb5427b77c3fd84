/** A table as a workbook for Excel. Every cell is a text or a number and never a formula, whatever stands in it. */
import writeWorkbook from 'write-excel-file/node'
import type { Table } from './csv.ts'

/** What a workbook is called where files are told apart. */
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** How wide a column is at most, in characters. */
const WIDEST = 60

export const tableXlsx = (table: Table): Promise<Buffer> => {
  const { data, ...options } = sheetOf(table)
  return writeWorkbook(data, options).toBuffer()
}

/** Several tables, a sheet each. */
export const tablesXlsx = (tables: readonly Table[]): Promise<Buffer> => writeWorkbook(tables.map(sheetOf)).toBuffer()

function sheetOf(table: Table) {
  const head = table.headings.map((heading) => ({ value: heading, type: String, fontWeight: 'bold' as const }))
  const rows = table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String })),
  )
  const columns = table.headings.map((heading, i) => ({
    width: Math.min(WIDEST, Math.max(heading.length, ...table.rows.map((row) => String(row[i] ?? '').length)) + 2),
  }))
  return { data: [head, ...rows], columns, sheet: sheetName(table.title), stickyRowsCount: 1 }
}

/** At most 31 characters, and none of those that a sheet's name may not hold. */
const sheetName = (title: string): string => title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)
