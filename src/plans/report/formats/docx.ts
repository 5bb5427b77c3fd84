/** A year's report as a Word document: headings and tables of Word's own, a language on what is in another. */
import { BorderStyle, Document, Header, HeadingLevel, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx'
import type { Said } from '#meeting/formats/sheet.ts'
import { A4, banner, footer, letterhead, line, link, packed, run, SOFT, stylesIn } from '#meeting/formats/word.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { PlanSheet } from './sheet.ts'

/** Of the page between its margins, in twentieths of a point. */
const WIDTH = 9600

/** @returns a .docx file, the same bytes for the same sheet @param logo its bytes, where the network has one */
export const planDocx = (sheet: PlanSheet, logo: Buffer | null = null): Promise<Buffer> =>
  packed(
    inLocale(sheet.locale, () => documentOf(sheet, logo)),
    sheet.changedAt,
  )

type Cell = string | Said

function documentOf(sheet: PlanSheet, logo: Buffer | null): Document {
  const heads = [
    ...(logo && sheet.logo ? [letterhead(sheet.logo, logo)] : []),
    line(sheet.network.text, { color: SOFT, size: 18 }),
  ]
  return new Document({
    title: sheet.name,
    creator: sheet.network.text,
    lastModifiedBy: 'Samling',
    description: sheet.url,
    styles: stylesIn(sheet.locale),
    sections: [
      {
        properties: A4,
        headers: { default: new Header({ children: heads }) },
        footers: { default: footer() },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(sheet.title)] }),
          line(sheet.heading, { bold: true }),
          line(sheet.facts.join(' · '), { color: SOFT }),
          ...(sheet.draft ? [banner([run(m.planio_report_draft(), { bold: true })])] : []),
          ...(sheet.about ? paragraphs(sheet.about) : []),
          heading(1, m.planio_standing()),
          line(sheet.stand, { bold: true }),
          ...sheet.chart
            .slice(1)
            .map((bar) => new Paragraph({ bullet: { level: 0 }, children: [run(bar.title), run(`: ${bar.said}`)] })),
          ...sheet.goals.flatMap((goal) => [
            heading(1, { ...goal.title, text: `${goal.number} ${goal.title.text}` }),
            ...(goal.about ? paragraphs(goal.about) : []),
            line(goal.stand, { color: SOFT }),
            ...table(
              [700, 3600, 2000, 1600, 1000, 700],
              [
                m.planio_number(),
                m.planio_role_measure(),
                m.planio_owner(),
                m.planio_period(),
                m.planio_state(),
                m.planio_percent(),
              ],
              goal.measures.map((one) => [one.number, one.title, one.owners, one.period, one.state, one.percent]),
            ),
          ]),
          ...part(m.planio_indicators(), sheet.indicators, () =>
            table(
              [700, 3300, 1600, 2000, 2000],
              [m.planio_number(), m.planio_role_indicator(), m.planio_target(), m.planio_reading(), m.planio_reading_before()],
              sheet.indicators.map((one) => [one.number, one.name, one.target, one.reading, one.before]),
            ),
          ),
          ...part(m.planio_moved(), sheet.moved, () =>
            table(
              [700, 2600, 1500, 1500, 2000, 1300],
              [
                m.planio_number(),
                m.planio_role_measure(),
                m.planio_moved_from(),
                m.planio_moved_to(),
                m.planio_reason(),
                m.planio_on(),
              ],
              sheet.moved.map((one) => [one.number, one.title, one.from, one.to, one.reason, one.on]),
            ),
          ),
          ...part(m.planio_updates(), sheet.updates, () =>
            sheet.updates.map(
              (one) =>
                new Paragraph({
                  bullet: { level: 0 },
                  children: [run(`${one.on}, ${one.number} `), run(one.title, { bold: true }), run(': '), run(flat(one.said))],
                }),
            ),
          ),
          ...part(m.planio_actions(), sheet.actions, () =>
            table(
              [4600, 2200, 1400, 1400],
              [m.planio_action(), m.planio_owner(), m.planio_to(), m.planio_state()],
              sheet.actions.map((one) => [one.text, one.who, one.due, one.status]),
            ),
          ),
          ...part(m.planio_links(), sheet.links, () =>
            sheet.links.map(
              (one) =>
                new Paragraph({
                  bullet: { level: 0 },
                  children: [run(`${one.number}, ${one.kind}: `), link(one.href, one.title)],
                }),
            ),
          ),
          line(sheet.updated, { color: SOFT }),
          new Paragraph({ children: [link(sheet.url, sheet.url)] }),
        ],
      },
    ],
  })
}

const heading = (level: 1 | 2, words: Cell) =>
  new Paragraph({ heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, children: [run(words)] })
const flat = (said: Said): Said => ({ ...said, text: said.text.replaceAll('\n', ' ') })
const paragraphs = (said: Said): Paragraph[] =>
  said.text.split('\n').map((text) => new Paragraph({ children: [run({ ...said, text })] }))
const part = (title: string, of: readonly unknown[], make: () => (Paragraph | Table)[]): (Paragraph | Table)[] =>
  of.length === 0 ? [] : [heading(1, title), ...make()]

function table(widths: readonly number[], heads: readonly string[], rows: readonly (readonly Cell[])[]): (Paragraph | Table)[] {
  if (rows.length === 0) return [line(m.planio_no_measures())]
  const rule = { style: BorderStyle.SINGLE, size: 4, color: 'bbbbbb' }
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const row = (tableHeader: boolean, cells: readonly Cell[]) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map(
        (cell, i) =>
          new TableCell({
            children: [new Paragraph({ children: [run(cell, { size: 20, bold: tableHeader })] })],
            width: { size: widths[i]!, type: WidthType.DXA },
            margins: { right: 120 },
          }),
      ),
    })
  return [
    new Table({
      columnWidths: [...widths],
      width: { size: WIDTH, type: WidthType.DXA },
      borders: { top: rule, bottom: rule, insideHorizontal: rule, left: none, right: none, insideVertical: none },
      rows: [row(true, heads), ...rows.map((cells) => row(false, cells))],
    }),
    new Paragraph({}),
  ]
}
