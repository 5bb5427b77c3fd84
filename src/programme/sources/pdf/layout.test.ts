/** Pages as no program would set them: what is on them is in the lines, and nothing takes long. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut } from './layout.ts'
import type { Page, Piece } from './pages.ts'

const text = fc.oneof(
  fc.constantFrom(
    '09.00',
    '10.15–11.00',
    'Velkommen',
    'v/ Kari Moe',
    '•',
    '– punkt',
    'Pause',
    'Tirsdag 4. mai 2027',
    'barne-',
    'og ungdom',
    '...........',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
)
const piece: fc.Arbitrary<Piece> = fc.record({
  text,
  // Away from the edges, where what is repeated and what counts pages would be left out.
  x: fc.oneof(fc.constantFrom(60, 120, 300), fc.double({ min: 0, max: 595, noNaN: true })),
  y: fc.oneof(fc.constantFrom(200, 214, 228, 242), fc.double({ min: 150, max: 700, noNaN: true })),
  width: fc.double({ min: 0, max: 600, noNaN: true }),
  size: fc.oneof(fc.constantFrom(9, 11, 18), fc.double({ min: 0.1, max: 200, noNaN: true })),
})
const page = (pieces: readonly Piece[]): Page => ({ width: 595, height: 842, pieces })

/** Letters in no order; hyphens that only divide words and signs before points may go. */
const letters = (all: string) => [...all.replace(/[^\p{L}\p{N}]/gu, '')].sort().join('')
const said = (pages: readonly Page[]) =>
  layOut(pages)
    .flatMap((line) => line.cells.map((cell) => cell.text))
    .join('\n')

describe('the layout of any page', () => {
  it('keeps every letter', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 60 }), (drawn) => {
        // Text drawn twice at one place is bold type and said once.
        const pieces = drawn.filter(
          (one, i) =>
            !drawn
              .slice(0, i)
              .some(
                (other) =>
                  Math.abs(one.y - other.y) < 100 && one.text.slice(-1) === other.text.slice(-1) && other.text.endsWith(one.text),
              ),
        )
        expect(letters(said([page(pieces)]))).toBe(letters(pieces.map((one) => one.text).join('')))
      }),
      { numRuns: 200 },
    )
  })

  it('is done with sixty thousand words while somebody waits', { timeout: 30_000 }, () => {
    const pages = Array.from({ length: 20 }, (_, p) =>
      page(
        Array.from({ length: 3000 }, (_, i) => ({
          text: `ord${p * 3000 + i}`,
          x: 60 + (i % 20) * 25,
          y: 120 + Math.floor(i / 20) * 4 + p,
          width: 20,
          size: 3,
        })),
      ),
    )
    const before = process.cpuUsage()
    expect(said(pages).match(/ord\d+/g)).toHaveLength(60_000)
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(8)
  })
})
