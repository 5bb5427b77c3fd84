import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fulfilled, isOverdue, normalised, progressOf, rollUp, rollUpPlan, shownState } from './rules.ts'

const today = '2020-10-12'
const status = fc.constantFrom('not_started', 'under_way', 'blocked', 'done', 'dropped')
const measure = fc.record({
  status,
  ends: fc.option(fc.constantFrom('2020-10-11', '2020-10-12', '2021-01-01')),
  weight: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
  percent: fc.integer({ min: 0, max: 100 }),
})

describe('weights', () => {
  it('come to 1 together, whatever was given', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 30 }), (given) => {
        const parts = normalised(given)
        expect(parts.reduce((a, b) => a + b)).toBeCloseTo(1, 9)
        for (const part of parts) expect(part).toBeGreaterThanOrEqual(0)
      }),
    )
  })
  it('are alike where nobody gave any, and 1 for an only child', () => {
    expect(normalised([null, null, null, null])).toEqual([0.25, 0.25, 0.25, 0.25])
    for (const only of [null, 0, 1, 40]) expect(normalised([only])).toEqual([1])
    expect(normalised([1, 3])).toEqual([0.25, 0.75])
    expect(normalised([2, null, 4])).toEqual([2 / 9, 3 / 9, 4 / 9])
  })
})

describe('how a goal stands', () => {
  it('counts every measure once, and is never beyond 0 and 100', () => {
    fc.assert(
      fc.property(fc.array(measure, { maxLength: 20 }), (measures) => {
        const { counts, percent, measures: all, overdue } = rollUp(measures, today)
        expect(Object.values(counts).reduce((a, b) => a + b)).toBe(all)
        expect(all).toBe(measures.length)
        expect(overdue).toBe(measures.filter((one) => isOverdue(one, today)).length)
        if (percent === null) expect(measures.every((one) => one.status === 'dropped')).toBe(true)
        else {
          expect(percent).toBeGreaterThanOrEqual(0)
          expect(percent).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
  it('is the same whether what is dropped is there or not, but for its count', () => {
    fc.assert(
      fc.property(fc.array(measure, { maxLength: 12 }), (measures) => {
        const left = measures.filter((one) => one.status !== 'dropped')
        expect(rollUp(measures, today).percent).toBe(rollUp(left, today).percent)
        expect(rollUp(measures, today).counts.dropped).toBe(measures.length - left.length)
      }),
    )
  })
  it('does not grow when a measure goes back', () => {
    fc.assert(
      fc.property(fc.array(measure, { minLength: 1, maxLength: 12 }), fc.nat(11), (measures, at) => {
        const back = measures.map((one, place) => (place === at % measures.length ? { ...one, percent: 0 } : one))
        expect(rollUp(back, today).percent ?? 0).toBeLessThanOrEqual(rollUp(measures, today).percent ?? 0)
      }),
    )
  })
  it('is 100 only when everything that counts is', () => {
    const done = { status: 'done' as const, ends: null, weight: 1000, percent: 100 }
    expect(rollUp([done, { ...done, status: 'under_way', percent: 99, weight: 0.001 }], today).percent).toBe(99)
    expect(rollUp([done, { ...done, status: 'dropped', percent: 0 }], today).percent).toBe(100)
    expect(rollUp([], today).percent).toBeNull()
  })
  it('and the plan of its goals, of which those without measures count neither way', () => {
    const goal = rollUp([{ status: 'done', ends: null, weight: null, percent: 100 }], today)
    const half = rollUp([{ status: 'under_way', ends: '2020-10-11', weight: null, percent: 50 }], today)
    const none = rollUp([], today)
    expect(rollUpPlan([goal, half, none].map((one) => ({ ...one, weight: null })))).toEqual({
      counts: { done: 1, under_way: 0, not_started: 0, blocked: 0, overdue: 1, dropped: 0 },
      measures: 2,
      overdue: 1,
      percent: 75,
    })
  })
})

describe('one measure', () => {
  it('is past its time the day after its last, unless it is done or dropped', () => {
    expect(isOverdue({ status: 'under_way', ends: today }, today)).toBe(false)
    expect(isOverdue({ status: 'under_way', ends: '2020-10-11' }, today)).toBe(true)
    for (const ended of ['done', 'dropped'] as const) expect(isOverdue({ status: ended, ends: '2020-01-01' }, today)).toBe(false)
    expect(shownState({ status: 'blocked', ends: '2020-10-11' }, today)).toBe('blocked')
    expect(shownState({ status: 'not_started', ends: '2020-10-11' }, today)).toBe('overdue')
  })
  it('has come as far as somebody said, else as its indicators say, and to the end only when it is done', () => {
    expect(progressOf({ status: 'under_way', progress: 40 }, [1])).toEqual({ percent: 40, from: 'said' })
    expect(progressOf({ status: 'under_way', progress: null }, [1, 0.5, null])).toEqual({ percent: 75, from: 'indicators' })
    expect(progressOf({ status: 'under_way', progress: null }, [null])).toEqual({ percent: 0, from: 'status' })
    expect(progressOf({ status: 'done', progress: 40 }, [])).toEqual({ percent: 100, from: 'status' })
  })
  it('an indicator has come from its baseline to its target, downwards too', () => {
    expect(fulfilled({ target: 39, baseline: null }, 27)).toBeCloseTo(27 / 39)
    expect(fulfilled({ target: 10, baseline: 30 }, 20)).toBe(0.5)
    expect(fulfilled({ target: 10, baseline: 0 }, 25)).toBe(1)
    expect(fulfilled({ target: null, baseline: 0 }, 25)).toBeNull()
  })
})
