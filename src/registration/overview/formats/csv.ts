/** A table as CSV: RFC 4180 with a semicolon between fields, and no cell that a spreadsheet would take for a formula. */
import papaparse from 'papaparse'
import { FORMULA } from '#meeting/formats/csv.ts'
import type { Table } from './table.ts'

export function tableCsv(table: Table): string {
  const rows = [table.headings, ...table.rows].map((row) => [...row])
  return `\ufeff${papaparse.unparse(rows, { delimiter: ';', newline: '\r\n', escapeFormulae: FORMULA })}\r\n`
}
