import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byVotes, mayAskNow, mayBecome, mayTakeBack, mayWonder, steady } from './rules.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const minutesAgo = (...minutes: number[]) => minutes.map((one) => NOW - one * 60_000)

describe('asking in the room', () => {
  it('is five times in ten minutes, and slower where the room is', () => {
    expect(mayAskNow(minutesAgo(1, 2, 3, 4), 0, NOW)).toBe('yes')
    expect(mayAskNow(minutesAgo(1, 2, 3, 4, 5), 0, NOW)).toBe('questions_room_too_many')
    expect(mayAskNow(minutesAgo(1, 2, 3, 4, 11), 0, NOW)).toBe('yes')
    expect(mayAskNow(minutesAgo(1), 120, NOW)).toBe('questions_room_slow')
    expect(mayAskNow(minutesAgo(3), 120, NOW)).toBe('yes')
    expect(mayAskNow(minutesAgo(15), 1200, NOW)).toBe('questions_room_slow')
  })

  it('and wondering is for those who may; the muted go on wondering', () => {
    const guest = { personId: null, mutedAt: '2026-11-23T09:00:00Z' }
    expect(mayWonder({ personId: 'p' }, { ask: false })).toBe('yes')
    expect(mayWonder(guest, { ask: true })).toBe('yes')
    expect(mayWonder(guest, { ask: false })).toBe('room_guests_ask_not')
  })
})

describe('what becomes of a question', () => {
  it('is never against an answer that was sent, and not of what went elsewhere', () => {
    expect(mayBecome({ state: 'answered', answer: null }, 'shown')).toBe('yes')
    expect(mayBecome({ state: 'declined', answer: { nb: 'Nei' } }, 'shown')).toBe('questions_room_answered_in_writing')
    expect(mayBecome({ state: 'answered', answer: { nb: 'Ja' } }, 'answered')).toBe('yes')
    expect(mayBecome({ state: 'item', answer: null }, 'shown')).toBe('questions_taken_up')
  })

  it('is its own asker’s until somebody begins to answer', () => {
    expect(mayTakeBack({ state: 'shown', answeringAt: null })).toBe('yes')
    expect(mayTakeBack({ state: 'shown', answeringAt: '2026-11-23T10:00:00Z' })).toBe('questions_taken_up')
    expect(mayTakeBack({ state: 'answered', answeringAt: null })).toBe('questions_taken_up')
  })
})

const question = (id: string, votes: number, more: object = {}) => ({
  ...{ id, votes, at: `2026-11-23T10:00:0${id.charCodeAt(0) % 10}.000Z`, state: 'shown' as const, answeringAt: null },
  ...more,
})

describe('the order of questions', () => {
  it('is what is answered now, then by votes, then what was answered', () => {
    const [a, b, c, d] = [
      question('a', 1),
      question('b', 9, { state: 'answered' }),
      question('c', 4),
      question('d', 0, { answeringAt: '2026-11-23T10:01:00.000Z' }),
    ]
    expect(byVotes([a, b, c, d]).map((one) => one.id)).toEqual(['d', 'c', 'a', 'b'])
  })

  it('stays under a reader’s hand: new ones wait, one’s own come in last, those that are gone drop out', () => {
    const before = ['c', 'a']
    const now = [question('a', 7), question('b', 2), question('c', 4), question('e', 0)]
    expect(steady(before, now, new Set())).toMatchObject({ shown: [now[2], now[0]], fresh: 2, stale: true })
    const own = steady(before, now, new Set(['e']))
    expect([own.shown.map((one) => one.id), own.fresh]).toEqual([['c', 'a', 'e'], 1])
    expect(steady(before, [now[0]!], new Set()).shown).toEqual([now[0]])
    expect(steady(['a', 'b'], [now[0]!, now[1]!], new Set()).stale).toBe(false)
  })

  it('never changes for what is shown, whatever comes and however they vote', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const some = fc
      .subarray(ids)
      .chain((known) =>
        fc.tuple(fc.shuffledSubarray(known), fc.subarray(ids), fc.array(fc.nat(9), { minLength: 6, maxLength: 6 })),
      )
    fc.assert(
      fc.property(some, ([order, there, votes]) => {
        const questions = there.map((id) => question(id, votes[ids.indexOf(id)]!))
        const { shown, fresh } = steady(order, questions, new Set())
        expect(shown.map((one) => one.id)).toEqual(order.filter((id) => there.includes(id)))
        expect(fresh).toBe(there.filter((id) => !order.includes(id)).length)
      }),
    )
  })
})
