import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDate } from './dates.ts'

test('a day is one that the calendar has', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 900, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (y, mo, d) => {
        const text = `${String(y).padStart(4, '0')}-${String(mo).padStart(2, '0')}-${String(d).padStart(2, '0')}`
        let had = true
        try {
          Temporal.PlainDate.from(text, { overflow: 'reject' })
        } catch {
          had = false
        }
        expect(isDate(text)).toBe(had && y >= 1000 && y < 9000)
      },
    ),
  )
})

test.each(['', '2020-4-29', '29.04.2020', '0000-01-01', '+012020-04-29', '2020-04-29T10:00', ' 2020-04-29', '2020-02-30'])(
  'no day: %j',
  (text) => expect(isDate(text)).toBe(false),
)
