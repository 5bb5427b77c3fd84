import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arc, labelled, pointAt, spanIn, yearNear, yearsOf } from './rules.ts'

describe('the wheel of a year', () => {
  it('has a period in the months it lies in, and knows its own ends', () => {
    expect(spanIn(2021, { starts: '2020-10-01', ends: '2021-06-01' })).toEqual({ from: 1, to: 6, begins: false, ends: true })
    expect(spanIn(2020, { starts: '2020-10-01', ends: '2021-06-01' })).toEqual({ from: 10, to: 12, begins: true, ends: false })
    expect(spanIn(2020, { starts: null, ends: '2020-05-29' })).toEqual({ from: 5, to: 5, begins: false, ends: true })
    expect(spanIn(2022, { starts: '2020-10-01', ends: '2021-06-01' })).toBeNull()
    expect(spanIn(2020, { starts: null, ends: null })).toBeNull()
  })
  it('draws every span on its circle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 11 }),
        fc.integer({ min: 20, max: 190 }),
        (from, more, radius) => {
          const points = [...arc(radius, { from, to: Math.min(12, from + more) }).matchAll(/(-?[\d.]+) (-?[\d.]+)(?=A|$)/g)]
          expect(points).toHaveLength(3)
          for (const [, x, y] of points) expect(Math.hypot(Number(x), Number(y))).toBeCloseTo(radius, 1)
        },
      ),
    )
  })
  it('has numbers that stand clear of each other wherever there is room', () => {
    const [first, second] = labelled([
      { radius: 142, span: { from: 5, to: 11 } },
      { radius: 129, span: { from: 8, to: 8 } },
    ])
    expect(Math.abs(first!.x - second!.x) >= 24 || Math.abs(first!.y - second!.y) >= 12).toBe(true)
  })
  it('opens on the year of the plan that is nearest', () => {
    const of = { starts: '2020-01-01', ends: '2023-12-31' }
    expect(['2019-05-06', '2021-05-06', '2026-05-06'].map((day) => yearNear(of, day))).toEqual([2020, 2021, 2023])
  })
  it('begins at the top and goes clockwise', () => {
    expect(pointAt(100, 1)).toEqual({ x: 0, y: -100 })
    expect(pointAt(100, 4)).toEqual({ x: 100, y: 0 })
    expect(yearsOf({ starts: '2020-01-01', ends: '2023-12-31' })).toEqual([2020, 2021, 2022, 2023])
  })
})
