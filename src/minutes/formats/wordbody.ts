/** The text of minutes as Word's paragraphs, lists and tables. */
import {
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { link, SOFT, wordTags } from '#meeting/formats/word.ts'
import { isLocale } from '#platform/words/text.ts'
import type { BlockKind } from '../document.ts'
import type { Drawn } from '../whole/reads.ts'
import type { Part, Run } from './body.ts'
import type { MinutesSheet, SheetPart, SheetPicture } from './sheet.ts'

/** By level; the title stands above them. */
export const HEADINGS = [
  HeadingLevel.TITLE,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const

/** What a part stands in. */
export interface Around {
  /** BCP 47. */
  readonly lang: string
  /** Of the heading above. */
  readonly level: number
  /** How many lists the document holds so far: each counts by itself. */
  readonly lists: { next: number }
  /** The number of the next picture. */
  readonly pictures: { next: number }
  /** Twentieths of a point. */
  readonly width: number
  readonly drawn: Drawn
}

interface Within extends Around {
  /** How many lists it lies in. */
  readonly depth: number
  /** A style of paragraphs. */
  readonly style?: string
  /** In every run. */
  readonly italics?: boolean
  readonly bold?: boolean
  /** Half points; in tables with more columns than a page is wide for. */
  readonly size?: number
  /** Without room after paragraphs: in cells. */
  readonly tight?: boolean
}

/** Of the rule along a decision, an action or an answer, and of the word that says which. */
export const BLOCK_COLOURS: Readonly<Record<BlockKind, string>> = {
  decision: '7a1f5c',
  action: '0b5563',
  answer: '4a5560',
  attendance: '4a5560',
}

export const numberReference = (start: number): string => `from-${start}`

/** The numbers that lists begin with, once each. */
export function startsIn(sheet: MinutesSheet): number[] {
  const found = new Set<number>()
  const walk = (part: SheetPart | Part): void => {
    if (part.kind === 'list') {
      if (part.start !== null) found.add(part.start)
      part.entries.flat().forEach(walk)
    }
    if (part.kind === 'quote' || part.kind === 'block') part.parts.forEach(walk)
    if (part.kind === 'table') for (const cell of part.rows.flat()) cell.parts.forEach(walk)
  }
  for (const item of sheet.items) item.minutes?.parts.forEach(walk)
  return [...found].sort((a, b) => a - b)
}

export const bodyParagraphs = (parts: readonly SheetPart[], around: Around): (Paragraph | Table)[] => {
  const within: Within = { ...around, depth: 0 }
  return parts.flatMap((part) => write(part, within))
}

function write(part: SheetPart | Part, around: Within): (Paragraph | Table)[] {
  const own = 'lang' in part && part.lang ? { ...around, lang: part.lang } : around
  switch (part.kind) {
    case 'paragraph':
      return [paragraph(part.runs, own, part.rtl)]
    case 'heading':
      return [new Paragraph({ heading: HEADINGS[Math.min(6, own.level + part.level)]!, children: runsOf(part.runs, own) })]
    case 'picture':
      return 'href' in part ? pictureOf(part, own) : []
    case 'rule':
      return [new Paragraph({ thematicBreak: true })]
    case 'quote':
      return part.parts.flatMap((one) => write(one, { ...own, style: 'Quote', italics: true }))
    case 'list': {
      const instance = own.lists.next++
      const sign = part.start === null ? null : { reference: numberReference(part.start), instance }
      return part.entries.flatMap((entry) => entryOf(entry, sign, own))
    }
    case 'table':
      return [tableOf(part, own), new Paragraph({})]
    case 'block': {
      const inside = { ...own, style: part.is }
      const said = (text: string, look: object, more: object = {}) =>
        new Paragraph({ style: part.is, ...more, children: [new TextRun({ text, ...look })] })
      const first = { keepNext: true, spacing: { before: 160, after: 40 } }
      return [
        ...('label' in part ? [said(part.label, { bold: true, color: BLOCK_COLOURS[part.is] }, first)] : []),
        ...(part.question ? [paragraph(part.question, { ...inside, italics: true }, false)] : []),
        ...part.parts.flatMap((one) => write(one, inside)),
        ...('facts' in part && part.facts ? [said(part.facts, { color: '4a5560' })] : []),
      ]
    }
  }
}

/** The first paragraph of an entry bears its sign; what follows in it stands below, as far in. */
function entryOf(
  entry: readonly Part[],
  sign: { reference: string; instance: number } | null,
  around: Within,
): (Paragraph | Table)[] {
  const [first, ...rest] = entry
  const level = Math.min(8, around.depth)
  const inner = { ...around, depth: around.depth + 1 }
  const { style: _, ...plain } = inner
  if (first?.kind !== 'paragraph') return entry.flatMap((one) => write(one, plain))
  const lang = first.lang ?? around.lang
  const own = new Paragraph({
    ...(sign ? { numbering: { ...sign, level } } : { bullet: { level } }),
    children: runsOf(first.runs, { ...around, lang }, first.rtl),
  })
  return [own, ...rest.flatMap((one) => write(one, plain))]
}

function paragraph(runs: readonly Run[], around: Within, rtl: boolean): Paragraph {
  return new Paragraph({
    children: runsOf(runs, around, rtl),
    ...(around.style && { style: around.style }),
    ...(rtl && { bidirectional: true }),
    ...(around.depth > 0 && { indent: { left: 720 * Math.min(9, around.depth) } }),
    spacing: { after: around.tight ? 0 : 100 },
  })
}

/** Pixels of a page between its margins, and as high as a picture may be on it: at 96 to the inch, as Word counts. */
const ROOM = { width: 640, height: 860 }

/** One that nobody has described says so beneath it, too. */
function pictureOf({ file, said, alt, decorative, size, href }: SheetPicture, around: Within): Paragraph[] {
  const data = around.drawn.get(file)
  if (!data || !size) return [new Paragraph({ children: [new TextRun({ text: `${said} ` }), link(href, href)] })]
  const scale = Math.min(1, ROOM.width / size.width, ROOM.height / size.height)
  const undescribed = alt === null && !decorative
  const image = new ImageRun({
    type: data[0] === 0x89 ? 'png' : 'jpg',
    data,
    transformation: { width: Math.max(1, size.width * scale), height: Math.max(1, size.height * scale) },
    altText: { id: String(around.pictures.next++), name: file, title: '', description: said },
    decorative,
  })
  return [
    new Paragraph({ children: [image], keepNext: undescribed, spacing: { before: 100, after: undescribed ? 40 : 160 } }),
    ...(undescribed ? [new Paragraph({ children: [new TextRun({ text: `[${said}]`, color: SOFT })] })] : []),
  ]
}

function tableOf(table: Extract<Part, { kind: 'table' }>, around: Within): Table {
  const width = Math.max(200, Math.floor(around.width / table.columns))
  return new Table({
    columnWidths: Array.from({ length: table.columns }, () => width),
    width: { size: around.width, type: WidthType.DXA },
    rows: table.rows.map(
      (cells, r) =>
        new TableRow({
          tableHeader: r < table.heads,
          children: cells.map((cell) => {
            const inside = cell.parts.flatMap((part) =>
              write(part, { ...around, depth: 0, bold: cell.head, tight: true, ...(table.columns > 8 && { size: 15 }) }),
            )
            return new TableCell({
              children: inside.length > 0 ? inside : [new Paragraph({})],
              ...(cell.columns > 1 && { columnSpan: cell.columns }),
              ...(cell.rows > 1 && { rowSpan: cell.rows }),
              margins: { top: 40, bottom: 40, left: 80, right: 80 },
            })
          }),
        }),
    ),
  })
}

function runsOf(runs: readonly Run[], around: Within, rtl = false): ParagraphChild[] {
  const language = { value: isLocale(around.lang) ? wordTags[around.lang] : around.lang }
  return runs.flatMap((one): ParagraphChild[] => {
    const children = one.text.split('\n').map(
      (text, i) =>
        new TextRun({
          text,
          language,
          ...(i > 0 && { break: 1 }),
          ...((one.bold || around.bold) && { bold: true }),
          ...((one.italic || around.italics) && { italics: true }),
          ...(around.size && { size: around.size }),
          ...(rtl && { rightToLeft: true }),
          ...(one.href && { style: 'Hyperlink' }),
        }),
    )
    return one.href ? [new ExternalHyperlink({ link: one.href, children })] : children
  })
}
