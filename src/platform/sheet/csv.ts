/**
 * A table as CSV: RFC 4180 but for the sign between fields, a semicolon, which is what a spreadsheet takes apart by where the
 * comma is the decimal sign. A mark at the beginning says that it is UTF-8. No cell is one that a spreadsheet would take for a formula.
 */
import papaparse from 'papaparse'

/** Headings and rows, as something is taken along in a spreadsheet. */
export interface Table {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

const MARK = '\ufeff'

/** What spreadsheets take for a formula: an apostrophe before it keeps it a text (OWASP, CSV injection). */
const FORMULA = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/

export function tableCsv(table: Pick<Table, 'headings' | 'rows'>): string {
  const rows = [table.headings, ...table.rows].map((row) => [...row])
  return `${MARK}${papaparse.unparse(rows, { delimiter: ';', newline: '\r\n', escapeFormulae: FORMULA })}\r\n`
}
