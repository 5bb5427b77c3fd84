/** Minutes as a Word document: headings, lists and tables of Word's own, styles for decisions and actions, a language on passages. */
import { BorderStyle, Document, Header, HeadingLevel, LevelFormat, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx'
import { A4, banner, footer, letterhead, line, link, packed, run, SOFT, stylesIn } from '#meeting/formats/word.ts'
import { LOGO } from '#network/logo/rules.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { blockKinds } from '../document.ts'
import type { Drawn } from '../whole/reads.ts'
import { personLine } from './markdown.ts'
import { type MinutesSheet, type SheetItem, undescribed } from './sheet.ts'
import { type Around, BLOCK_COLOURS, bodyParagraphs, HEADINGS, numberReference, startsIn } from './wordbody.ts'

/** Of the page between its margins, in twentieths of a point. */
const WIDTH = 9600

/**
 * @param drawn what pictures are made of; of others their words are said
 * @returns a .docx file, the same bytes for the same sheet
 */
export const minutesDocx = (sheet: MinutesSheet, drawn: Drawn = new Map()): Promise<Buffer> =>
  packed(
    inLocale(sheet.locale, () => documentOf(sheet, drawn)),
    sheet.changedAt,
  )

function documentOf(sheet: MinutesSheet, drawn: Drawn): Document {
  const around = { lists: { next: 0 }, pictures: { next: 1 }, width: WIDTH, drawn }
  return new Document({
    title: sheet.name,
    creator: sheet.network.text,
    lastModifiedBy: 'Samling',
    description: sheet.url,
    styles: { ...stylesIn(sheet.locale), paragraphStyles: blockKinds.map(styleOf) },
    numbering: { config: startsIn(sheet).map(numbering) },
    sections: [
      {
        properties: A4,
        headers: { default: new Header({ children: headerOf(sheet, drawn.get(LOGO)) }) },
        footers: { default: footer() },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(sheet.name)] }),
          line(sheet.when, { bold: true }),
          ...(sheet.where ? [line(sheet.where)] : []),
          line([sheet.network.text, sheet.series?.text].filter(Boolean).join(' · '), { color: SOFT }),
          ...(sheet.draft ? [banner([run(m.whole_draft(), { bold: true })])] : []),
          ...sheet.present.flatMap((group) => [
            heading(1, group.said),
            ...group.people.map((one) => bullet(personLine(one.name, one.from, one.online))),
          ]),
          ...(sheet.attending.length > 0 ? [heading(1, m.attending_all())] : []),
          ...sheet.attending.map((one) => bullet({ text: one.text, lang: one.lang }, ` (${one.item.text})`)),
          ...decisionsOf(sheet),
          ...actionsOf(sheet),
          ...(sheet.items.every((item) => item.minutes === null) ? [line(m.whole_none())] : []),
          ...sheet.items.flatMap((item) => itemOf(item, around)),
          ...(sheet.undescribed.length > 0 ? [heading(1, m.whole_undescribed_all({ count: undescribed(sheet) }))] : []),
          ...sheet.undescribed.map(({ of, count }) => bullet(of, ` (${count})`)),
          ...materialsOf(sheet),
          line(sheet.updated, { color: SOFT }),
          new Paragraph({ children: [link(sheet.url, sheet.url)] }),
        ],
      },
    ],
  })
}

const heading = (level: number, words: string | SheetItem['title']) =>
  new Paragraph({ heading: HEADINGS[level]!, children: [run(words)] })
const bullet = (...texts: (string | SheetItem['title'])[]) =>
  new Paragraph({ bullet: { level: 0 }, children: texts.map((text) => run(text)) })

const headerOf = (sheet: MinutesSheet, logo: Buffer | undefined): Paragraph[] => [
  ...(logo && sheet.logo ? [letterhead(sheet.logo, logo)] : []),
  new Paragraph({
    children: [
      run(sheet.network.text, { color: SOFT, size: 18 }),
      ...(sheet.draft ? [run(`   ${m.whole_draft_page()}`, { color: '8a5a00', size: 18, bold: true })] : []),
    ],
  }),
]

