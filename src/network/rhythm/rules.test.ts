import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rhythm } from '../tables.ts'
import { isInRhythm, nextTime, weeks } from './rules.ts'

const thirdTuesday: Rhythm = { kind: 'weekday', weekday: 2, week: 3, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }
const twiceAYear: Rhythm = { kind: 'months', months: [4, 10] }

const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 })
const onAWeekday: fc.Arbitrary<Rhythm> = fc.record({
  kind: fc.constant('weekday' as const),
  weekday: fc.integer({ min: 1, max: 7 }),
  week: fc.constantFrom(...weeks),
  months,
})
const rhythms = fc.oneof(onAWeekday, fc.record({ kind: fc.constant('months' as const), months }))
const dates = fc.integer({ min: 0, max: 36_600 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }).toString())

describe('the next time', () => {
  it.each<[string, Rhythm, string | null, string, string | null]>([
    ['the third Tuesday of the month after', thirdTuesday, '2026-12-15', '2026-12-16', '2027-01-19'],
    ['not this month’s, when that is over', thirdTuesday, null, '2026-11-22', '2026-12-15'],
    ['not today', thirdTuesday, null, '2026-12-15', '2027-01-19'],
    ['not twice in a month because one was moved', thirdTuesday, '2026-12-08', '2026-12-10', '2027-01-19'],
    ['ahead of what is planned, not of today', thirdTuesday, '2027-02-16', '2026-11-22', '2027-03-16'],
    ['the last Friday', { kind: 'weekday', weekday: 5, week: -1, months: [2, 5] }, null, '2027-02-27', '2027-05-28'],
    ['the same weekday as last time', twiceAYear, '2020-04-29', '2020-05-06', '2020-10-28'],
    ['the last one for the fifth', twiceAYear, '2026-04-30', '2026-05-01', '2026-10-29'],
    ['a month alone, where nothing is known of the day', twiceAYear, null, '2020-05-06', null],
  ])('is %s', (_what, rhythm, last, today, date) => {
    expect(nextTime(rhythm, { last, today })?.date).toBe(date)
  })

  it('lies in the rhythm, after any day, and none that does is passed over', () => {
    fc.assert(
      fc.property(onAWeekday, dates, (rhythm, today) => {
        const date = nextTime(rhythm, { last: null, today })!.date!
        expect(date > today).toBe(true)
        expect(isInRhythm(rhythm, date)).toBe(true)
        for (let day = Temporal.PlainDate.from(today).add({ days: 1 }); day.toString() < date; day = day.add({ days: 1 }))
          expect(isInRhythm(rhythm, day.toString())).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('comes in a later month than the last meeting, in a month that the rhythm names', () => {
    fc.assert(
      fc.property(rhythms, dates, dates, (rhythm, last, today) => {
        const next = nextTime(rhythm, { last, today })!
        expect(next.month > last.slice(0, 7)).toBe(true)
        expect(rhythm.months).toContain(Number(next.month.slice(5)))
        expect(next.date!.startsWith(next.month)).toBe(true)
        expect(next.date! > today).toBe(true)
      }),
    )
  })
})
