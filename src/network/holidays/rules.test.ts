import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { easterSunday, holidayOn } from './rules.ts'

describe('Easter Sunday', () => {
  it.each(['1818-03-22', '1943-04-25', '2000-04-23', '2020-04-12', '2024-03-31', '2026-04-05', '2027-03-28', '2038-04-25'])(
    'was or will be %s',
    (date) => expect(easterSunday(Number(date.slice(0, 4))).toString()).toBe(date),
  )
  it('is a Sunday from 22 March to 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4000 }), (year) => {
        const easter = easterSunday(year)
        expect(easter.dayOfWeek).toBe(7)
        expect(easter.toString() >= `${year}-03-22` && easter.toString() <= `${year}-04-25`).toBe(true)
      }),
    )
  })
})

describe('a public holiday', () => {
  it.each([
    ['2027-05-17', 'constitution_day'],
    ['2027-03-25', 'maundy_thursday'],
    ['2027-03-26', 'good_friday'],
    ['2027-03-29', 'easter_monday'],
    ['2027-05-06', 'ascension_day'],
    ['2027-05-16', 'whit_sunday'],
    ['2026-12-26', 'boxing_day'],
    // Whit Monday and 17 May fall together in 2032: people say "17. mai".
    ['2032-05-17', 'constitution_day'],
  ])('falls on %s: %s', (date, holiday) => expect(holidayOn(date)).toBe(holiday))
  it.each(['2027-05-18', '2027-03-27', '2026-12-24', '2027-02-06'])('does not fall on %s', (date) =>
    expect(holidayOn(date)).toBeNull(),
  )
})
