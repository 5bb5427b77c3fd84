import { describe, expect, it } from 'vitest'
import { endOf, isShownAtOnce, showingOf, type Timetable } from './rules.ts'

const held = { kind: 'presentation', publishedAt: null, publishedBy: null, publishAt: null } as const
const someone = '0199a5f0-0000-7000-8000-000000000001'

describe('what readers get of a material', () => {
  it('is told from who decided and from the rule of its item', () => {
    expect(showingOf({ ...held, publishedAt: '2026-05-06T10:00:00Z' }, 'approval')).toEqual({ is: 'shown' })
    expect(showingOf(held, 'approval')).toEqual({ is: 'approval' })
    expect(showingOf({ ...held, publishAt: '2026-05-06T12:30:00Z' }, 'after')).toEqual({
      is: 'after',
      at: '2026-05-06T12:30:00Z',
    })
    expect(showingOf(held, 'after')).toEqual({ is: 'after', at: null })
  })

  it.each(['at_once', 'approval', 'after'] as const)('stays hidden when somebody hid it, whatever the rule (%s)', (rule) => {
    expect(showingOf({ ...held, publishedBy: someone }, rule)).toEqual({ is: 'hidden' })
    expect(showingOf({ ...held, kind: 'recording' }, rule)).toEqual({ is: 'hidden' })
  })
})

it('is shown on arrival by the rule, and an organiser who adds something has approved it', () => {
  const [before, after] = ['2026-05-06T08:00:00Z', '2026-05-06T20:00:00Z'].map((at) => Temporal.Instant.from(at))
  const [speaker, organiser] = [{ organises: false }, { organises: true }]
  expect(isShownAtOnce('at_once', speaker, null, before!)).toBe(true)
  expect(isShownAtOnce('approval', speaker, null, before!)).toBe(false)
  expect(isShownAtOnce('approval', organiser, null, before!)).toBe(true)
  expect(isShownAtOnce('after', organiser, after!, before!)).toBe(false)
  expect(isShownAtOnce('after', speaker, before!, after!)).toBe(true)
  expect(isShownAtOnce('after', speaker, null, after!)).toBe(false)
})

describe('the end of an item', () => {
  const one = { dayId: 'd', parentId: null, start: null, end: null }
  const timetable: Timetable = {
    timezone: 'Europe/Oslo',
    endsAt: '2026-05-06T13:00:00Z',
    days: [
      { id: 'd', date: '2026-05-06' },
      { id: 'undated', date: null },
    ],
    items: [
      { ...one, id: 'talk', start: '12:20', end: '13:00' },
      { ...one, id: 'part', parentId: 'talk' },
      { ...one, id: 'open', start: '14:00' },
      { ...one, id: 'party', start: '23:00', end: '01:00' },
      { ...one, id: 'late', start: '01:00', end: '02:00' },
      { ...one, id: 'shelved', dayId: null },
      { ...one, id: 'some day', dayId: 'undated', start: '09:00', end: '10:00' },
    ],
  }

  it.each([
    ['by its own end', 'talk', '2026-05-06T11:00:00Z'],
    ['of a part, when its whole ends', 'part', '2026-05-06T11:00:00Z'],
    ['without one, when the meeting ends', 'open', '2026-05-06T13:00:00Z'],
    ['past midnight', 'party', '2026-05-06T23:00:00Z'],
    ['in the small hours of the next day', 'late', '2026-05-07T00:00:00Z'],
    ['on the shelf: never', 'shelved', null],
    ['without a date: never', 'some day', null],
    ['when it is gone: never', 'gone', null],
  ])('%s', (_what, id, end) => {
    expect(endOf(timetable, id)).toBe(end)
  })
})