/** A rule along what was decided, to be done, or answered. */
function styleOf(kind: (typeof blockKinds)[number]) {
  const color = BLOCK_COLOURS[kind]
  return {
    id: kind,
    name: {
      decision: m.minutes_decision(),
      action: m.minutes_action(),
      answer: m.minutes_answer(),
      attendance: m.attending_one(),
    }[kind],
    basedOn: 'Normal',
    quickFormat: true,
    paragraph: {
      indent: { left: 200 },
      spacing: { after: 80 },
      border: { left: { style: BorderStyle.SINGLE, size: 18, color, space: 8 } },
    },
  }
}

const numbering = (start: number) => ({
  reference: numberReference(start),
  levels: Array.from({ length: 9 }, (_, level) => ({
    level,
    start: level === 0 ? start : 1,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
  })),
})

const decisionsOf = (sheet: MinutesSheet): Paragraph[] =>
  sheet.decisions.length === 0
    ? []
    : [
        heading(1, m.whole_decisions()),
        ...sheet.decisions.map(
          (one) =>
            new Paragraph({
              children: [
                run(one.number === null ? '' : `${one.number}: `, { bold: true }),
                run({ text: one.text.replaceAll('\n', ' '), lang: one.lang }),
                run(` (${one.item.text})`),
              ],
              spacing: { after: 80 },
            }),
        ),
      ]

function actionsOf(sheet: MinutesSheet): (Paragraph | Table)[] {
  if (sheet.actions.length === 0) return []
  const widths = [4200, 2000, 1500, 1900]
  const rule = { style: BorderStyle.SINGLE, size: 4, color: 'bbbbbb' }
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const row = (tableHeader: boolean, ...cells: Paragraph[]) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map(
        (cell, i) =>
          new TableCell({ children: [cell], width: { size: widths[i]!, type: WidthType.DXA }, margins: { right: 120 } }),
      ),
    })
  const heads = [m.whole_action(), m.minutes_who(), m.minutes_due(), m.whole_item()]
  return [
    heading(1, m.whole_actions()),
    new Table({
      columnWidths: widths,
      width: { size: WIDTH, type: WidthType.DXA },
      borders: { top: rule, bottom: rule, insideHorizontal: rule, left: none, right: none, insideVertical: none },
      rows: [
        row(true, ...heads.map((words) => line(words, { bold: true }))),
        ...sheet.actions.map((one) =>
          row(
            false,
            new Paragraph({ children: [run({ text: one.text.replaceAll('\n', ' '), lang: one.lang })] }),
            line(one.who ?? '–'),
            line(one.dueSaid ?? '–'),
            new Paragraph({ children: [run(one.item)] }),
          ),
        ),
      ],
    }),
  ]
}

function itemOf(item: SheetItem, around: Omit<Around, 'lang' | 'level'>): (Paragraph | Table)[] {
  const { minutes } = item
  const facts = [item.time, item.outcome, item.state, minutes?.writtenBy && m.whole_written_by({ name: minutes.writtenBy })]
  return [
    heading(item.level, item.title),
    ...(facts.some(Boolean) ? [line(facts.filter(Boolean).join(' · '), { color: SOFT, bold: true, size: 19 })] : []),
    ...(item.people ? [line(item.people)] : []),
    ...(item.present ? [line(item.present, { color: SOFT })] : []),
    ...(item.about ? [new Paragraph({ children: [run(item.about, { color: SOFT })] })] : []),
    ...(minutes ? bodyParagraphs(minutes.parts, { ...around, lang: minutes.lang, level: item.level }) : []),
    ...(minutes?.amendments ?? []).flatMap(({ title, lines }) => [
      new Paragraph({ children: [run({ text: title, lang: minutes!.lang }, { bold: true })] }),
      ...lines.map((text) => new Paragraph({ children: [run({ text, lang: minutes!.lang })] })),
    ]),
  ]
}

const materialsOf = (sheet: MinutesSheet): Paragraph[] =>
  sheet.materials.length === 0
    ? []
    : [
        heading(1, m.whole_materials()),
        ...sheet.materials.flatMap((group) => [
          new Paragraph({ children: [run(group.of, { bold: true })] }),
          ...group.links.map(
            (one) =>
              new Paragraph({
                bullet: { level: 0 },
                children: [
                  run(one.title.text === one.what ? '' : `${one.what}: `),
                  run(one.title),
                  run(' '),
                  link(one.href, one.href),
                ],
              }),
          ),
        ]),
      ]
