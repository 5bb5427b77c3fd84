/** A tree of HTML as lines: paragraphs, headings, bullets, and the rows of its tables. */
import type { LaidLine } from '../../reader/laid.ts'
import { isLayout, tableRows } from './tables.ts'
import { attribute, type Element, isElement, isFurniture, isHidden, type Node } from './tree.ts'

/** Gathers lines while the tree is walked. */
export interface Sink {
  readonly lines: LaidLine[]
  /** Empty lines between paragraphs, as a page shows them. Word's own pages have no space between paragraphs. */
  readonly spaced: boolean
  /** Tabs in the text are the author's own. */
  readonly tabs: boolean
  tables: number
  text: string
  /** What the text that is being gathered will be. */
  kind: 'text' | 'heading' | 'bullet'
  level: number
}

export const sink = (how: { readonly spaced: boolean; readonly tabs: boolean }): Sink => ({
  ...how,
  lines: [],
  tables: 0,
  text: '',
  kind: 'text',
  level: 1,
})

const BLOCK =
  /^(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/
const SPACED = /^(?:p|h[1-6]|ul|ol|dl|blockquote|table|section|article|pre)$/

/** Walks the nodes and adds their lines. */
export function walk(nodes: readonly Node[], out: Sink, depth = 0): void {
  for (const node of nodes) {
    if (!isElement(node)) {
      if ('value' in node) addText(out, node.value, false)
    } else if (!isHidden(node) && !isFurniture(node)) element(node, out, depth)
  }
}

function element(node: Element, out: Sink, depth: number): void {
  const { tagName } = node
  if (tagName === 'br') {
    out.text += '\n'
    return
  }
  if (!BLOCK.test(tagName)) {
    inline(node, out, depth)
    return
  }
  flush(out)
  const apart =
    out.spaced && SPACED.test(tagName) && depth === 0 && !/margin(?:-top|-bottom)?\s*:\s*0/i.test(attribute(node, 'style'))
  if (apart) blank(out)
  if (tagName === 'table' && !isLayout(node)) addTable(node, out)
  else if (tagName === 'dl') addDefinitions(node, out)
  else if (tagName === 'li') item(node, out, depth)
  else if (tagName === 'pre') {
    addText(out, plainText(node), true)
    flush(out)
  } else {
    const heading = /^h([1-6])$/.exec(tagName)?.[1] ?? wordHeading(node)
    const listed = heading ? null : wordList(node)
    if (heading) begin(out, 'heading', Number(heading))
    else if (listed !== null) begin(out, 'bullet', listed)
    else if (tagName === 'p' && isEmpty(node)) blank(out)
    walk(node.childNodes, out, /^(?:ul|ol|menu|dir)$/.test(tagName) ? depth + 1 : depth)
    flush(out)
    begin(out, 'text', 1)
  }
  if (apart) blank(out)
}

/** A list's item: its first words bear the bullet, unless it is a block of its own with a heading in it. */
function item(node: Element, out: Sink, depth: number): void {
  begin(out, 'bullet', Math.max(1, depth))
  walk(node.childNodes, out, Math.max(1, depth))
  flush(out)
  begin(out, 'text', 1)
}

function inline(node: Element, out: Sink, depth: number): void {
  const style = attribute(node, 'style')
  if (/mso-tab-count/i.test(style)) {
    out.text += '\t'
    return
  }
  if (node.tagName === 'time' && isEmpty(node)) {
    addText(out, attribute(node, 'datetime').replace(/^.*T(\d\d:\d\d).*$/, '$1'), false)
    return
  }
  if (/white-space\s*:\s*pre/i.test(style)) {
    addText(out, plainText(node), true)
    return
  }
  // "9⁰⁰" is how some write the minutes.
  if (node.tagName === 'sup' && /\d$/.test(out.text) && /^[0-5]\d$/.test(plainText(node).trim())) {
    out.text += `.${plainText(node).trim()}`
    return
  }
  const before = out.text.length
  walk(node.childNodes, out, depth)
  part(out, before)
}

/** Elements that a style sheet sets apart stand side by side in the source: "<b>09.00</b><b>Velkommen</b>". */
function part(out: Sink, at: number): void {
  const [before, after] = [out.text.slice(Math.max(0, at - 12), at), out.text.slice(at)]
  if (before === '' || after === '' || /\s$/.test(before)) return
  const glued =
    (/\d[.:]\d\d$/.test(before) && /^\p{L}/u.test(after)) ||
    (/\p{L}$/u.test(before) && /^\d{1,2}[.:]\d\d/.test(after)) ||
    (/\p{Ll}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(after))
  if (glued) out.text = `${out.text.slice(0, at)}\t${after}`
}

function addText(out: Sink, text: string, asItStands: boolean): void {
  const words = asItStands ? text : text.replace(out.tabs ? /[\n\f\r ]+/g : /[\t\n\f\r ]+/g, ' ')
  const glue = /\d[.:]\d\d$/.test(out.text.slice(-6)) && /^\p{Lu}\p{Ll}/u.test(words)
  out.text += glue ? `\t${words}` : out.text === '' || /\s$/.test(out.text) ? words.replace(/^ /, '') : words
}

function begin(out: Sink, kind: Sink['kind'], level: number): void {
  out.kind = kind
  out.level = level
}

/** Ends the line that is being gathered. */
export function flush(out: Sink): void {
  const lines = out.text.split('\n').map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
  out.text = ''
  if (lines.every((line) => line === '')) {
    if (lines.length > 1) blank(out)
    return
  }
  while (lines.at(-1) === '') lines.pop()
  for (const line of lines) {
    if (line === '') blank(out)
    else if (out.kind === 'text') out.lines.push({ kind: 'text', cells: [{ text: line }] })
    else out.lines.push({ kind: out.kind, level: out.level, cells: [{ text: line }] })
    // What follows the first line of a bullet is text under it; a heading broken in two stays one.
    if (line !== '' && out.kind === 'bullet') begin(out, 'text', 1)
  }
}

function blank(out: Sink): void {
  const last = out.lines.at(-1)
  if (last && !(last.kind === 'text' && last.cells[0]?.text === '')) out.lines.push({ kind: 'text', cells: [{ text: '' }] })
}

function addTable(node: Element, out: Sink): void {
  const table = out.tables++
  for (const row of tableRows(node, (cell) => cellText(cell, out.tabs))) {
    if (row.caption !== undefined) out.lines.push({ kind: 'text', cells: [{ text: row.caption }] })
    else out.lines.push({ kind: 'row', table, cells: row.cells, ...(row.header && { header: true }) })
  }
}

/** "<dt>09.00<dd>Velkommen" is a table of two columns. */
function addDefinitions(node: Element, out: Sink): void {
  const table = out.tables++
  let row: { term: string; told: string[] } | null = null
  const end = () => {
    if (row) out.lines.push({ kind: 'row', table, cells: [{ text: row.term }, { text: row.told.join('\n') }] })
    row = null
  }
  const visit = (nodes: readonly Node[]) => {
    for (const child of nodes) {
      if (!isElement(child) || isHidden(child)) continue
      if (child.tagName === 'dt') {
        end()
        row = { term: cellText(child, out.tabs).replaceAll('\n', ' '), told: [] }
      } else if (child.tagName === 'dd') {
        row ??= { term: '', told: [] }
        row.told.push(cellText(child, out.tabs))
      } else visit(child.childNodes)
    }
  }
  visit(node.childNodes)
  end()
}

/** The text of a cell: a line for each paragraph, bullets with a mark, the cells of a table inside it side by side. */
function cellText(node: Element, tabs: boolean): string {
  const own = sink({ spaced: false, tabs })
  walk(node.childNodes, own)
  flush(own)
  return own.lines
    .map((line) => {
      const text = line.cells.map((cell) => cell.text.replaceAll('\n', ' ')).join('  ')
      return line.kind === 'bullet' ? `• ${text}` : text
    })
    .filter((text) => text.trim() !== '')
    .join('\n')
}

/** Text with its own breaks and tabs kept. */
function plainText(node: Element): string {
  return node.childNodes
    .map((child) => (isElement(child) ? (child.tagName === 'br' ? '\n' : plainText(child)) : 'value' in child ? child.value : ''))
    .join('')
}

function isEmpty(node: Element): boolean {
  return plainText(node).trim() === ''
}

/** Word names headings by class in saved pages ("MsoHeading1", "Overskrift1"). */
function wordHeading(node: Element): string | null {
  return (
    /(?:^|\s)(?:Mso(?:Title)|(?:Mso)?(?:Heading|Overskrift|Rubrik))\s?([1-6])?(?:\s|$)/i.exec(attribute(node, 'class'))?.[1] ??
    null
  )
}

/** The depth of a paragraph that Word shows as a list's item. */
function wordList(node: Element): number | null {
  const style = attribute(node, 'style')
  const level = /mso-list\s*:[^;]*level(\d)/i.exec(style)?.[1]
  if (level) return Number(level)
  return /(?:^|\s)MsoListBullet(\d?)/.exec(attribute(node, 'class')) ? 1 : null
}
