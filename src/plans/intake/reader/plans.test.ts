import { readdirSync, readFileSync } from 'node:fs'
import { HeadingLevel, Paragraph } from 'docx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '#programme/sources/read.ts'
import { cell, date, rows, spreadsheet, word } from '../../../../tests/office.ts'
import { toldPlan } from '../../../../tests/toldplan.ts'
import { readPlan } from './read.ts'

const folder = new URL('../../../../tests/plans/', import.meta.url)
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4))
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8')

describe('plans as people write them', () => {
  it.each(names)('%s', (name) => {
    expect(toldPlan(readPlan(textOf(`${name}.txt`)))).toEqual(textOf(`${name}.read`).trimEnd().split('\n'))
  })

  it.each(names)('%s: no line is lost', (name) => {
    const read = readPlan(textOf(`${name}.txt`))
    const shown = [read.title, ...read.entries.flatMap((one) => [one.text, one.owner])].join(' ')
    for (const [i, line] of read.lines.entries()) {
      if (line.as === 'fact' || line.as === 'period' || line.as === 'columns') continue
      const first = /\p{L}{4,}/u.exec(
        line.text.replace(
          /^\s*(?:tiltak|mål|hovedmål|delmål|satsingsområde|goal|action|indicator|indikator|hovudmål|priority)\s*[\d.:]*/iu,
          '',
        ),
      )?.[0]
      if (first) expect(shown, `line ${i + 1}`).toContain(first)
    }
  })
})

const plain = (text: string) => new Paragraph(text)
const bullet = (text: string, level = 0) => new Paragraph({ text, bullet: { level } })
const head = (text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]) => new Paragraph({ text, heading })
const told = async (name: string, bytes: Uint8Array) => toldPlan(readPlan((await readDocument({ name, bytes })).lines))

describe('plans in Word’s files', () => {
  it('with headings above lists, and who and when below', async () => {
    const bytes = await word([
      head('Bibliotekplan for Nord-Troms 2021–2024', HeadingLevel.TITLE),
      head('Bakgrunn', HeadingLevel.HEADING_1),
      plain('Planen er laget av seks kommuner.'),
      head('Mål og tiltak', HeadingLevel.HEADING_1),
      head('Lesing hele livet', HeadingLevel.HEADING_2),
      bullet('Bok til alle nyfødte'),
      plain('Ansvarlig: Skjervøy bibliotek'),
      plain('Frist: løpende'),
      bullet('Lesestund på språkene i kommunen (Kåfjord bibliotek, vår 2022)'),
      head('Rom for alle', HeadingLevel.HEADING_2),
      bullet('Meråpent i alle kommuner innen 2023'),
      head('Oppfølging', HeadingLevel.HEADING_1),
      plain('Planen tas opp hvert år i mai.'),
    ])
    expect(await told('plan.docx', bytes)).toEqual([
      '= Bibliotekplan for Nord-Troms 2021–2024 (2021-01-01 – 2024-12-31)',
      'P Planen er laget av seks kommuner.',
      'G Lesing hele livet',
      'M Bok til alle nyfødte · Skjervøy bibliotek',
      '- Frist: løpende',
      'M Lesestund på språkene i kommunen · Kåfjord bibliotek · 2022-01-01 – 2022-06-30',
      'G Rom for alle',
      'M Meråpent i alle kommuner · – 2023-12-31',
      'P Planen tas opp hvert år i mai.',
    ])
  })

  it('with a table under each goal', async () => {
    const table = (...lines: string[][]) =>
      rows([['Tiltak', 'Ansvarleg', 'Frist', 'Indikator'], ...lines].map((line) => line.map((one) => cell(one))))
    const bytes = await word([
      head('Handlingsplan 2025', HeadingLevel.HEADING_1),
      head('Mål 1. Fleire besøk', HeadingLevel.HEADING_2),
      table(
        ['1.1 Opne laurdagar', 'Vadsø bibliotek', 'mars', 'Tal på besøk'],
        ['1.2 Kafé i biblioteket', 'Vadsø kommune', 'haust', ''],
      ),
      head('Mål 2. Betre samlingar', HeadingLevel.HEADING_2),
      table(['2.1 Kassere gamle bøker', 'Alle bibliotek', '1. juni', 'Del av samlinga yngre enn ti år\nTal på kasserte']),
    ])
    expect(await told('plan.docx', bytes)).toEqual([
      '= Handlingsplan 2025 (2025-01-01 – 2025-12-31)',
      'G Fleire besøk',
      'M Opne laurdagar · Vadsø bibliotek · – 2025-03-31',
      'I Tal på besøk',
      'M Kafé i biblioteket · Vadsø kommune · – 2025-12-31',
      'G Betre samlingar',
      'M Kassere gamle bøker · Alle bibliotek · – 2025-06-01',
      'I Del av samlinga yngre enn ti år',
      'I Tal på kasserte',
    ])
  })

  it('with goals in cells that reach over several rows', async () => {
    const bytes = await word([
      plain('Handlingsplan for digital formidling, 2020–2021'),
      rows([
        [cell('Hovedmål'), cell('Delmål'), cell('Tiltak'), cell('Hvem'), cell('Når')],
        [
          cell('Nå flere', { rowSpan: 3 }),
          cell('Barn', { rowSpan: 2 }),
          cell('Filmer på nett'),
          cell('Alta bibliotek'),
          cell('juni 2020'),
        ],
        [cell('Lydbøker'), cell('Tana bibliotek'), cell('2020–2021')],
        [cell('Voksne'), cell('• Foredrag på nett\n• Lesesirkler på nett'), cell('Alle bibliotek'), cell('2. kvartal 2021')],
      ]),
    ])
    expect(await told('plan.docx', bytes)).toEqual([
      '= Handlingsplan for digital formidling, 2020–2021 (2020-01-01 – 2021-12-31)',
      'P Nå flere',
      'G Barn',
      'M Filmer på nett · Alta bibliotek · 2020-06-01 – 2020-06-30',
      'M Lydbøker · Tana bibliotek · 2020-01-01 – 2021-12-31',
      'G Voksne',
      'M Foredrag på nett',
      'M Lesesirkler på nett · Alle bibliotek · 2021-04-01 – 2021-06-30',
    ])
  })
})

