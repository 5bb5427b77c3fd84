import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAt, dueNow, type Happened, isDue, LONGEST_HOURS, lastPassing, toldUntil } from './rules.ts'

const start = Temporal.Instant.from('2026-01-01T00:00:00Z')
const moment = (second: number) => start.add({ seconds: second })
const zone = 'Europe/Oslo'
const news = fc.record({
  at: fc.integer({ min: 0, max: 20_000 }).map((second) => moment(second).toString()),
  meetingId: fc.constantFrom('a', 'b', 'c'),
})
const someNews = fc.array(news, { minLength: 1, maxLength: 12 })
const times = (all: readonly Happened[]) => all.map((one) => Temporal.Instant.from(one.at)).sort(Temporal.Instant.compare)
const whenQuiet = { hour: null, timezone: zone, quietMinutes: 30 }

describe('gathering', () => {
  it('sends all or nothing, and exactly when it has been quiet or has waited too long', () => {
    fc.assert(
      fc.property(
        someNews,
        fc.integer({ min: 20_000, max: 50_000 }),
        fc.integer({ min: 1, max: 240 }),
        (all, second, minutes) => {
          const now = moment(second)
          const due = dueNow(all, { ...whenQuiet, quietMinutes: minutes }, now)
          const quiet = times(all).at(-1)!.until(now).total('minutes') >= minutes
          const old = times(all)[0]!.until(now).total('hours') >= LONGEST_HOURS
          expect(due).toEqual(quiet || old ? all : [])
        },
      ),
    )
  })

  it('knows by the first and the last alone whether anything goes out', () => {
    const hours = fc.option(fc.integer({ min: 0, max: 23 }), { nil: null })
    fc.assert(
      fc.property(someNews, hours, fc.integer({ min: 20_000, max: 50_000 }), (all, hour, second) => {
        const [now, when] = [moment(second), { ...whenQuiet, hour }]
        const [first, last] = [times(all)[0]!, times(all).at(-1)!].map(String) as [string, string]
        expect(isDue({ first, last }, when, now)).toBe(dueNow(all, when, now).length > 0)
        const goes = dueAt({ first, last }, 30)
        expect(isDue({ first, last }, whenQuiet, goes)).toBe(true)
        expect(isDue({ first, last }, whenQuiet, goes.subtract({ seconds: 1 }))).toBe(false)
      }),
    )
  })

  it('tells everything once, whenever somebody looks: nothing is left out and nothing comes twice', () => {
    fc.assert(
      fc.property(
        someNews,
        fc.option(fc.integer({ min: 0, max: 23 }), { nil: null }),
        fc.integer({ min: 1, max: 40 }),
        (all, hour, step) => {
          const told: Happened[] = []
          let until = start.subtract({ seconds: 1 }).toString()
          for (let minute = 0; minute < 60 * 30; minute += step) {
            const now = moment(minute * 60)
            const before = (one: Happened) => Temporal.Instant.compare(one.at, now) <= 0
            const waiting = all.filter((one) => before(one) && Temporal.Instant.compare(one.at, until) > 0)
            const due = dueNow(waiting, { ...whenQuiet, hour }, now)
            told.push(...due)
            until = toldUntil(due) ?? until
          }
          expect(told.map((one) => one.at).sort()).toEqual(all.map((one) => one.at).sort())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('sends what is urgent at once, and still waits for other meetings’ quiet', () => {
    const now = moment(20_000)
    const fresh = { at: moment(19_990).toString(), meetingId: 'a' }
    expect(dueNow([fresh], whenQuiet, now)).toEqual([])
    expect(dueNow([fresh], whenQuiet, now, 'a')).toEqual([fresh])
    const other = { at: moment(19_900).toString(), meetingId: 'b' }
    expect(dueNow([fresh, other], whenQuiet, now, 'a')).toEqual([])
    const calm = { ...other, at: moment(18_000).toString() }
    expect(dueNow([fresh, calm], whenQuiet, now, 'a')).toEqual([fresh, calm])
  })
})

describe('the hour of the day', () => {
  const hours = fc.integer({ min: 0, max: 23 })
  const moments = fc.integer({ min: 0, max: 366 * 24 * 3600 }).map(moment)

  it('is the last time that clocks showed it: now or before, and about a day ago at most', () => {
    fc.assert(
      fc.property(hours, moments, (hour, now) => {
        const passing = lastPassing(hour, zone, now)
        const ago = passing.until(now).total('hours')
        expect(ago).toBeGreaterThanOrEqual(0)
        expect(ago).toBeLessThanOrEqual(25)
        const shown = passing.toZonedDateTimeISO(zone)
        // At 02.00 on one night in spring there is no such hour.
        if (!(hour === 2 && shown.month === 3)) expect([shown.hour, shown.minute]).toEqual([hour, 0])
      }),
    )
  })

  it('moves forward with time, never back', () => {
    fc.assert(
      fc.property(hours, moments, fc.integer({ min: 0, max: 100_000 }), (hour, now, later) => {
        const then = lastPassing(hour, zone, now.add({ seconds: later }))
        expect(Temporal.Instant.compare(lastPassing(hour, zone, now), then)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('comes once in the night that has it twice, and once in the night that has it not', () => {
    const autumn = Temporal.Instant.from('2026-10-24T22:30:00Z')
    const spring = Temporal.Instant.from('2026-03-28T23:30:00Z')
    for (const night of [autumn, spring]) {
      const minutes = Array.from({ length: 360 }, (_, minute) => lastPassing(2, zone, night.add({ minutes: minute })).toString())
      // The night before's, and this night's.
      expect(new Set(minutes).size).toBe(2)
    }
  })

  it('sends what came before it, and leaves what came after for the next day', () => {
    const at = (clock: string, day = '2026-06-02') =>
      Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(zone).toInstant()
    const [early, late] = ['07:10', '08:05'].map((clock) => ({ at: at(clock).toString(), meetingId: 'a' }))
    const when = { ...whenQuiet, hour: 8 }
    expect(dueNow([early!], when, at('07:59'))).toEqual([])
    expect(dueNow([early!, late!], when, at('08:06'))).toEqual([early])
    expect(dueNow([late!], when, at('20:00'))).toEqual([])
    expect(dueNow([late!], when, at('08:00', '2026-06-03'))).toEqual([late])
  })
})
