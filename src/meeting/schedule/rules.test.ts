import { describe, expect, it } from 'vitest'
import type { ScheduleStatus } from '../tables.ts'
import { dateAt, isNew, mayChangePlan, nextChangeOf, nightOf, raisesSequence, spanOf, stateOf, statusOf } from './rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
const change = (status: ScheduleStatus, previousStartsAt: string | null = null) => ({
  status,
  previousStartsAt,
  previousEndsAt: null,
})

describe('the span of a programme', () => {
  const day = { id: 'd', date: '2020-04-29' }
  const oslo = (items: Parameters<typeof spanOf>[1], days = [day]) => spanOf(days, items, 'Europe/Oslo')

  it('goes from the first start to the last end, in summer time', () => {
    const span = oslo([
      { id: 'i1', dayId: 'd', start: '10:00', end: '11:00' },
      { id: 'i2', dayId: 'd', start: '09:00', end: '09:45' },
      { id: 'i3', dayId: 'd', start: null, end: null },
    ])
    expect(span).toEqual({ startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T09:00:00Z' })
  })

  it('lets an end at or before its start lie on the next day', () => {
    expect(oslo([{ id: 'i4', dayId: 'd', start: '19:00', end: '01:00' }]).endsAt).toBe('2020-04-29T23:00:00Z')
  })

  it('lasts to its last start where no end is known', () => {
    expect(oslo([{ id: 'i5', dayId: 'd', start: '09:00', end: null }]).endsAt).toBe('2020-04-29T07:00:00Z')
  })

  it('counts a dated day without times as a whole day, also when the clock changes', () => {
    expect(oslo([], [{ id: 'd', date: '2026-10-25' }])).toEqual({
      startsAt: '2026-10-24T22:00:00Z',
      endsAt: '2026-10-25T23:00:00Z',
    })
  })

  it('is unknown without a date', () => {
    expect(oslo([{ id: 'i6', dayId: 'd', start: '09:00', end: '10:00' }], [{ id: 'd', date: null as never }])).toEqual({
      startsAt: null,
      endsAt: null,
    })
  })
})

describe('what stands after changes of plan', () => {
  it('holds several at once, and keeps what was planned', () => {
    const now = statusOf('online', [
      change('postponed', '2020-04-29T07:00:00Z'),
      change('rescheduled', '2020-04-29T07:00:00Z'),
      change('moved_online'),
    ])
    expect(now).toMatchObject({ postponed: false, rescheduled: true, movedOnline: true, cancelled: false, mode: 'online' })
    expect(now.previous).toEqual([{ startsAt: '2020-04-29T07:00:00Z', endsAt: null }])
  })

  it('is on again after a cancel', () => {
    expect(statusOf('onsite', [change('cancelled'), change('resumed')]).cancelled).toBe(false)
  })

  it('refuses what makes no sense', () => {
    const none = statusOf('onsite', [])
    expect(mayChangePlan(none, 'cancelled')).toBe('yes')
    expect(mayChangePlan(none, 'resumed')).toBe('meeting_not_cancelled')
    expect(mayChangePlan(statusOf('onsite', [change('cancelled')]), 'moved_online')).toBe('meeting_already_cancelled')
    expect(mayChangePlan(statusOf('onsite', [change('postponed')]), 'postponed')).toBe('meeting_already_postponed')
    expect(mayChangePlan(statusOf('online', []), 'moved_online')).toBe('meeting_already_online')
  })

  it('makes calendars ask again for time, place and being held at all, and for nothing else', () => {
    const all: ScheduleStatus[] = [
      'scheduled',
      'postponed',
      'rescheduled',
      'moved_online',
      'moved_onsite',
      'split_off',
      'merged_back',
      'cancelled',
      'resumed',
    ]
    expect(all.filter((status) => !raisesSequence(status))).toEqual(['scheduled', 'split_off', 'merged_back'])
  })
})

describe('the state of a meeting', () => {
  const meeting = {
    publishedAt: '2020-01-01T00:00:00Z',
    closedAt: null,
    startsAt: '2020-04-29 07:00:00+00',
    endsAt: '2020-04-29 13:15:00+00',
  }
  const asPlanned = { postponed: false, cancelled: false }
  it.each([
    ['2020-04-29T06:59:59Z', 'published'],
    ['2020-04-29T07:00:00Z', 'live'],
    ['2020-04-29T13:14:59Z', 'live'],
    ['2020-04-29T13:15:00Z', 'held'],
  ])('at %s is %s', (now, state) => {
    expect(stateOf(meeting, asPlanned, at(now))).toBe(state)
  })

  it('is never live or held when it was postponed or cancelled', () => {
    expect(stateOf(meeting, { postponed: true, cancelled: false }, at('2020-04-29T08:00:00Z'))).toBe('published')
    expect(stateOf(meeting, { postponed: false, cancelled: true }, at('2021-01-01T00:00:00Z'))).toBe('published')
  })

  it('is a draft before, and closed after, whatever the clock says', () => {
    expect(stateOf({ ...meeting, publishedAt: null }, asPlanned, at('2020-04-29T08:00:00Z'))).toBe('draft')
    expect(stateOf({ ...meeting, closedAt: '2020-06-01T00:00:00Z' }, asPlanned, at('2020-07-01T00:00:00Z'))).toBe('closed')
  })
})

describe('what changes by the clock', () => {
  const span = { startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T13:15:00Z' }
  it('is the start, then the end, each mark of something new, then that calendars let go of what was cancelled', () => {
    const published = ['2020-04-20T00:00:00Z', '2020-05-06T12:10:00Z', null]
    const moments: (string | null)[] = []
    for (let now: string | null = '2020-04-28T00:00:00Z'; now; ) {
      now = nextChangeOf(span, published, at(now))
      moments.push(now)
    }
    expect(moments).toEqual([
      '2020-04-29T07:00:00Z',
      '2020-04-29T13:15:00Z',
      '2020-05-04T00:00:00Z',
      '2020-05-20T12:10:00Z',
      '2020-05-29T13:15:00Z',
      null,
    ])
  })

  it('calls something new for fourteen days', () => {
    expect(isNew('2020-05-06T12:10:00Z', at('2020-05-20T12:09:59Z'))).toBe(true)
    expect(isNew('2020-05-06T12:10:00Z', at('2020-05-20T12:10:00Z'))).toBe(false)
    expect(isNew(null, at('2020-05-06T12:10:00Z'))).toBe(false)
  })
})

it('what stands in the small hours behind an evening is of the night that follows', () => {
  const at = (id: string, start: string | null, end: string | null = null) => ({ id, dayId: 'd', start, end })
  const evening = [at('a', '18:00', '20:00'), at('b', '20:00', '00:15'), at('c', '00:15', '01:00'), at('d', null)]
  expect([...nightOf(evening)]).toEqual(['c'])
  expect(nightOf([at('early', '06:30', '07:00'), at('noon', '12:00')]).size).toBe(0)
  expect(dateAt('2026-12-31', nightOf(evening), { id: 'c' })).toBe('2027-01-01')
  expect(spanOf([{ id: 'd', date: '2026-12-31' }], evening, 'Europe/Oslo')).toEqual({
    startsAt: '2026-12-31T17:00:00Z',
    endsAt: '2027-01-01T00:00:00Z',
  })
})
