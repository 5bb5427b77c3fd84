import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyEdit } from './forms.ts'
import { clockOf, type ItemEdit, kinds, mayEndAt, merge, placeByTime } from './rules.ts'

test.each([
  ['9', '09:00'],
  ['9.00', '09:00'],
  ['09:05', '09:05'],
  ['0905', '09:05'],
  ['9,30', '09:30'],
  ['kl. 14.15', '14:15'],
  ['24.00', '00:00'],
  ['25:70', null],
  ['9.60', null],
  ['', null],
  ['ni', null],
])('%s is read as %s', (typed, read) => expect(clockOf(typed)).toBe(read))

test('an end lies after its start, or in the night after an evening', () => {
  expect(mayEndAt('09:00', '10:00')).toBe('yes')
  expect(mayEndAt('19:00', '01:00')).toBe('yes')
  expect(mayEndAt('10:00', '09:00')).toBe('programme_end_before_start')
  expect(mayEndAt('10:00', '10:00')).toBe('programme_end_before_start')
  expect(mayEndAt(null, '10:00')).toBe('programme_end_without_start')
})

const time = fc.option(fc.constantFrom('09:00', '10:00', '11:00'), { nil: null })
const words = fc.option(fc.constantFrom({ nb: 'a' }, { nb: 'b' }, { nb: 'a', nn: 'c' }), { nil: null })
const item: fc.Arbitrary<ItemEdit> = fc.record({
  title: fc.constantFrom({ nb: 'a' }, { nb: 'b' }, { nb: 'a', nn: 'c' }, { nn: 'd' }),
  description: words,
  note: words,
  start: time,
  end: time,
  kind: fc.constantFrom(...kinds),
  room: fc.constantFrom(null, 'Rom 1'),
  pinned: fc.boolean(),
  track: fc.option(fc.constant('A'), { nil: null }),
  audience: fc.constantFrom('public', 'members'),
  expectsMaterial: fc.boolean(),
  expectsMinutes: fc.boolean(),
  speakers: fc.constantFrom([], [{ name: 'Kari', office: null, email: null, role: 'speaker' as const }]),
})

describe('merging', () => {
  test('what only one changed is taken from that one, whoever it is', () => {
    fc.assert(
      fc.property(item, item, (was, changed) => {
        expect(merge(was, changed, was)).toEqual({ merged: changed, conflicts: [] })
        expect(merge(was, was, changed)).toEqual({ merged: changed, conflicts: [] })
        expect(merge(was, changed, changed)).toEqual({ merged: changed, conflicts: [] })
      }),
    )
  })

  test('both sides are asked about the same fields', () => {
    fc.assert(
      fc.property(item, item, item, (was, one, other) => {
        expect(merge(was, one, other).conflicts).toEqual(merge(was, other, one).conflicts)
      }),
    )
  })

  test('mine stands in the fields in conflict', () => {
    const was = { ...emptyEdit, title: { nb: 'a' } }
    const { merged, conflicts } = merge(
      was,
      { ...was, title: { nb: 'mine' } },
      { ...was, title: { nb: 'theirs' }, room: null, pinned: false, track: 'B' },
    )
    expect(conflicts).toEqual(['title.nb'])
    expect(merged).toMatchObject({ title: { nb: 'mine' }, track: 'B' })
  })
})

test('a place by time keeps an ordered day in order', () => {
  const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
  fc.assert(
    fc.property(fc.array(clock), clock, (starts, start) => {
      const day = starts.toSorted().map((one) => ({ start: one }))
      const after = day.toSpliced(placeByTime(day, start), 0, { start })
      expect(after).toEqual(after.toSorted((a, b) => a.start.localeCompare(b.start)))
    }),
  )
})
