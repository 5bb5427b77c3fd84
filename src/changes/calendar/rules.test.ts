import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LONGEST_HOURS } from '#notices/gathering/rules.ts'
import { neverQuiet } from './rules.ts'

const now = Temporal.Instant.from('2027-01-19T12:00:00Z')
const ago = (minutes: number) => now.subtract({ minutes })

it('a plan is never quiet when no pause was as long as asked for, and it began long enough ago', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -30, max: 400 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 120 }),
      (minutes, quiet) => {
        // A pause has no act strictly within it; by half minutes, so that the longest look back ends between two of them.
        const busy = (minute: number) => minutes.some((one) => one > minute && one < minute + quiet)
        const all = Array.from({ length: LONGEST_HOURS * 120 }, (_, half) => half / 2).every(busy)
        expect(neverQuiet(minutes.map(ago), quiet, now)).toBe(all)
      },
    ),
  )
})
it.each([
  [25, 30, true],
  [30, 30, false],
  [5, 30, true],
])('changed every %i minutes for half a day, where %i is quiet: %s', (every, quiet, expected) => {
  const acts = Array.from({ length: 720 / every }, (_, i) => ago(i * every))
  expect(neverQuiet(acts, quiet, now)).toBe(expected)
})
it('changed all the time, but not for long, still gets its pause', () => {
  expect(neverQuiet([ago(90), ago(60), ago(40), ago(20), ago(1)], 30, now)).toBe(false)
  expect(neverQuiet([], 30, now)).toBe(false)
})
