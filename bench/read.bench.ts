/** Reading a programme of 500 items, a Word file of 20 pages from its bytes to its items, and how rightly programmes made in every layout and language are read back. */
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { readProgramme } from '../src/programme/reader/read.ts'
import { readDocument } from '../src/programme/sources/read.ts'
import { partScore, scoreOf, type Tally, THINGS } from '../tests/programmes/made/compare.ts'
import { rounds } from '../tests/programmes/made/round.ts'
import { TABLES, tableTallies } from '../tests/programmes/made/tables.ts'
import { readWide } from '../tests/programmes/wide/read.ts'
import { calibrate, median, tell } from './figures.ts'

const days = ['Mandag 4. mai 2026', 'Tirsdag 5. mai 2026', 'Onsdag 6. mai 2026', 'Torsdag 7. mai 2026', 'Fredag 8. mai 2026']
const lines: string[] = ['Biblioteksjefmøte 2026', '']
for (let i = 0; i < 500; i++) {
  if (i % 100 === 0) lines.push('', days[i / 100]!, '')
  const at = (minutes: number) =>
    `${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`
  const start = (i % 100) * 8
  lines.push(
    `${at(start)} – ${at(start + 8)} Sak ${i + 1}: Om bibliotekutvikling og samarbeid ved Kari Nordmann, biblioteksjef i Storvik. Se referat.`,
  )
  if (i % 5 === 0) lines.push('– Orientering fra prosjektet', '– Spørsmål og samtale')
}
const text = lines.join('\n')

const items = readProgramme(text).days.reduce((sum, day) => sum + day.items.length, 0)
if (items !== 500) throw new Error(`the programme should have 500 items, but ${items} were read`)
calibrate('read')
const times = Array.from({ length: 15 }, () => {
  const began = performance.now()
  readProgramme(text)
  return performance.now() - began
})
tell({ bench: 'read', figure: '500-items-ms', value: median(times), unit: 'ms' })

const row = (...cells: string[]) =>
  new TableRow({
    children: cells.map((cell) => new TableCell({ children: cell.split('\n').map((line) => new Paragraph(line)) })),
  })
// A page of Word holds about 25 rows of a table with a heading and an introduction above them.
const pages = Array.from({ length: 20 }, (_, page) => [
  new Paragraph({ text: `${page + 4}. mai 2026`, heading: HeadingLevel.HEADING_1, pageBreakBefore: page > 0 }),
  new Paragraph('Vi møtes i Storvik bibliotek. Alle økter er åpne for ansatte i regionen, og det serveres lunsj i foajeen.'),
  new Table({
    rows: [
      row('Tid', 'Sak', 'Ansvarlig'),
      ...Array.from({ length: 25 }, (_, i) => {
        const at = (n: number) => `${String(8 + Math.floor(n / 3)).padStart(2, '0')}.${(n % 3) * 2}0`
        const topic = `Sak ${page * 25 + i + 1}: Bibliotek og samarbeid\nOrientering fra prosjektet`
        return row(`${at(i)}–${at(i + 1)}`, topic, 'Kari Nordmann, Storvik')
      }),
    ],
  }),
])
const word = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: pages.flat() }] })))
const opened = async () => readProgramme((await readDocument({ name: 'program.docx', bytes: word })).lines)
const found = (await opened()).days.map((day) => day.items.length)
if (found.length !== 20 || found.some((count) => count !== 25))
  throw new Error(`the file should have 20 days of 25 items, but ${found.join(', ')} were read`)
const docx: number[] = []
for (let i = 0; i < 7; i++) {
  const began = performance.now()
  await opened()
  docx.push(performance.now() - began)
}
tell({ bench: 'read', figure: 'docx-20-pages-ms', value: median(docx), unit: 'ms' })

const scores = new Map<string, Tally[]>()
for (const { layout, language, tally } of rounds(5))
  for (const name of ['all', `language ${language}`, `layout ${layout}`]) scores.set(name, [...(scores.get(name) ?? []), tally])
for (const [name, tallies] of [...scores].sort(([a], [b]) => a.localeCompare(b)))
  tell({ bench: 'read', figure: `score, ${name}`, value: scoreOf(tallies), unit: 'of 1' })
for (const layout of TABLES)
  tell({ bench: 'read', figure: `score, table: ${layout.name}`, value: scoreOf(tableTallies(layout)), unit: 'of 1' })
for (const thing of THINGS)
  tell({ bench: 'read', figure: `score, ${thing}s`, value: partScore(scores.get('all') ?? [], thing), unit: 'of 1' })

const wide = readWide()
tell({ bench: 'read', figure: 'score, wide', value: scoreOf(wide.map((one) => one.tally)), unit: 'of 1' })
for (const language of [...new Set(wide.map((one) => one.language))].sort())
  tell({
    bench: 'read',
    figure: `score, wide ${language}`,
    value: scoreOf(wide.filter((one) => one.language === language).map((one) => one.tally)),
    unit: 'of 1',
  })
