/** Dates that nobody typed: they follow the first that was. */
import { describe, expect, it } from 'vitest'
import { asPlanned, nothingDecided, withFollowingDates } from './rules.ts'

const days = [
  { id: 'a', date: '2027-04-28' },
  { id: 'b', date: '2027-04-29' },
  { id: 'c', date: '2027-05-03' },
]
const items = [
  { id: 'a1', dayId: 'a' },
  { id: 'c1', dayId: 'c' },
]
const on = (dates: Record<string, string>) => ({ ...asPlanned, fate: 'date' as const, dates })

describe('days that are left open', () => {
  it('lie as far behind the first as before; what was typed stays', () => {
    const { whole } = withFollowingDates({ ...nothingDecided, whole: on({ a: '2027-09-14', b: '' }) }, days, items)
    expect(whole.dates).toEqual({ a: '2027-09-14', b: '2027-09-15', c: '2027-09-19' })
    const typed = withFollowingDates({ ...nothingDecided, whole: on({ a: '2027-09-14', c: '2027-09-16' }) }, days, items)
    expect(typed.whole.dates).toEqual({ a: '2027-09-14', b: '2027-09-15', c: '2027-09-16' })
  })

  it('stay open where the first is not given: then that one day moves alone', () => {
    const { whole } = withFollowingDates({ ...nothingDecided, whole: on({ b: '2027-04-30' }) }, days, items)
    expect(whole.dates).toEqual({ b: '2027-04-30' })
  })

  it('of a part follow its own first day, and those of the rest theirs', () => {
    const split = { days: ['b'], items: ['c1'], title: 'Del', part: on({ b: '2027-10-01' }) }
    const made = withFollowingDates({ ...nothingDecided, whole: on({ a: '2027-09-14' }), split }, days, items)
    expect(made.split!.part.dates).toEqual({ b: '2027-10-01', c: '2027-10-05' })
    // The day of which only an item goes stays with the whole too.
    expect(made.whole.dates).toEqual({ a: '2027-09-14', c: '2027-09-19' })
  })

  it('without any date nothing is made up', () => {
    const decision = { ...nothingDecided, split: { days: ['b'], items: [], title: 'Del', part: asPlanned } }
    expect(withFollowingDates(decision, days, items)).toEqual(decision)
  })
})
