/** Values parted by commas, semicolons or tabs, as spreadsheets export them. */
import Papa from 'papaparse'
import type { LaidLine } from '../reader/laid.ts'
import { roleOf } from '../reader/table/columns.ts'
import { sheetLines } from './sheet.ts'

const SEPARATORS = [';', ',', '\t', '|']
const LOOKED_AT = 20

/**
 * Whether a text is such a table, for a file whose name says something else: column names above rows of as many values.
 * Tabs and pipes part plain text too, and the reader sees those.
 */
export function looksLikeCsv(text: string): boolean {
  const [first = ''] = text.slice(0, 2000).split('\n')
  if (!/[;,]/.test(first) || /[|\t]/.test(first)) return false
  const rows = parse(text.slice(0, 20_000), LOOKED_AT).filter((row) => row.some((value) => value.trim() !== ''))
  const [names] = rows
  if (!names || names.length < 2 || rows.length < 2 || names.filter((name) => roleOf(name) !== null).length < 2) return false
  return rows.filter((row) => row.length === names.length).length * 10 >= rows.length * 9
}

/** The rows of a table, or null when nothing parts the lines. */
export function readCsv(text: string): LaidLine[] | null {
  const rows = valuesIn(text)
  const filled = rows.filter((row) => row.filter((value) => value.trim() !== '').length > 1)
  if (filled.length === 0) return null
  return sheetLines(rows, 0)
}

/** The values of a table, row by row, whichever sign parts them; a file may state its own in a line before ("sep=;"). */
export function valuesIn(text: string): string[][] {
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(text)
  return parse(named ? text.slice(named[0].length) : text, 0, named?.[1])
}

function parse(text: string, preview: number, stated?: string): string[][] {
  const bare = text.replace(/^\ufeff/, '')
  // Empty lines would count against every separator.
  const guessed = Papa.parse(bare, { preview: LOOKED_AT, skipEmptyLines: 'greedy', delimitersToGuess: SEPARATORS })
  const { data } = Papa.parse<string[]>(bare, { preview, delimiter: stated ?? guessed.meta.delimiter })
  return data
}
