import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProgramme } from './read.ts'

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const scrap = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '09.00',
    '10.00 – 11. 00',
    '25:70',
    'kl. 9',
    '8:00am',
    '1500:',
    '12-45-13.30',
    ' – ',
    ' | ',
    '\t',
    '\n',
    '\r\n',
    '\n\n',
    '• ',
    '- ',
    'Pause',
    'Lunsj',
    'v/Kari Moe',
    'ved rådgiver Ola Vik, Nes og ',
    'Mandag 3. mai 2021',
    '29. februar 2023',
    'Dag 2',
    '26/9',
    '(PDF, 2 MB)',
    '«',
    '»',
    '\u202e',
    '\u200b',
    '\u0000',
    '\u0007',
    'a\u030a',
    '\ud800',
    'Ordstyrer: ',
    'Praktisk informasjon',
    'utsatt',
    '?',
    '. ',
    ': ',
  ),
)
const anyText = fc.array(scrap, { maxLength: 60 }).map((parts) => parts.join(' '))

describe('any text at all', () => {
  it('is read without throwing, and no line is lost', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = readProgramme(text)
        for (const line of reading.lines) expect(line.use === null).toBe(blank(line.text))
        for (const item of reading.days.flatMap((d) => d.items)) {
          expect(item.start).toMatch(CLOCK)
          if (item.end !== null) expect(item.end).toMatch(CLOCK)
          expect(item.title).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
          for (const n of item.lines) expect(reading.lines[n - 1]?.use).toBeTruthy()
        }
        for (const d of reading.doubts) {
          const line = reading.lines[d.where.line - 1]
          expect(line).toBeDefined()
          expect(d.where.to).toBeLessThanOrEqual(line?.text.length ?? 0)
          expect(d.where.from).toBeLessThanOrEqual(d.where.to)
        }
        expect(new Set(reading.doubts.map((d) => d.id)).size).toBe(reading.doubts.length)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the pasted lines as they were', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ maxLength: 40 }).filter((s) => !/[\n\r\v\f\u0085\u2028\u2029]/.test(s)),
          { maxLength: 20 },
        ),
        (lines) => {
          expect(readProgramme(lines.join('\n')).lines.map((l) => l.text)).toEqual(lines.length ? lines : [''])
        },
      ),
    )
  })

  it('reads the same text the same way twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readProgramme(text)).toEqual(readProgramme(text))
      }),
      { numRuns: 50 },
    )
  })

  it('names the line of a time no clock shows, and makes no item of it', () => {
    const reading = readProgramme('Møte 3. mai 2021\n10.00 Velkommen\n25:70 Umulig\n11.00 Slutt')
    expect(reading.days[0]?.items.map((i) => i.title)).toEqual(['Velkommen', 'Slutt'])
    expect(reading.doubts.map((d) => [d.why, d.where.line])).toEqual([['impossible-time', 3]])
    expect(reading.lines[2]?.use).toBe('unread')
  })

  it('doubts an end before the start, but not a night', () => {
    const why = (text: string) => readProgramme(text).doubts.map((d) => d.why)
    expect(why('10.00 – 09.30 Møte\n11.00 Slutt')).toContain('end-before-start')
    expect(why('20.00 – 01.00 Fest\n')).not.toContain('end-before-start')
  })

  it('doubts days that run backwards', () => {
    const reading = readProgramme('Onsdag 5. mai 2021\n10.00 Møte\nTirsdag 4. mai 2021\n10.00 Møte')
    expect(reading.doubts.map((d) => d.why)).toEqual(['days-out-of-order'])
  })

  it('says where it stopped when the text is longer than a book', () => {
    const reading = readProgramme('x'.repeat(5_000_001))
    expect(reading.cutAt).toBe(5_000_000)
  })

  it.each([
    ['items', (i: number) => `${8 + (i % 12)}.00 Foredrag ${i} v/Kari Nordmann, Sandøy bibliotek`],
    ['points', (i: number) => (i % 20 ? `– Punkt ${i} om Ola Vik, rådgiver` : '10.00 Sak')],
    ['prose', (i: number) => `Vi inviterer alle til en dag ${i}. Anne Hansen ønsker velkommen til dem som vil være med.`],
    ['times alone', (i: number) => `${8 + (i % 12)}.15`],
    ['rows with pipes', (i: number) => `${8 + (i % 10)}.00 | Tittel ${i} | Kari Moe | Rom ${i % 4}`],
    ['years', (i: number) => `20${10 + (i % 50)} Tittel ${i}`],
    ['capitals', (i: number) => `OVERSKRIFT NUMMER ${i}`],
    ['all sorts', (i: number) => ['10.00 Åpning', 'v/ Kari Moe', 'Rom 2', '', '11.00', 'Lunsj', 'Dag 2', '* punkt'][i % 8] ?? ''],
  ])('20 000 lines of %s take less than a second', (_, line) => {
    const lines = (n: number) => Array.from({ length: n }, (_, i) => line(i)).join('\n')
    const large = lines(20_000)
    readProgramme(lines(3000))
    expect(Math.min(took(large), took(large), took(large))).toBeLessThan(1000)
  })
})

/** Milliseconds of the processor's time, not the clock's: other work on the machine must not count. */
function took(text: string): number {
  const from = process.cpuUsage()
  readProgramme(text)
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

function blank(text: string): boolean {
  return readProgramme(text).lines.every((l) => l.use === null)
}