describe('plans in spreadsheets', () => {
  it('with columns that have names, and dates that are dates', async () => {
    const bytes = spreadsheet([
      {
        name: 'Ark1',
        rows: [
          ['Handlingsplan 2022–2023', null, null, null, null, null],
          [null, null, null, null, null, null],
          ['Mål', 'Tiltak', 'Ansvarlig', 'Start', 'Frist', 'Status'],
          ['Samarbeid', 'Felles kurs', 'Fylkesbiblioteket', date(44_562), date(44_742), '50 %'],
          [null, 'Felles lisens', 'Tromsø bibliotek', null, date(45_291), 'Ikke startet'],
          ['Samisk litteratur', 'Innkjøp av samiske bøker', 'Karasjok bibliotek', null, 2023, 'Ferdig'],
        ],
      },
    ])
    expect(await told('plan.xlsx', bytes)).toEqual([
      '= Handlingsplan 2022–2023 (2022-01-01 – 2023-12-31)',
      'G Samarbeid',
      'M Felles kurs · Fylkesbiblioteket · 2022-01-01 – 2022-06-30 · under_way',
      'M Felles lisens · Tromsø bibliotek · – 2023-12-31 · not_started',
      'G Samisk litteratur',
      'M Innkjøp av samiske bøker · Karasjok bibliotek · – 2023-12-31 · done',
    ])
  })

  it('with rows across that are goals', async () => {
    const bytes = spreadsheet([
      {
        name: 'Plan',
        rows: [
          ['Tiltak', 'Kven', 'Når', 'Stode', 'Budsjett'],
          ['Mål 1: Nynorsk i biblioteka', null, null, null, null],
          ['Kurs i nynorsk', 'Målselv bibliotek', 'haust 2024', 'Pågår', '20 000'],
          ['Mål 2: Opne rom', null, null, null, null],
          ['Ny inngang', 'Bardu kommune', '2025', 'Går ut', null],
        ],
        merged: ['A2:E2', 'A4:E4'],
      },
    ])
    expect(await told('plan.xlsx', bytes)).toEqual([
      '= Plan ()',
      'G Nynorsk i biblioteka',
      'M Kurs i nynorsk · Målselv bibliotek · 2024-08-01 – 2024-12-31 · under_way',
      '- Budsjett: 20 000',
      'G Opne rom',
      'M Ny inngang · Bardu kommune · 2025-01-01 – 2025-12-31 · dropped',
    ])
  })
})

const piece = fc.constantFrom(
  'Mål 1:',
  'Tiltak',
  '1.1',
  '- ',
  '• ',
  'Ansvarlig:',
  'Frist:',
  '2021',
  'høst',
  '|',
  '\t',
  '(',
  ')',
  '\n',
  'bibliotek',
  'og',
  ' – ',
  'Indikator',
  '# ',
  '\u202e',
  '𝒳',
)
it('any text at all is read, and each line of it is shown', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 }), (parts) => {
      const text = parts.join(' ')
      const read = readPlan(text)
      const seen = new Set(read.entries.map((one) => one.key))
      expect(seen.size).toBe(read.entries.length)
      for (const one of read.entries) expect(read.lines[one.line - 1]).toBeDefined()
      const blank = (line: string) =>
        line.replace(/[\s\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/g, '') === ''
      const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
      expect(read.lines.length).toBe(lines.filter((line) => !blank(line)).length)
    }),
  )
})

it('a text of a thousand measures is read too', () => {
  const text = Array.from({ length: 1000 }, (_, i) => `Tiltak ${i}: Gjøre noe. Ansvarlig: Alta bibliotek. Frist: 1. juni 2021`)
  const read = readPlan(`Handlingsplan 2021\n${text.join('\n')}`)
  expect(read.entries.filter((one) => one.owner && one.to)).toHaveLength(1000)
})

it('a table that is no plan is doubted, and nothing in it is lost', () => {
  const read = readPlan('| Vare | Pris |\n| Melk | 22 |\n| Brød | 35 |')
  expect(read.entries.map((one) => [one.as, one.text, one.sure])).toEqual([
    ['measure', 'Vare', false],
    ['about', 'Pris', false],
    ['measure', 'Melk', false],
    ['about', '22', false],
    ['measure', 'Brød', false],
    ['about', '35', false],
  ])
})
