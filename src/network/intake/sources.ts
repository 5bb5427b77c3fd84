/** A list of people or organisations, however it came, as rows of cells. Nothing is stored: the form carries it as text. */
import { Invalid } from '#platform/errors.ts'
import { isZip } from '#programme/sources/archive.ts'
import { valuesIn } from '#programme/sources/csv.ts'
import { decode } from '#programme/sources/encoding.ts'
import { isOle } from '#programme/sources/ole.ts'
import { readDocument } from '#programme/sources/read.ts'
import type { SourceFile } from '#programme/sources/shape.ts'
import type { Cells } from './rules.ts'

/** Some ten times the largest network, and what is written in seconds. */
const MOST_ROWS = 2000
const MOST_COLUMNS = 40
const LONGEST = 2_000_000

/**
 * The rows of a workbook's first sheet that holds any, or of a text whose values are parted by semicolons, commas or tabs, in
 * UTF-8, UTF-16 or Windows-1252.
 * @throws Invalid({ file }) in words that say what to do
 */
export async function rowsOfFile(file: SourceFile): Promise<Cells> {
  if (!isBinary(file.bytes)) return rowsOfText(decode(file.bytes), 'file')
  const { lines } = await readDocument(file)
  const rows = lines.filter((line) => line.kind === 'row')
  const first = rows.find((line) => line.cells.some((cell) => cell.text !== ''))?.table
  if (first === undefined) throw new Invalid({ file: 'directory_take_no_table' })
  return fitting(
    rows.filter((line) => line.table === first).map((line) => line.cells.map((cell) => cell.text)),
    'file',
  )
}

/** The rows of a text that somebody pasted or corrected. @throws Invalid({ text }) when it is none or too much */
export function rowsOfText(text: string, field: 'text' | 'file' = 'text'): Cells {
  if (text.trim() === '') throw new Invalid({ [field]: 'directory_take_empty' })
  if (text.length > LONGEST) throw new Invalid({ [field]: 'directory_take_long' })
  return fitting(valuesIn(text), field)
}

/** As a text that reads the same again, one line a row, cells parted by tabs. */
export const textOfRows = (rows: Cells): string =>
  rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()).join('\t')).join('\n')

function fitting(rows: Cells, field: string): Cells {
  const clean = rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))
  const last = clean.findLastIndex((row) => row.some((cell) => cell !== ''))
  if (last > MOST_ROWS || clean.some((row) => row.findLastIndex((cell) => cell !== '') >= MOST_COLUMNS))
    throw new Invalid({ [field]: 'directory_take_long' })
  return clean.slice(0, last + 1)
}

/** Workbooks, old and new, and whatever else is no text: it has zeros in it, and not in every other byte as UTF-16 has. */
function isBinary(bytes: Uint8Array): boolean {
  if (isZip(bytes) || isOle(bytes) || Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return true
  const head = bytes.subarray(0, 4096)
  const zeros = head.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0)
  return zeros > 0 && zeros < head.length * 0.35
}
