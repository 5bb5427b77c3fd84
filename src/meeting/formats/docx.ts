/** The programme as a Word document: real headings, one table a day with a heading row, languages on what is in another. */
import {
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { repack } from '#platform/files/zip.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { peopleLine, type Said, type Sheet, type SheetDay, type SheetNotice, type SheetRow, type SheetText } from './sheet.ts'

const tags: Record<Locale, string> = { nb: 'nb-NO', nn: 'nn-NO', se: 'se-NO', en: 'en-GB' }
const [NARROW, WIDE] = [1700, 7900]
const SOFT = '555555'

/** @returns a .docx file, the same bytes for the same sheet */
export async function programmeDocx(sheet: Sheet): Promise<Buffer> {
  const made = await Packer.toBuffer(inLocale(sheet.locale, () => documentOf(sheet)))
  // The library names links by chance and dates the document now.
  const names = new Map<string, string>()
  return repack(made, instantOf(sheet.changedAt), ({ bytes }) =>
    Buffer.from(
      bytes
        .toString('utf8')
        .replaceAll(BY_CHANCE, (name) => names.get(name) ?? names.set(name, `rIdLink${names.size + 1}`).get(name)!)
        .replaceAll(MOMENT, sheet.changedAt),
    ),
  )
}

/** nanoid's 21 signs, in small letters, behind "rId"; only as the whole of an attribute. */
const BY_CHANCE = /(?<=")rId[a-z0-9_-]{21}(?=")/g
const MOMENT = /(?<=<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]+/g

function documentOf(sheet: Sheet): Document {
  const several = sheet.days.length > 1
  const heading = { font: 'Cambria', color: '1f1f1f', bold: true }
  return new Document({
    title: sheet.title.text,
    creator: sheet.network.text,
    lastModifiedBy: 'Samling',
    description: sheet.url,
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22, language: { value: tags[sheet.locale] } } },
        title: { run: { ...heading, size: 44 }, paragraph: { spacing: { after: 120 } } },
        heading1: { run: { ...heading, size: 30 }, paragraph: { spacing: { before: 360, after: 120 }, keepNext: true } },
        heading2: { run: { ...heading, size: 26 }, paragraph: { spacing: { before: 280, after: 80 }, keepNext: true } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: '210mm', height: '297mm' }, margin: { left: '20mm', right: '20mm' } } },
        footers: { default: footer() },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(sheet.title)] }),
          line(sheet.when, { bold: true }),
          ...(sheet.where ? [line(sheet.where)] : []),
          line([sheet.network.text, sheet.series?.text].filter(Boolean).join(' · '), { color: SOFT }),
          ...(sheet.draft ? [banner([run(m.meeting_draft_title(), { bold: true })])] : []),
          ...sheet.notices.map(noticeOf),
          ...sheet.introduction.flatMap(around),
          new Paragraph({ heading: HeadingLevel.HEADING_1, text: m.meeting_programme() }),
          ...sheet.days.flatMap((day) => dayOf(day, several)),
          ...sheet.texts.flatMap(around),
          line(sheet.updated, { color: SOFT }),
          new Paragraph({ children: [link(sheet.url, sheet.url)] }),
        ],
      },
    ],
  })
}

function dayOf(day: SheetDay, several: boolean): (Paragraph | Table)[] {
  const names = [
    ...(several ? [run(day.title)] : []),
    ...(several && day.label ? [run(': ')] : []),
    ...(day.label ? [run(day.label)] : []),
  ]
  return [
    ...(names.length > 0 ? [new Paragraph({ heading: HeadingLevel.HEADING_2, children: names })] : []),
    day.rows.length === 0 ? line(m.meeting_no_items()) : tableOf(day.rows),
  ]
}

