/**
 * The text of minutes as all that leaves the house reads it: checked documents made simpler, so that no form has to think of
 * what an editor may hold. Headings without gaps between their levels, tables as whole grids, nothing empty, nothing unseen.
 */
import {
  type Attending,
  type BlockKind,
  blockOf as blockOfNode,
  type Block as DocumentBlock,
  isBlockKind,
  isSafeHref,
  type MinutesNode,
  type Taken,
  textOfNode,
} from '../document.ts'
import { pictureOf } from '../pictures/rules.ts'

/** Text in one look. Lines that were broken are parted by a line feed. */
export interface Run {
  readonly text: string
  readonly bold: boolean
  readonly italic: boolean
  /** A full address in ASCII. */
  readonly href: string | null
}

interface Spoken {
  /** BCP 47, where the passage is in another language than what stands around it. */
  readonly lang: string | null
}

export interface Paragraph extends Spoken {
  readonly kind: 'paragraph'
  /** Begins with a letter of a script that runs from right to left. */
  readonly rtl: boolean
  readonly runs: readonly Run[]
}
export interface Heading extends Spoken {
  readonly kind: 'heading'
  /** From 1; never more than one below the heading before it. */
  readonly level: number
  readonly runs: readonly Run[]
}
export interface List {
  readonly kind: 'list'
  /** The first number; null for a list without numbers. */
  readonly start: number | null
  readonly entries: readonly (readonly Part[])[]
}
export interface Quote extends Spoken {
  readonly kind: 'quote'
  readonly parts: readonly Part[]
}
export interface Cell {
  readonly head: boolean
  readonly columns: number
  readonly rows: number
  readonly parts: readonly Part[]
}
export interface Table {
  readonly kind: 'table'
  readonly columns: number
  /** How many of the first rows are headings of their columns. */
  readonly heads: number
  /** A cell stands where it begins; every place is covered once. */
  readonly rows: readonly (readonly Cell[])[]
}
export interface Block extends Spoken {
  readonly kind: 'block'
  readonly is: BlockKind
  readonly id: string
  readonly question: readonly Run[] | null
  /** As written in the minutes. */
  readonly who: string | null
  /** An ISO date, or that one is to come. */
  readonly due: DocumentBlock['due']
  readonly taken: Taken
  readonly attending: Attending | null
  readonly parts: readonly Part[]
}
/** Stands between other parts and never in them. */
export interface Picture extends Spoken {
  readonly kind: 'picture'
  /** The id of what was put in. */
  readonly file: string
  /** What it shows, on one line; null where nobody has said so. */
  readonly alt: string | null
  /** It says nothing that the text does not say. */
  readonly decorative: boolean
}
export type Part = Paragraph | Heading | List | Quote | Table | Block | Picture | { readonly kind: 'rule' }

/** Lists and quotes below this many others are lifted: programs that set text bound how deep it may lie. */
const DEEPEST = 6

/** @returns what there is to read; empty where nothing is written */
export function bodyOf(document: MinutesNode): Part[] {
  const levels: number[] = []
  const parts = (document.content ?? []).flatMap((node): Part[] => {
    if (node.type !== 'heading') return partOf(node, 0)
    const runs = runsOf(node)
    if (runs.length === 0) return []
    const asked = Number(node.attrs?.level) || 1
    while (levels.length > 0 && levels.at(-1)! >= asked) levels.pop()
    levels.push(asked)
    return [{ kind: 'heading', level: levels.length, lang: langOf(node), runs }]
  })
  while (parts.at(-1)?.kind === 'rule') parts.pop()
  return parts
}

/** The bare text of some parts, for where there is no room for more; paragraphs on lines of their own. */
export function plainOf(parts: readonly Part[]): string {
  return parts
    .flatMap((part): string[] => {
      if (part.kind === 'paragraph' || part.kind === 'heading') return [textOf(part.runs)]
      if (part.kind === 'list') return part.entries.map(plainOf)
      if (part.kind === 'table') return part.rows.flatMap((row) => row.map((cell) => plainOf(cell.parts)))
      if (part.kind === 'picture') return [part.alt ?? '']
      return part.kind === 'rule' ? [] : [plainOf(part.parts)]
    })
    .filter(Boolean)
    .join('\n')
}

export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

function partOf(node: MinutesNode, depth: number): Part[] {
  if (isBlockKind(node.type)) return [blockOf(node, node.type)]
  switch (node.type) {
    case 'paragraph': {
      const runs = runsOf(node)
      return runs.length === 0 ? [] : [{ kind: 'paragraph', lang: langOf(node), rtl: RIGHT_TO_LEFT.test(textOf(runs)), runs }]
    }
    case 'bulletList':
    case 'orderedList':
      return listOf(node, depth)
    case 'blockquote': {
      const parts = insideOf(node, depth + 1)
      return parts.length === 0 ? [] : depth >= DEEPEST ? parts : [{ kind: 'quote', lang: langOf(node), parts }]
    }
    case 'table':
      return tableOf(node)
    case 'picture': {
      const { file, alt, decorative } = pictureOf(node)!
      const said = alt && seen(alt).replaceAll(/\s+/g, ' ').trim()
      return [{ kind: 'picture', lang: langOf(node), file, alt: said && !UNSEEN.test(said) ? said : null, decorative }]
    }
    case 'horizontalRule':
      return [{ kind: 'rule' }]
    default:
      // What this program does not know yet is not lost: its words stand as a paragraph.
      return partOf({ type: 'paragraph', content: [{ type: 'text', text: textOfNode(node) }] }, depth)
  }
}

