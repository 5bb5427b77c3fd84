import { describe, expect, it } from 'vitest'
import { afterLook, type Changed, markOf, newerThan, newestOf, sinceOf, type Visit } from './rules.ts'

const minutes = (n: number) => n * 60_000
/** Looks at some minutes, at a page that tells everything up to then. */
const looks = (...at: number[]): Visit =>
  at.reduce<Visit | null>((visit, minute) => afterLook(visit, minutes(minute), minutes(minute)), null)!

describe('since when things are new', () => {
  it('is unknown to one who was never here, and all through a first visit', () => {
    expect(sinceOf(null, 0)).toBeNull()
    expect(sinceOf(looks(0), minutes(10))).toBeNull()
    expect(sinceOf(looks(0, 10, 35), minutes(60))).toBeNull()
  })

  it('is the end of the visit before, however often the page is loaded', () => {
    const day = 1440
    expect(sinceOf(looks(0, 10), minutes(day))).toBe(minutes(10))
    expect(sinceOf(looks(0, 10, day), minutes(day))).toBe(minutes(10))
    expect(sinceOf(looks(0, 10, day, day + 20, day + 45), minutes(day + 60))).toBe(minutes(10))
    expect(sinceOf(looks(0, 10, day, day + 20), minutes(2 * day))).toBe(minutes(day + 20))
  })

  it('is not moved by a window that tells late of an earlier look', () => {
    const visit = afterLook(looks(0, 100), minutes(95), minutes(95))
    expect(visit).toEqual(looks(0, 100))
  })

  it('is what the page told, whatever the clock of the browser says', () => {
    const visit = afterLook(null, minutes(5_000_000), minutes(3))
    expect(sinceOf(visit, minutes(5_000_100))).toBe(minutes(3))
  })
})

describe('what is new', () => {
  const rows: Changed[] = [
    { anchor: 'plan', changes: [{ at: 5, kind: 'plan' }] },
    {
      anchor: 'sak-1',
      changes: [
        { at: 3, kind: 'presentation' },
        { at: 9, kind: 'version' },
      ],
    },
  ]
  it('is newer than the moment, with nothing older beside it', () => {
    expect(newerThan(rows, 5)).toEqual([{ anchor: 'sak-1', changes: [{ at: 9, kind: 'version' }] }])
    expect(newerThan(rows, 9)).toEqual([])
    expect(newestOf(rows)).toBe(9)
    expect(newestOf([])).toBeNull()
  })
  it('is marked as changed where it was there before', () => {
    expect(markOf(rows[1]!)).toBe('new')
    expect(newerThan(rows, 5).map(markOf)).toEqual(['changed'])
  })
})
