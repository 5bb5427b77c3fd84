import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jobActor, visitor } from '#actor.ts'
import { type Duty, dueAt, isAskedToday, mayRemind, receiversOf, standingOf, suggestionFor } from './rules.ts'

const oslo = 'Europe/Oslo'
const at = (stamp: string) => Temporal.Instant.from(stamp)
const meeting = { startsAt: '2026-05-06 07:00:00+00', timezone: oslo }
const planned = (daysBefore: number, more: { createdAt?: string; sentAt?: string } = {}) => ({
  daysBefore,
  createdAt: '2026-03-01 10:00:00+00',
  sentAt: null,
  ...more,
})
const duty = (more: Partial<Duty>): Duty => ({
  speakerId: 'a',
  linkVersion: 1,
  personId: null,
  name: 'Kari Nordmann',
  email: 'kari@nord.example',
  locale: 'nb',
  askedAt: null,
  quiet: false,
  item: { id: 'i', publicId: 1, title: { nb: 'Om planen' } },
  date: '2026-05-06',
  start: '10:00',
  ...more,
})

describe('a planned reminder', () => {
  it('goes at nine in the morning where the meeting is, summer time or not', () => {
    expect(dueAt(14, meeting.startsAt, oslo).toString()).toBe('2026-04-22T07:00:00Z')
    // Clocks changed on 29 March.
    expect(dueAt(40, meeting.startsAt, oslo).toString()).toBe('2026-03-27T08:00:00Z')
  })

  it('is ahead, due for two days, and then passed', () => {
    const standing = (now: string) => standingOf(planned(14), meeting, at(now))
    expect(standing('2026-04-22T06:59:59Z')).toBe('ahead')
    expect(standing('2026-04-22T07:00:00Z')).toBe('due')
    expect(standing('2026-04-24T06:00:00Z')).toBe('due')
    expect(standing('2026-04-24T07:00:01Z')).toBe('passed')
  })

  it('does not go when the meeting has begun', () => {
    expect(standingOf(planned(1), meeting, at('2026-05-06T06:59:00Z'))).toBe('due')
    expect(standingOf(planned(1), meeting, at('2026-05-06T07:00:00Z'))).toBe('passed')
  })

  it('does not go for a moment that had passed when it was planned', () => {
    const late = planned(14, { createdAt: '2026-04-22 07:30:00+00' })
    expect(standingOf(late, meeting, at('2026-04-22T08:00:00Z'))).toBe('passed')
  })

  it('moves along with the meeting, and goes again when the new date is well away', () => {
    const sent = planned(14, { sentAt: '2026-04-22 07:00:10+00' })
    const now = at('2026-04-23T08:00:00Z')
    expect(standingOf(sent, meeting, now)).toBe('sent')
    expect(standingOf(sent, { ...meeting, startsAt: '2026-06-10 07:00:00+00' }, now)).toBe('ahead')
    // A day later is the same meeting to whoever was reminded yesterday.
    expect(standingOf(sent, { ...meeting, startsAt: '2026-05-07 07:00:00+00' }, now)).toBe('sent')
    expect(standingOf(sent, { ...meeting, startsAt: '2026-04-30 07:00:00+00' }, now)).toBe('sent')
  })

  it('waits while there is no date', () => {
    expect(standingOf(planned(14), { ...meeting, startsAt: null }, at('2026-05-06T07:00:00Z'))).toBe('ahead')
  })

  it('is due for exactly one stretch of time whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 120 * 24 }), (days, hour) => {
        const now = at('2026-01-20T00:00:00Z').add({ hours: hour })
        const due = dueAt(days, meeting.startsAt, oslo)
        const within = Temporal.Instant.compare(due, now) <= 0 && Temporal.Instant.compare(now, due.add({ hours: 48 })) <= 0
        const ahead = Temporal.Instant.compare(now, at('2026-05-06T07:00:00Z')) < 0
        const early = { ...planned(days), createdAt: '2026-01-01 00:00:00+00' }
        expect(standingOf(early, meeting, now) === 'due').toBe(within && ahead)
      }),
    )
  })
})

describe('our suggestion', () => {
  it('leaves out what lies behind us', () => {
    expect(suggestionFor(meeting, at('2026-03-01T10:00:00Z'))).toEqual([14, 7, 2])
    expect(suggestionFor(meeting, at('2026-04-29T10:00:00Z'))).toEqual([2])
    expect(suggestionFor(meeting, at('2026-05-05T10:00:00Z'))).toEqual([])
    expect(suggestionFor({ ...meeting, startsAt: null }, at('2026-04-28T10:00:00Z'))).toEqual([14, 7, 2])
  })
})

describe('who gets a reminder', () => {
  it('is one address with all it owes, however it is written; nobody without one, nobody who wants none', () => {
    const found = receiversOf([
      duty({ speakerId: 'a' }),
      duty({ speakerId: 'b', email: 'Kari@Nord.example', name: 'Kari N. Nordmann' }),
      duty({ speakerId: 'c', email: 'ola@nord.example', name: 'Ola' }),
      duty({ speakerId: 'd', email: null }),
      duty({ speakerId: 'e', email: 'per@nord.example', quiet: true }),
    ])
    expect(found.map((one) => [one.email, one.duties.map((own) => own.speakerId), one.names])).toEqual([
      ['kari@nord.example', ['a', 'b'], ['Kari Nordmann', 'Kari N. Nordmann']],
      ['ola@nord.example', ['c'], ['Ola']],
    ])
  })

  it('is nobody who was asked on the same day, as days go where the meeting is', () => {
    const asked = { duties: [duty({}), duty({ askedAt: '2026-04-21 22:30:00+00' })] }
    expect(isAskedToday(asked, { timezone: oslo }, at('2026-04-22T07:00:00Z'))).toBe(true)
    expect(isAskedToday(asked, { timezone: oslo }, at('2026-04-21T12:00:00Z'))).toBe(false)
    expect(isAskedToday({ duties: [duty({})] }, { timezone: oslo }, at('2026-04-22T07:00:00Z'))).toBe(false)
  })

  it('is nobody for those who do not organise', () => {
    expect(mayRemind(visitor({ networkId: 'n' }), row, held, at('2026-05-01T07:00:00Z'))).toBe('meeting_only_organisers')
  })

  it('is nobody when the links to hand in with are over', () => {
    const job = jobActor('n')
    expect(mayRemind(job, row, held, at('2026-06-16T12:59:00Z'))).toBe('yes')
    expect(mayRemind(job, row, held, at('2026-06-17T13:01:00Z'))).toBe('desk_links_over')
    expect(mayRemind(job, { ...row, linksUntil: '2026-08-01 00:00:00+00' }, held, at('2026-06-17T13:01:00Z'))).toBe('yes')
  })
})

const held = { cancelled: false, postponed: false }
const row = {
  networkId: 'n',
  publishedAt: '2026-03-01',
  closedAt: null,
  deletedAt: null,
  template: false,
  linksUntil: null,
  endsAt: '2026-05-06 13:00:00+00',
}
