/** Tables of HTML: which of them hold data, and their rows. */
import type { Cell } from '../../reader/laid.ts'
import { attribute, type Element, isElement, isHidden } from './tree.ts'

export interface HtmlRow {
  readonly cells: readonly Cell[]
  readonly header: boolean
  /** Set for the words above or below the table, which are no row. */
  readonly caption?: string
}

const MOST_SPAN = 1000

/** A table that only arranges a page: it holds another table, one column, or whole chapters in its cells. */
export function isLayout(table: Element): boolean {
  if (/^(?:presentation|none)$/.test(attribute(table, 'role'))) return true
  const rows = rowsIn(table)
  if (rows.every((row) => cellsIn(row).length <= 1)) return true
  return holds(table, 0)
}

function holds(node: Element, depth: number): boolean {
  return node.childNodes.some((child) => {
    if (!isElement(child)) return false
    if (/^(?:table|h1|h2|main|article|section)$/.test(child.tagName)) return true
    return holds(child, depth + 1)
  })
}

/** The rows of a table, in the order they stand. @param textOf the text of a cell, a line for each paragraph */
export function tableRows(table: Element, textOf: (cell: Element) => string): HtmlRow[] {
  const rows: HtmlRow[] = []
  for (const child of table.childNodes)
    if (isElement(child) && child.tagName === 'caption' && textOf(child))
      rows.push({ cells: [], header: false, caption: textOf(child).replaceAll('\n', ' ') })
  for (const row of rowsIn(table)) {
    const cells = cellsIn(row)
    const inHead = row.parentNode !== null && 'tagName' in row.parentNode && row.parentNode.tagName === 'thead'
    rows.push({
      header: inHead || (cells.length > 1 && cells.every((cell) => cell.tagName === 'th')),
      cells: cells.map((cell) => {
        const [colSpan, rowSpan] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')]
        return { text: textOf(cell), ...(colSpan > 1 && { colSpan }), ...(rowSpan > 1 && { rowSpan }) }
      }),
    })
  }
  return rows
}

function rowsIn(table: Element): Element[] {
  return table.childNodes.flatMap((child) => {
    if (!isElement(child) || isHidden(child)) return []
    if (child.tagName === 'tr') return [child]
    return /^(?:thead|tbody|tfoot)$/.test(child.tagName) ? rowsIn(child) : []
  })
}

function cellsIn(row: Element): Element[] {
  return row.childNodes.filter(
    (child): child is Element => isElement(child) && (child.tagName === 'td' || child.tagName === 'th') && !isHidden(child),
  )
}

/** rowspan="0" reaches to the end of the table (HTML §4.9.11). */
function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(attribute(cell, name) || '1', 10)
  if (name === 'rowspan' && value === 0) return MOST_SPAN
  return Number.isFinite(value) && value > 1 ? Math.min(value, MOST_SPAN) : 1
}
