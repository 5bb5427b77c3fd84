/**
 * What is to be read as lines. Each line keeps its raw characters and gets a clean twin for reading: composed letters,
 * ordinary spaces, no control or direction marks. `origin` leads from the clean twin back to the raw one.
 */
import { append } from './append.ts'
import type { LaidLine } from './laid.ts'

export interface Line {
  n: number
  raw: string
  text: string
  /** origin[i] is the raw offset of clean character i; null when the two are alike. */
  origin: readonly number[] | null
  /** Where a heading stood in the document, 1–6. */
  heading?: number
  /** The row of a table that the line is. */
  row?: LineRow
}

/** A row's cells as stretches of the line's clean text, a stretch for each paragraph. */
export interface LineRow {
  table: number
  header: boolean
  cells: readonly LineCell[]
}
export interface LineCell {
  parts: readonly { from: number; to: number }[]
  colSpan: number
  rowSpan: number
}

const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
// Soft hyphens, zero-width and direction marks, and control characters other than tab: invisible, so never meant.
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/
const ODD_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

const WIDEST_GAP = 40

/** Five megabytes of text is a book, not a programme. */
export const LONGEST = 5_000_000

/** The lines of a text, or of a document. Never throws; `cutAt` is set when it was too long and the tail was left out. */
export function linesOf(input: string | readonly LaidLine[]): { lines: Line[]; cutAt?: number } {
  return typeof input === 'string' ? splitLines(input) : laidLines(input)
}

function splitLines(text: string): { lines: Line[]; cutAt?: number } {
  const cut = text.length > LONGEST
  const lines = (cut ? text.slice(0, LONGEST) : text).split(BREAKS).map((raw, i) => cleanLine(raw, i + 1))
  return cut ? { lines, cutAt: LONGEST } : { lines }
}

function cleanLine(raw: string, n: number): Line {
  const spaced = raw.replace(ODD_SPACE, ' ')
  if (spaced.length > WIDEST_GAP && /[ \t]{41}/.test(spaced)) return withoutGulfs(raw, spaced, n)
  if (!INVISIBLE.test(spaced) && spaced.normalize('NFC') === spaced) return { n, raw, text: spaced, origin: null }
  let text = ''
  const origin: number[] = []
  // A letter and the marks that follow it are composed together; PDF text from a Mac has å as a and a ring.
  for (const match of spaced.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (INVISIBLE.test(match[0])) continue
    const composed = match[0].normalize('NFC')
    for (let k = 0; k < composed.length; k++) origin.push(match.index + Math.min(k, match[0].length - 1))
    text += composed
  }
  return { n, raw, text, origin }
}

/** Hundreds of spaces in a row carry no meaning and would be walked over again and again. */
function withoutGulfs(raw: string, spaced: string, n: number): Line {
  let text = ''
  const origin: number[] = []
  let gap = 0
  for (let i = 0; i < spaced.length; i++) {
    const c = spaced.charAt(i)
    gap = c === ' ' || c === '\t' ? gap + 1 : 0
    if (gap > WIDEST_GAP || INVISIBLE.test(c)) continue
    text += c
    origin.push(i)
  }
  return { n, raw, text, origin }
}

/** The raw offset that a clean offset stands for. */
export function rawOffset(line: Line, at: number): number {
  if (!line.origin) return at
  return line.origin[at] ?? line.raw.length
}

const BETWEEN_CELLS = '\t'
const BETWEEN_PARAGRAPHS = ' / '
// As many columns and rows as anybody can look at; a number beyond it is a slip or a trick.
const WIDEST_SPAN = 1000

function laidLines(document: readonly LaidLine[]): { lines: Line[]; cutAt?: number } {
  const lines: Line[] = []
  let length = 0
  for (const laid of document) {
    const made = laid.kind === 'row' ? [rowLine(laid, lines.length + 1)] : textLines(laid, lines.length + 1)
    for (const line of made) length += line.raw.length + 1
    if (length > LONGEST) return { lines, cutAt: LONGEST }
    append(lines, made)
  }
  return { lines }
}

/** Running text: one line, or one for each line break that slipped in. */
function textLines(laid: LaidLine, n: number): Line[] {
  const whole = laid.cells.map((cell) => cell.text).join(BETWEEN_CELLS)
  const lead = laid.kind === 'bullet' ? `${'  '.repeat(Math.min(laid.level ?? 1, 9) - 1)}• ` : ''
  return whole.split(BREAKS).map((text, i) => {
    const line = cleanLine(i === 0 ? lead + text : text, n + i)
    return laid.kind === 'heading' ? { ...line, heading: laid.level ?? 1 } : line
  })
}

/** A table's row as one line that a person can read too; where its cells and their paragraphs lie is kept beside it. */
function rowLine(laid: LaidLine, n: number): Line {
  let raw = ''
  let text = ''
  // Made when a piece comes that was not clean, for few are not.
  let origin: number[] | null = null
  const put = (piece: string) => {
    const clean = cleanLine(piece, n)
    if (clean.origin) origin ??= Array.from({ length: text.length }, (_, i) => i)
    if (origin) for (let i = 0; i < clean.text.length; i++) origin.push(raw.length + rawOffset(clean, i))
    raw += piece
    text += clean.text
  }
  const cells = laid.cells.map((cell, c): LineCell => {
    if (c > 0) put(BETWEEN_CELLS)
    const parts = cell.text
      .replaceAll(BETWEEN_CELLS, ' ')
      .split(BREAKS)
      .filter((part) => part.trim() !== '')
      .map((part, i) => {
        if (i > 0) put(BETWEEN_PARAGRAPHS)
        const from = text.length
        put(part.trim())
        return { from, to: text.length }
      })
    return { parts, colSpan: span(cell.colSpan), rowSpan: span(cell.rowSpan) }
  })
  return {
    n,
    raw,
    text,
    origin,
    row: { table: laid.table ?? -n, header: laid.header ?? false, cells },
  }
}

const span = (given: number | undefined): number =>
  given !== undefined && given >= 1 ? Math.min(Math.floor(given), WIDEST_SPAN) : 1