function tableOf(rows: readonly SheetRow[]): Table {
  const rule = { style: BorderStyle.SINGLE, size: 4, color: 'bbbbbb' }
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const cells = (cantSplit: boolean, tableHeader: boolean, ...inside: Paragraph[][]) =>
    new TableRow({
      cantSplit,
      tableHeader,
      children: inside.map(
        (children, i) =>
          new TableCell({
            children,
            width: { size: i === 0 ? NARROW : WIDE, type: WidthType.DXA },
            margins: { top: 60, bottom: 60, right: 120 },
          }),
      ),
    })
  return new Table({
    columnWidths: [NARROW, WIDE],
    borders: { top: rule, bottom: rule, insideHorizontal: rule, left: none, right: none, insideVertical: none },
    rows: [
      cells(true, true, [line(m.meeting_col_time(), { bold: true })], [line(m.meeting_programme(), { bold: true })]),
      ...rows.map((row) => cells(row.parts.length < 12, false, [line(row.time)], insideOf(row))),
    ],
  })
}

function insideOf(row: SheetRow): Paragraph[] {
  return [
    new Paragraph({ children: [run(row.title, { bold: !row.pause })] }),
    ...(row.where ? [line(row.where, { color: SOFT })] : []),
    ...(row.people.length > 0 ? [line(peopleLine(row.people))] : []),
    ...said(row.about),
    ...said(row.note, { italics: true }),
    ...row.parts.flatMap((part) => [
      new Paragraph({
        bullet: { level: 0 },
        children: [run(part.title), ...(part.people.length > 0 ? [run(`: ${peopleLine(part.people)}`)] : [])],
      }),
      ...said(part.about),
      ...linksOf(part),
    ]),
    ...linksOf(row),
  ]
}

const linksOf = (row: SheetRow): Paragraph[] =>
  row.links.map(
    ({ what, title, href }) =>
      new Paragraph({
        children: title.text === what ? [link(href, title)] : [run(`${what}: `), link(href, title)],
      }),
  )

function noticeOf(notice: SheetNotice): Paragraph {
  return banner([
    run(notice.title, { bold: true }),
    ...notice.facts.map((fact) => run(` ${fact}`)),
    ...(notice.reason ? [run(' '), run(notice.reason)] : []),
    ...(notice.other ? [run(' '), link(notice.other.href, notice.other)] : []),
  ])
}

const banner = (children: readonly ParagraphChild[]): Paragraph => {
  const rule = { style: BorderStyle.SINGLE, size: 8, color: '8a5a00', space: 6 }
  return new Paragraph({
    children,
    spacing: { before: 160, after: 160 },
    border: { top: rule, bottom: rule, left: rule, right: rule },
  })
}

function around(text: SheetText): Paragraph[] {
  return [
    ...(text.heading ? [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(text.heading)] })] : []),
    ...text.blocks.flatMap((block) =>
      typeof block === 'string'
        ? [new Paragraph({ children: [run({ text: block, lang: text.lang })], spacing: { after: 120 } })]
        : block.map((entry) => new Paragraph({ bullet: { level: 0 }, children: [run({ text: entry, lang: text.lang })] })),
    ),
  ]
}

const footer = () =>
  new Footer({
    children: [
      new Paragraph({
        children: m
          .meeting_take_page_of({ page: '\n', pages: '\t' })
          .split(/([\n\t])/)
          .map((part) =>
            part === '\n' || part === '\t'
              ? new TextRun({ children: [part === '\n' ? PageNumber.CURRENT : PageNumber.TOTAL_PAGES], color: SOFT, size: 18 })
              : new TextRun({ text: part, color: SOFT, size: 18 }),
          ),
      }),
    ],
  })

/** Text that people wrote: a paragraph a line. */
const said = (words: Said | null, look: IRunOptions = {}): Paragraph[] =>
  (words?.text ?? '')
    .split('\n')
    .filter((one) => one.trim())
    .map((text) => new Paragraph({ children: [run({ text, lang: words!.lang }, look)] }))

const line = (text: string, look: IRunOptions = {}): Paragraph => new Paragraph({ children: [run(text, look)] })
const run = (words: string | Said, look: IRunOptions = {}): TextRun =>
  typeof words === 'string'
    ? new TextRun({ ...look, text: words })
    : new TextRun({ ...look, text: words.text, language: { value: tags[words.lang] } })
const link = (href: string, words: string | Said): ExternalHyperlink =>
  new ExternalHyperlink({ link: href, children: [run(words, { style: 'Hyperlink' })] })
