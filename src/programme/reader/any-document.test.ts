import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LaidLine } from './laid.ts'
import { readProgramme } from './read.ts'

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '',
    '09.00',
    '10.00–11.00',
    '9',
    '10-11',
    '25:70',
    '45 min',
    'Tid',
    'Fra',
    'Til',
    'Hva',
    'Hvem',
    'Dato',
    'Sal A',
    'Rom 2',
    'Spor 1',
    'Mandag',
    'Tirsdag 5. mai 2026',
    'ons',
    'Dag 2',
    'Pause',
    'Lunsj',
    'Velkommen ved Kari Moe',
    'Kari Moe, Nes',
    '10.15 Om kart',
    '• punkt',
    'a\nb',
    '09.00\n09.30\n10.00',
    '09.00 A\n10.00 B',
  ),
)
const cell = fc.record({
  text: words,
  colSpan: fc.option(fc.integer({ min: -1, max: 5 }), { nil: undefined }),
  rowSpan: fc.option(fc.integer({ min: -1, max: 5 }), { nil: undefined }),
}) as fc.Arbitrary<{ text: string }>
const line: fc.Arbitrary<LaidLine> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('row' as const),
      cells: fc.array(cell, { maxLength: 6 }),
      table: fc.integer({ min: 0, max: 2 }),
      header: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('text' as const, 'heading' as const, 'bullet' as const),
      cells: fc.array(cell, { minLength: 1, maxLength: 1 }),
      level: fc.integer({ min: 1, max: 6 }),
    }),
  },
)

describe('any document at all', () => {
  it('is read without throwing, and no line is lost', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (document) => {
        const reading = readProgramme(document)
        for (const one of reading.lines) expect([one.text, one.use === null]).toEqual([one.text, blank(one.text)])
        for (const item of reading.days.flatMap((day) => day.items))
          for (const n of item.lines) expect(reading.lines[n - 1]?.use).toBeTruthy()
        const items = reading.days.flatMap((day) => day.items)
        const spans = [
          ...reading.doubts.map((doubt) => doubt.where),
          ...items.flatMap(({ from }) => [from.start, from.end, from.room, ...from.title].filter((span) => span != null)),
          ...items.flatMap((item) =>
            [...item.speakers, ...item.subitems.flatMap((part) => part.speakers)].map((one) => one.span),
          ),
        ]
        for (const { line, from, to } of spans) {
          expect(to).toBeLessThanOrEqual(reading.lines[line - 1]?.text.length ?? -1)
          expect(from).toBeLessThanOrEqual(to)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('keeps the words of every cell in the line it became', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'å'), minLength: 1, maxLength: 6 }), {
            minLength: 1,
            maxLength: 5,
          }),
          { maxLength: 8 },
        ),
        (rows) => {
          const document = rows.map((cells): LaidLine => ({ kind: 'row', table: 0, cells: cells.map((text) => ({ text })) }))
          expect(readProgramme(document).lines.map((one) => one.text)).toEqual(
            rows.map((cells) => cells.map((text) => text.trim()).join('\t')),
          )
        },
      ),
    )
  })

  it.each([
    ['a list', (i: number) => [`${String(8 + (i % 12)).padStart(2, '0')}.00`, `Foredrag ${i}`, 'Kari Nordmann']],
    [
      'sessions side by side',
      (i: number) => [`${String(8 + (i % 12)).padStart(2, '0')}.00`, `Økt ${i}`, `Kurs ${i}`, `Samtale ${i}`],
    ],
    ['cells that say nothing of a programme', (i: number) => [`Sak ${i}`, `Vedtak ${i}`, 'Merknad']],
    ['nothing but names of columns', () => ['Tid', 'Hva', 'Hvem']],
  ])(
    'ten times the rows of %s take ten times as long, or little more',
    (_what, cells) => {
      const rows = (n: number) =>
        Array.from({ length: n }, (_, i): LaidLine => ({ kind: 'row', table: 0, cells: cells(i).map((text) => ({ text })) }))
      const took = (document: LaidLine[]) => {
        const from = process.cpuUsage()
        readProgramme(document)
        const { user, system } = process.cpuUsage(from)
        return user + system
      }
      const [small, large] = [rows(500), rows(5000)]
      took(small)
      // The least of several, in turns: what else the machine does falls on both alike.
      const turns = Array.from({ length: 4 }, () => [took(small), took(small), took(large)] as const)
      const [least, most] = [Math.min(...turns.flat()), Math.min(...turns.map(([, , c]) => c))]
      expect(most / least).toBeLessThan(25)
    },
    30_000,
  )
})

function blank(text: string): boolean {
  return readProgramme(text).lines.every((line) => line.use === null)
}
