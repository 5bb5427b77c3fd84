/** From pages to the lines and tables of one document. */
import type { LaidLine } from '../../reader/laid.ts'
import { inReadingOrder, leadsWithTime } from './columns.ts'
import { linesOf, type TextLine } from './lines.ts'
import { textOf, withoutMargins } from './margins.ts'
import type { Page } from './pages.ts'
import { edgeOf, isBullet, paragraphsOf, withoutBullet } from './paragraphs.ts'
import { type Part, partsOf, rowsOf } from './tables.ts'

const HEADING_LONGEST = 150

/** The document that pages make: what they repeat is said once, and footers come at the end. */
export function layOut(pages: readonly Page[]): LaidLine[] {
  const { pages: kept, footers } = withoutMargins(pages.map((page) => ({ ...page, lines: linesOf(page.pieces) })))
  const columns = kept.flatMap((page) => inReadingOrder(page.lines).map((column) => ({ ...column, page })))
  const whole = columns.filter((column) => column.room === null).flatMap((column) => column.lines)
  const parts = columns.flatMap(({ lines, room, page }) =>
    // Margins are alike on both sides, unless several lines show otherwise.
    partsOf(lines, room === null ? edgeOf(whole, page.width - leftOf(whole)) : edgeOf(lines, room)),
  )
  const levels = headingLevels(parts)
  const out: LaidLine[] = []
  let table = 0
  let above: Part | null = null
  for (const part of parts) {
    if (part.gutters.length === 0) out.push(...textLines(part, levels))
    else {
      // A table that goes on over the page is one table, and its column names are said once.
      if (!above || !alike(above.gutters, part.gutters)) table++
      const rows = rowsOf(part).map((cells): LaidLine => ({ kind: 'row', table, cells }))
      out.push(...rows.slice(out.some((line) => line.table === table && isSame(line, rows[0]!)) ? 1 : 0))
    }
    above = part.gutters.length > 0 ? part : null
  }
  return [...out, ...footers.map((text): LaidLine => ({ kind: 'text', cells: [{ text }] }))]
}

/** Rows with the same words and no time in them. */
const isSame = (a: LaidLine, b: LaidLine): boolean =>
  !b.cells.some((cell) => leadsWithTime(cell.text)) &&
  a.cells.map((cell) => cell.text).join('|') === b.cells.map((cell) => cell.text).join('|')

const alike = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((x, i) => Math.abs(x - b[i]!) < 15)

const leftOf = (lines: readonly TextLine[]): number => Math.min(...lines.map((line) => line.left))

function textLines({ lines, edge }: Part, levels: ReadonlyMap<number, number>): LaidLine[] {
  const margin = leftOf(lines)
  const placed = lines.map((line) => ({ ...line, text: textOf(line, '  ') }))
  const order = new Map<unknown, number>(placed.map((line, i) => [line, i]))
  const out: LaidLine[] = []
  for (const [i, { text, first }] of paragraphsOf(placed, edge).entries()) {
    const level = levels.get(roundly(first.size))
    // Where the page leaves room, a person left a blank line.
    const over = placed[order.get(first)! - 1]
    if (i > 0 && over && first.y - over.y > 1.9 * first.size) out.push({ kind: 'text', cells: [{ text: '' }] })
    if (level !== undefined && text.length <= HEADING_LONGEST && !leadsWithTime(text))
      out.push({ kind: 'heading', level, cells: [{ text }] })
    else if (isBullet(text)) {
      const depth = 1 + Math.min(4, Math.round((first.left - margin) / (2.5 * first.size)))
      out.push({ kind: 'bullet', level: depth, cells: [{ text: withoutBullet(text) }] })
    } else out.push({ kind: 'text', cells: [{ text }] })
  }
  return out
}

/** Sizes of letters larger than those most of the text is set in, the largest first. */
function headingLevels(parts: readonly Part[]): Map<number, number> {
  const letters = new Map<number, number>()
  const lines = parts.flatMap((part): readonly TextLine[] => part.lines)
  for (const line of lines) letters.set(roundly(line.size), (letters.get(roundly(line.size)) ?? 0) + textOf(line).length)
  const [body] = [...letters].toSorted((a, b) => b[1] - a[1])[0] ?? [0]
  const larger = [...letters.keys()].filter((size) => size > 1.12 * body).sort((a, b) => b - a)
  return new Map(larger.map((size, i) => [size, Math.min(i + 1, 6)]))
}

const roundly = (size: number): number => Math.round(size * 2) / 2
