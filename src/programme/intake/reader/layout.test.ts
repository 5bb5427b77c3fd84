import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LaidLine } from '../../reader/laid.ts'
import { relaid, unlaid } from './layout.ts'

const text = (words: string): LaidLine => ({ kind: 'text', cells: [{ text: words }] })
const heading = (words: string): LaidLine => ({ kind: 'heading', level: 2, cells: [{ text: words }] })
const row = (...cells: string[]): LaidLine => ({ kind: 'row', table: 1, cells: cells.map((one) => ({ text: one })) })

const document: LaidLine[] = [
  heading('Program'),
  text(''),
  row('09.00', 'Velkommen', 'Kari Nordmann\nOla Hansen'),
  row('10.00', 'Om lesing', ''),
  {
    kind: 'row',
    table: 1,
    cells: [
      { text: '11.00', rowSpan: 2 },
      { text: 'Pause', colSpan: 2 },
    ],
  },
  { kind: 'bullet', level: 1, cells: [{ text: 'Ta med PC' }] },
]
const { text: shown, layout } = unlaid(document)

describe('a document in the form', () => {
  test('is a text that people can read', () => {
    expect(shown.split('\n')).toEqual([
      'Program',
      '',
      '09.00\tVelkommen\tKari Nordmann / Ola Hansen',
      '10.00\tOm lesing\t',
      '11.00\tPause',
      '• Ta med PC',
    ])
  })

  test('comes back as it was when nobody has touched it', () => {
    expect(relaid(shown, layout)).toEqual(document)
  })

  test('keeps its tables when a line is put in above, and one is taken out', () => {
    const edited = `Hei!\n${shown.replace('10.00\tOm lesing\t\n', '')}`
    expect(relaid(edited, layout)).toEqual([text('Hei!'), ...document.filter((_, i) => i !== 3)])
  })

  test('keeps the cells of a row that is corrected where it stands', () => {
    const edited = relaid(shown.replace('Kari Nordmann / Ola', 'Kari Nordmann / Mari'), layout)
    expect(edited[2]).toEqual(row('09.00', 'Velkommen', 'Kari Nordmann\nMari Hansen'))
    expect(relaid(shown.replace('Pause', 'Kaffe'), layout)[4]).toEqual({
      ...document[4],
      cells: [
        { text: '11.00', rowSpan: 2 },
        { text: 'Kaffe', colSpan: 2 },
      ],
    })
  })

  test('is a plain text without a layout, or with one that is spoilt', () => {
    expect(relaid(shown, '')).toBe(shown)
    expect(relaid(shown, '{"lines":3')).toBe(shown)
    expect(unlaid([text('en'), text('to')])).toEqual({ text: 'en\nto', layout: '' })
  })
})

const piece = fc.string({ maxLength: 12 })
const line: fc.Arbitrary<LaidLine> = fc.oneof(
  piece.map(text),
  piece.map(heading),
  fc.array(piece, { minLength: 1, maxLength: 4 }).map((cells) => row(...cells)),
)

test('any text that comes back is read line by line, with no line lost or made', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.string({ unit: 'grapheme' }), (lines, edited) => {
      const made = unlaid(lines)
      const read = relaid(edited, made.layout)
      const breaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
      expect(typeof read === 'string' ? read.split(breaks) : read).toHaveLength(edited.split(breaks).length)
    }),
  )
})

test('twenty thousand rows take no time', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => row(i % 2 ? '09.00' : '', 'Sak', ''))
  // Processor time: other work on the machine does not count.
  const took = () => {
    const before = process.cpuUsage()
    const made = unlaid(many)
    relaid(made.text.replaceAll('Sak', 'Punkt'), made.layout)
    relaid(`Ny linje\n${made.text}`, made.layout)
    return process.cpuUsage(before).user / 1000
  }
  expect(Math.min(took(), took())).toBeLessThan(1000)
})
