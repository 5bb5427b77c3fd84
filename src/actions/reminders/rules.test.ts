import { describe, expect, test } from 'vitest'
import { callsToday, isNear, isTimeToRemind } from './rules.ts'

const row = { status: 'under_way', due: '2035-05-29', createdAt: '2035-05-01T08:00:00Z' } as const

describe('a reminder', () => {
  test('comes once in the week before, once on the day, then every week until it is enough', () => {
    expect(callsToday(row, '2035-05-21', [])).toBe(false)
    expect(callsToday(row, '2035-05-22', [])).toBe(true)
    expect(callsToday(row, '2035-05-25', ['2035-05-22'])).toBe(false)
    expect(callsToday(row, '2035-05-29', ['2035-05-22'])).toBe(true)
    expect(callsToday(row, '2035-05-29', ['2035-05-22', '2035-05-29'])).toBe(false)
    expect(callsToday(row, '2035-06-04', ['2035-05-22', '2035-05-29'])).toBe(false)
    expect(callsToday(row, '2035-06-05', ['2035-05-22', '2035-05-29'])).toBe(true)
    const four = ['2035-05-29', '2035-06-05', '2035-06-12', '2035-06-19']
    expect(callsToday(row, '2035-06-26', four)).toBe(true)
    expect(callsToday(row, '2035-07-03', [...four, '2035-06-26'])).toBe(false)
  })

  test('is of nothing that has ended, and of nothing without a day', () => {
    for (const status of ['done', 'dropped', 'no_conclusion'] as const)
      expect(isNear({ ...row, status }, '2035-06-01')).toBe(false)
    expect(isNear({ ...row, due: null }, '2035-06-01')).toBe(false)
  })

  test('is of nothing that was long over when it came here, as out of old minutes; what was over lately is told', () => {
    expect(isNear({ ...row, createdAt: '2035-07-28T08:00:00Z' }, '2035-07-28')).toBe(true)
    expect(isNear({ ...row, createdAt: '2035-07-29T08:00:00Z' }, '2035-07-29')).toBe(false)
  })

  test('goes while people are at work, by their own clock', () => {
    expect(isTimeToRemind(Temporal.Instant.from('2035-05-29T05:59:00Z'), 'Europe/Oslo')).toBe(false)
    expect(isTimeToRemind(Temporal.Instant.from('2035-05-29T06:00:00Z'), 'Europe/Oslo')).toBe(true)
    expect(isTimeToRemind(Temporal.Instant.from('2035-05-26T09:00:00Z'), 'Europe/Oslo')).toBe(false)
  })
})