const insideOf = (node: MinutesNode, depth: number): Part[] => (node.content ?? []).flatMap((one) => partOf(one, depth))

function listOf(node: MinutesNode, depth: number): Part[] {
  const entries = (node.content ?? []).map((entry) => insideOf(entry, depth + 1)).filter((entry) => entry.length > 0)
  if (entries.length === 0) return []
  if (depth >= DEEPEST) return entries.flat()
  return [{ kind: 'list', start: node.type === 'orderedList' ? Number(node.attrs?.start) || 1 : null, entries }]
}

function blockOf(node: MinutesNode, is: BlockKind): Block {
  const { id, who, due, taken, attending } = blockOfNode(node)!
  const asked = node.content?.find((part) => part.type === 'question')
  return {
    kind: 'block',
    is,
    id,
    lang: langOf(node),
    question: asked ? runsOf(asked) : null,
    who: who && (seen(who) || null),
    due,
    taken: { ...taken, dissent: taken.dissent && seen(taken.dissent) },
    attending: attending && { ...attending, instead: attending.instead && (seen(attending.instead) || null) },
    parts: insideOf({ ...node, content: (node.content ?? []).filter((part) => part !== asked) }, 0),
  }
}

/** Lays the cells out as HTML does, then sees to it that they fill the grid: overlaps go, and gaps become empty cells. */
function tableOf(node: MinutesNode): Part[] {
  const given = (node.content ?? []).map((row) => row.content ?? [])
  const headRow = (row: readonly MinutesNode[]) => row.length > 0 && row.every((cell) => cell.type === 'tableHeader')
  const firstOther = given.findIndex((row) => !headRow(row))
  // A table of headings alone has nothing under them.
  const heads = firstOther === -1 ? 0 : firstOther
  const taken: boolean[][] = given.map(() => [])
  const placed = given.map((row, r) => {
    const last = r < heads ? heads : given.length
    let column = 0
    return row.map((cell) => {
      while (taken[r]![column]) column++
      const rows = Math.min(span(cell, 'rowspan'), last - r)
      let columns = 1
      while (columns < span(cell, 'colspan') && !taken[r]![column + columns]) columns++
      for (let below = r; below < r + rows; below++) for (let i = column; i < column + columns; i++) taken[below]![i] = true
      const at = column
      column += columns
      return { at, cell: { head: cell.type === 'tableHeader', columns, rows, parts: insideOf(cell, 1) } }
    })
  })
  // A column in which no cell begins is only the width of others.
  const begins = [...new Set(placed.flatMap((cells) => cells.map(({ at }) => at)))].sort((a, b) => a - b)
  const columns = begins.length
  if (columns === 0) return []
  const within = (from: number, to: number) => begins.filter((at) => at >= from && at < to).length
  const rows = placed.map((cells, r) => {
    const whole = cells.map(({ at, cell }) => ({ at, cell: { ...cell, columns: within(at, at + cell.columns) } }))
    const gaps = begins.filter((at) => !taken[r]![at])
    const empty = gaps.map((at) => ({ at, cell: { head: r < heads, columns: 1, rows: 1, parts: [] } }))
    return [...whole, ...empty].sort((a, b) => a.at - b.at).map(({ cell }) => cell)
  })
  return [{ kind: 'table', columns, heads, rows }]
}

const span = (cell: MinutesNode, name: 'colspan' | 'rowspan'): number => Math.max(1, Number(cell.attrs?.[name]) || 1)

function runsOf(node: MinutesNode): Run[] {
  const runs: Run[] = []
  for (const part of node.content ?? []) {
    const text = part.type === 'hardBreak' ? '\n' : seen(part.text ?? '')
    const mark = (type: string) => part.marks?.find((one) => one.type === type)
    const run = {
      text,
      bold: mark('bold') !== undefined,
      italic: mark('italic') !== undefined,
      href: addressOf(mark('link')?.attrs?.href),
    }
    const last = runs.at(-1)
    if (last && (text === '\n' || sameLook(last, run))) runs[runs.length - 1] = { ...last, text: last.text + text }
    else if (text !== '') runs.push(run)
  }
  return UNSEEN.test(textOf(runs)) ? [] : runs
}

const sameLook = (a: Run, b: Run) => a.bold === b.bold && a.italic === b.italic && a.href === b.href

const addressOf = (href: unknown): string | null => (isSafeHref(href) ? new URL(href.trim()).href : null)

const langOf = (node: MinutesNode): string | null => (typeof node.attrs?.lang === 'string' ? node.attrs.lang : null)

/** Without what draws nothing and some forms cannot hold. */
const seen = (text: string): string => text.toWellFormed().replaceAll(HIDDEN, '')
const HIDDEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}]*$/u
/** Letters of Hebrew, Arabic, Syriac, Thaana, N’Ko and their like, before any other. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
