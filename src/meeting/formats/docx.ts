/** The programme as a Word document: real headings, one table a day with a heading row, languages on what is in another. */
import {
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  type IRunOptions,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  WidthType,
} from 'docx'
import { inLocale, m } from '#platform/words/words.ts'
import { peopleLine, type Said, type Sheet, type SheetDay, type SheetNotice, type SheetRow, type SheetText } from './sheet.ts'
import { A4, banner, footer, letterhead, line, link, packed, run, SOFT, stylesIn } from './word.ts'

const [NARROW, WIDE] = [1700, 7900]

/**
 * @param logo its bytes, where the network has one
 * @returns a .docx file, the same bytes for the same sheet
 */
export function programmeDocx(sheet: Sheet, logo: Buffer | null = null): Promise<Buffer> {
  return packed(
    inLocale(sheet.locale, () => documentOf(sheet, logo)),
    sheet.changedAt,
  )
}

function documentOf(sheet: Sheet, logo: Buffer | null): Document {
  const several = sheet.days.length > 1
  return new Document({
    title: sheet.title.text,
    creator: sheet.network.text,
    lastModifiedBy: 'Samling',
    description: sheet.url,
    styles: stylesIn(sheet.locale),
    sections: [
      {
        properties: A4,
        ...(logo && sheet.logo && { headers: { default: new Header({ children: [letterhead(sheet.logo, logo)] }) } }),
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

/** Text that people wrote: a paragraph a line. */
const said = (words: Said | null, look: IRunOptions = {}): Paragraph[] =>
  (words?.text ?? '')
    .split('\n')
    .filter((one) => one.trim())
    .map((text) => new Paragraph({ children: [run({ text, lang: words!.lang }, look)] }))
