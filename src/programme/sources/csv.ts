/** Values parted by commas, semicolons or tabs, as spreadsheets export them. */
import Papa from 'papaparse'
import type { LaidLine } from '../reader/laid.ts'
import { roleOf } from '../reader/table/columns.ts'
import { sheetLines } from './sheet.ts'

const SEPARATORS = [';', ',', '\t', '|']
const LOOKED_AT = 20

/** Whether a text is such a table, for a file whose name says something else: column names above rows of as many values. */
export function looksLikeCsv(text: string): boolean {
  const rows = parse(text, LOOKED_AT).filter((row) => row.some((value) => value.trim() !== ''))
  const [names] = rows
  if (!names || names.length < 2 || rows.length < 2 || names.filter((name) => roleOf(name) !== null).length < 2) return false
  return rows.filter((row) => row.length === names.length).length * 10 >= rows.length * 9
}

/** The rows of a table, or null when nothing parts the lines. */
export function readCsv(text: string): LaidLine[] | null {
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(text)
  const rows = parse(named ? text.slice(named[0].length) : text, 0, named?.[1])
  const filled = rows.filter((row) => row.filter((value) => value.trim() !== '').length > 1)
  if (filled.length === 0) return null
  return sheetLines(rows, 0)
}

function parse(text: string, preview: number, delimiter?: string): string[][] {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    preview,
    delimitersToGuess: SEPARATORS,
    ...(delimiter && { delimiter }),
  })
  return data
}
