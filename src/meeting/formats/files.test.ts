/** The programme as Word, table and plain text, on hostile meetings: all that was written stands in each, and nothing runs. */

import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import mammoth from 'mammoth'
import papaparse from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { MeetingView } from '#meeting/reads.ts'
import { inLocale } from '#platform/words/words.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { unpacked } from '../../../tests/zip.ts'
import { programmeCsv } from './csv.ts'
import { programmeDocx } from './docx.ts'
import { type Sheet, type SheetRow, sheetOf } from './sheet.ts'
import { programmeText } from './text.ts'

const sheet = (view: MeetingView) => inLocale('nb', () => sheetOf(view, 'https://samling.example.no'))
const nb = <T>(say: () => T): T => inLocale('nb', say)
const textsIn = (zip: Buffer) => Object.fromEntries([...unpacked(zip)].map(([name, bytes]) => [name, bytes.toString()]))
const bare = (text: string) => text.replaceAll(/\s+/g, '')

const rowTexts = (row: SheetRow) => [
  row.title.text,
  row.about?.text,
  ...row.people.flatMap((person) => [person.name, person.office]),
  ...row.links.map((link) => link.title.text),
]
const written = (one: Sheet): string[] =>
  [
    one.network.text,
    one.series?.text,
    one.where,
    ...one.notices.flatMap((notice) => [notice.title, notice.reason?.text]),
    ...[...one.introduction, ...one.texts].flatMap((text) => [text.heading?.text, ...text.blocks.flat()]),
    ...one.days.flatMap((day) => [
      day.label?.text,
      ...day.rows.flatMap((row) => [row.time, row.where, row.note?.text, ...rowTexts(row), ...row.parts.flatMap(rowTexts)]),
    ]),
  ].filter((text) => typeof text === 'string')

describe('the programme as a Word document', () => {
  it('has real headings, a table with a heading row for each day, and all that was written', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMeeting(4), async (view) => {
        const one = sheet(view)
        const buffer = await programmeDocx(one)
        const { value: html } = await mammoth.convertToHtml({ buffer })
        const text = bare((await mammoth.extractRawText({ buffer })).value)
        for (const words of [one.title.text, ...written(one)]) expect(text).toContain(bare(words))
        expect(html.match(/<table>/g)?.length ?? 0).toBe(one.days.filter((day) => day.rows.length > 0).length)
        expect(html.match(/<thead>/g)?.length ?? 0).toBe(one.days.filter((day) => day.rows.length > 0).length)
        expect(html).toMatch(/<h1>.*Program/)
        expect(html).not.toContain('javascript:')
      }),
      { numRuns: 40 },
    )
  })

  it('is the same file until something changes', async () => {
    const [view] = fc.sample(
      hostileMeeting(4).filter((one) => one.days.some((day) => day.items.some((item) => item.materials.length > 0))),
      { numRuns: 1, seed: 4 },
    )
    const first = await programmeDocx(sheet(view!))
    expect((await programmeDocx(sheet(view!))).equals(first)).toBe(true)
    const files = textsIn(first)
    expect(files['word/_rels/document.xml.rels']).toMatch(/Id="rIdLink1"/)
    expect(files['word/document.xml']).toMatch(/r:id="rIdLink1"/)
  })

  it('names its language and its title, and marks what is in another language', async () => {
    const [view] = fc.sample(hostileMeeting(1), { numRuns: 1, seed: 2 })
    const named = {
      ...view!,
      meeting: { ...view!.meeting, title: { nb: 'Ledermøte' } },
      days: [{ ...view!.days[0]!, label: { en: 'First day' }, items: [] }],
    }
    const files = textsIn(await programmeDocx(sheet(named)))
    const parser = new XMLParser({ ignoreAttributes: false })
    expect(parser.parse(files['docProps/core.xml']!)['cp:coreProperties']['dc:title']).toBe('Ledermøte')
    expect(files['word/styles.xml']).toMatch(/<w:lang w:val="nb-NO"/)
    expect(files['word/document.xml']).toMatch(/<w:lang w:val="en-GB"\/><\/w:rPr><w:t[^>]*>First day</)
  })
})

describe('the programme as a table', () => {
  const table = (view: MeetingView) =>
    papaparse.parse<string[]>(programmeOf(view).slice(1), { delimiter: ';', skipEmptyLines: true }).data
  const programmeOf = (view: MeetingView) => nb(() => programmeCsv(sheet(view)))

  it('is one line for each item and part, of the same number of fields, after a mark of its encoding', () => {
    fc.assert(
      fc.property(hostileMeeting(), (view) => {
        const text = programmeOf(view)
        expect(text.startsWith('\ufeffDato;Fra;Til;')).toBe(true)
        expect(text.endsWith('\r\n')).toBe(true)
        const lines = table(view)
        const rows = sheet(view).days.flatMap((day) => day.rows.flatMap((row) => [row, ...row.parts]))
        expect(lines).toHaveLength(rows.length + 1)
        expect(new Set(lines.map((line) => line.length))).toEqual(new Set([15]))
        for (const [i, row] of rows.entries()) {
          expect(lines[i + 1]![6]!.replace(/^'/, '')).toBe(row.title.text.replace(/^'/, ''))
          // In words of the reader's language, not as it is called inside.
          expect(lines[i + 1]![5]).toMatch(/^[A-ZÆØÅ]/)
        }
      }),
    )
  })

  it('holds nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(hostileMeeting(), (view) => {
        for (const line of table(view)) for (const field of line) expect(field).not.toMatch(/^[\s\ufeff]*[=+\-@]/)
      }),
    )
  })

  it('would run it without the guard', () => {
    expect(papaparse.unparse([['=1+1']], { delimiter: ';' })).toBe('=1+1')
  })
})

describe('the programme as text for an e-mail', () => {
  it('has lines of at most 72 columns but for what cannot be broken, and all that was written', () => {
    fc.assert(
      fc.property(hostileMeeting(), (view) => {
        const one = sheet(view)
        const text = nb(() => programmeText(one))
        const letters = new Intl.Segmenter('nb', { granularity: 'grapheme' })
        for (const line of text.split('\n'))
          if ([...letters.segment(line)].length > 72)
            expect(line.trim().replace(/^([\d.–]+\s+|– )/, '')).not.toMatch(/[^\S\u00a0\u202f]/)
        expect(text).not.toMatch(/[ \t]\n|\p{Cc}(?<!\n)/u)
        for (const words of written(one)) expect(bare(text)).toContain(bare(words))
        expect(text.trimEnd().split('\n').at(-1)?.trim()).toBe(one.url)
      }),
    )
  })
})
