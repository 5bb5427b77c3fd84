import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, leastSpoken, mayAskFor, milestoneAt, nextStep, placeFor, speakerOf, spokenIn, stepTo, sumsBy } from './rules.ts'
import type { TurnKind } from './tables.ts'

const turnOf = (id: string, kind: TurnKind = 'ordinary', startedAt: string | null = null) => ({
  ...{ id, kind, startedAt, endedAt: null, withdrawnAt: null },
})
const at = (minute: number) => `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`

describe('a new turn', () => {
  const list = (...kinds: TurnKind[]) => kinds.map((kind, position) => ({ kind, position }))
  it.each<[TurnKind, TurnKind[], { after: number | null; before: number | null }]>([
    ['ordinary', [], { after: null, before: null }],
    ['ordinary', ['order', 'reply', 'ordinary'], { after: 2, before: null }],
    ['reply', ['order', 'reply', 'ordinary'], { after: 1, before: 2 }],
    ['order', ['reply', 'ordinary'], { after: null, before: 0 }],
    ['order', ['order', 'reply'], { after: 0, before: 1 }],
    // A chair put an ordinary turn on top: replies still come in the order they came, points of order before all.
    ['reply', ['ordinary', 'reply', 'ordinary'], { after: 1, before: 2 }],
    ['order', ['ordinary', 'reply'], { after: null, before: 0 }],
  ])('%s among %j stands between %j', (kind, waiting, expected) => {
    expect(placeFor(kind, list(...waiting))).toEqual(expected)
  })

  it('keeps points of order before replies before ordinary turns, and each in the order they came, whatever comes', () => {
    const kinds = fc.array(fc.constantFrom<TurnKind>('order', 'reply', 'ordinary'), { maxLength: 30 })
    fc.assert(
      fc.property(kinds, (asked) => {
        let list: { kind: TurnKind; position: number; came: number }[] = []
        for (const [came, kind] of asked.entries()) {
          const gap = placeFor(kind, list)
          list = [...list, { kind, came, position: between(gap.after, gap.before)! }].sort((a, b) => a.position - b.position)
        }
        const rank = { order: 0, reply: 1, ordinary: 2 }
        const expected = [...list].sort((a, b) => rank[a.kind] - rank[b.kind] || a.came - b.came)
        expect(list).toEqual(expected)
      }),
    )
  })

  it('finds no number where none is left, instead of one that stands there already', () => {
    expect(between(1, 1 + Number.EPSILON)).toBeNull()
    expect(between(1, 2)).toBe(1.5)
  })
})

describe('the next speaker', () => {
  const [a, b] = [turnOf('a', 'ordinary', at(1)), turnOf('b')]
  const reply = turnOf('r', 'reply')
  const step = { from: 'a', ends: [], pauses: null, starts: null, resumes: null }

  it('begins when the one before is done', () => {
    expect(nextStep([a], [b])).toEqual({ ...step, ends: ['a'], starts: 'b' })
    expect(nextStep([], [b])).toEqual({ ...step, from: null, starts: 'b' })
    expect(nextStep([a], [])).toEqual({ ...step, ends: ['a'] })
    expect(nextStep([], [])).toEqual({ ...step, from: null })
  })

  it('interrupts who speaks by a reply, who goes on when no more replies wait', () => {
    expect(nextStep([a], [reply, b])).toEqual({ ...step, pauses: 'a', starts: 'r' })
    const replying = turnOf('r', 'reply', at(2))
    expect(speakerOf([a, replying])).toBe(replying)
    expect(nextStep([a, replying], [turnOf('s', 'reply'), b])).toEqual({ ...step, from: 'r', ends: ['r'], starts: 's' })
    expect(nextStep([a, replying], [b])).toEqual({ ...step, from: 'r', ends: ['r'], resumes: 'a' })
  })

  it('interrupts a reply by a point of order, and both go on after it', () => {
    const replying = turnOf('r', 'reply', at(2))
    const order = turnOf('o', 'order', at(3))
    expect(nextStep([a, replying], [turnOf('o', 'order')])).toEqual({ ...step, from: 'r', pauses: 'r', starts: 'o' })
    expect(nextStep([a, replying, order], [turnOf('s', 'reply'), b])).toEqual({ ...step, from: 'o', ends: ['o'], resumes: 'r' })
    expect(nextStep([a, replying], [])).toEqual({ ...step, from: 'r', ends: ['r'], resumes: 'a' })
  })

  it('is whom the chair chooses, and then those who were interrupted are done too', () => {
    const replying = turnOf('r', 'reply', at(2))
    expect(stepTo([a, replying], b)).toEqual({ ...step, from: 'r', ends: ['a', 'r'], starts: 'b' })
    expect(stepTo([a, replying], turnOf('s', 'reply'))).toEqual({ ...step, from: 'r', ends: ['r'], starts: 's' })
  })
})

describe('time spoken', () => {
  const had = (name: string, organisation: string | null, seconds: number) => ({
    ...{ participantId: null, name, organisation, runningSince: null, spoken: seconds * 1000 },
  })
  it('is counted with what runs, by person and place', () => {
    expect(spokenIn({ runningSince: at(1), spoken: 5000 }, Date.parse(at(2)))).toBe(65_000)
    const sums = sumsBy([had('Kari', 'Senja', 60), had('Lars', 'Alta', 200), had('kari', 'senja', 90)], (one) =>
      one.name.toLowerCase(),
    )
    expect([...sums.values()].map(({ name, spoken, turns }) => [name, spoken, turns])).toEqual([
      ['Lars', 200_000, 1],
      ['kari', 150_000, 2],
    ])
  })

  it('suggests who has spoken least, never somebody who has spoken as little as the first', () => {
    const waits = (id: string, name: string, organisation: string, kind: TurnKind = 'ordinary') => ({
      ...{ id, kind, name, organisation, participantId: null },
    })
    const spoke = [had('Lars', 'Alta', 100), had('Kari', 'Senja', 20)]
    expect(leastSpoken([waits('1', 'Lars', 'Alta'), waits('2', 'Kari', 'Senja')], spoke)).toBe('2')
    expect(leastSpoken([waits('1', 'Kari', 'Senja'), waits('2', 'Lars', 'Alta')], spoke)).toBeNull()
    expect(leastSpoken([waits('1', 'Ny', 'Alta'), waits('2', 'Nyere', 'Bodø')], spoke)).toBe('2')
    expect(leastSpoken([waits('1', 'Ny', 'Bodø'), waits('2', 'Nyere', 'Bodø')], spoke)).toBeNull()
    expect(leastSpoken([waits('1', 'Lars', 'Alta', 'reply'), waits('2', 'Kari', 'Senja')], spoke)).toBeNull()
  })

  it('is told in stages', () => {
    expect([90_000, 30_000, 1, 0, -5].map((left) => milestoneAt(left, 120))).toEqual([
      ...['running', 'soon', 'soon', 'over', 'over'],
    ])
    expect(milestoneAt(12_000, 40)).toBe('running')
  })
})

describe('the list', () => {
  it('takes ordinary turns while it is open, replies to somebody who speaks, and points of order at any time', () => {
    const open = { floorOpen: true, repliesOpen: true }
    const closed = { floorOpen: false, repliesOpen: false }
    expect(mayAskFor('ordinary', open, false)).toBe('yes')
    expect(mayAskFor('ordinary', closed, true)).toBe('floor_closed')
    expect(mayAskFor('reply', open, true)).toBe('yes')
    expect(mayAskFor('reply', open, false)).toBe('floor_nobody_speaks')
    expect(mayAskFor('reply', { ...closed, floorOpen: true }, true)).toBe('floor_replies_closed')
    expect(mayAskFor('order', closed, false)).toBe('yes')
  })
})
