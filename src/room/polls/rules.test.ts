import { describe, expect, it } from 'vitest'
import { choiceOf, faultIn } from './ballots/rules.ts'
import { meanOf, rowsOf } from './counting/rules.ts'
import { choosable, mayReopen, mayShow, optionsOf, secrecyOf, seesResult, voterOf } from './rules.ts'

const three = optionsOf(['Felles', 'Egen', 'Ingen'], 'nb')
const of = (kind: Parameters<typeof choosable>[0]['kind'], most: number | null = null) => ({ kind, most, options: three })
const typed = (given: { choice?: string[]; places?: Record<string, string>; text?: string }) => ({
  ...{ choice: [], places: {}, text: '' },
  ...given,
})

describe('what can be chosen', () => {
  it('is written, given, or the steps of a scale', () => {
    expect(choosable(of('single'))).toEqual(['1', '2', '3'])
    expect(choosable(of('yes_no'))).toEqual(['yes', 'no', 'abstain'])
    expect(choosable(of('scale', 4))).toEqual(['1', '2', '3', '4'])
    expect(choosable(of('words'))).toEqual(['1', '2', '3'])
  })
})

describe('a ballot', () => {
  it.each([
    [of('single'), { options: ['2'] }, null],
    [of('single'), { options: ['1', '2'] }, 'polls_choose_fewer'],
    [of('single'), { options: ['yes'] }, 'polls_choose'],
    [of('single'), {}, 'polls_choose'],
    [of('yes_no'), { options: ['abstain'] }, null],
    [of('roll_call'), { options: ['1'] }, 'polls_choose'],
    [of('several', 2), { options: ['1', '3'] }, null],
    [of('several', 2), { options: ['1', '2', '3'] }, 'polls_choose_fewer'],
    [of('several'), { options: ['1', '2', '3'] }, null],
    [of('several'), { options: ['1', '1'] }, 'polls_choose'],
    [of('ranking'), { options: ['3', '1'] }, null],
    [of('ranking'), { options: ['3', '3'] }, 'polls_rank_twice'],
    [of('scale', 5), { step: 5 }, null],
    [of('scale', 5), { step: 6 }, 'polls_choose'],
    [of('scale', 5), { step: 1.5 }, 'polls_choose'],
    [of('words'), { text: 'Mer tid' }, null],
    [of('words'), { text: '' }, 'polls_choose'],
  ] as const)('%j of %j: %s', (poll, choice, fault) => {
    expect(faultIn(poll, choice)).toBe(fault)
  })

  it('is read from the fields of its kind, and from no others', () => {
    expect(choiceOf(of('single'), typed({ choice: ['2'], text: 'x', places: { 1: '1' } }))).toEqual({ options: ['2'] })
    expect(choiceOf(of('several'), typed({ choice: ['2', '1'] }))).toEqual({ options: ['2', '1'] })
    expect(choiceOf(of('scale', 5), typed({ choice: ['4'] }))).toEqual({ step: 4 })
    expect(choiceOf(of('words'), typed({ text: 'Mer tid', choice: ['1'] }))).toEqual({ text: 'Mer tid' })
  })

  it('ranks by the places given; a gap does not matter, two at one place do', () => {
    expect(choiceOf(of('ranking'), typed({ places: { 1: '3', 2: '', 3: '1' } }))).toEqual({ options: ['3', '1'] })
    expect(choiceOf(of('ranking'), typed({ places: { 1: '1', 2: '1' } }))).toBe('polls_rank_twice')
    expect(choiceOf(of('ranking'), typed({ places: { 1: 'x', 9: '1' } }))).toEqual({ options: [] })
  })
})

describe('whose ballot it is', () => {
  const member = { id: 'p', personId: 'kari', organisationId: 'alta' }
  const guest = { id: 'g', personId: null, organisationId: null }
  it.each([
    ['members', member, 'kari'],
    ['present', member, 'kari'],
    ['link', member, 'kari'],
    ['organisations', member, 'alta'],
    ['organisations', { ...member, organisationId: null }, null],
    ['link', guest, 'g'],
    ['present', guest, null],
    ['members', guest, null],
    ['organisations', { ...guest, organisationId: 'alta' }, null],
  ] as const)('%s: %j → %s', (electorate, participant, voter) => {
    expect(voterOf(participant, electorate)).toBe(voter)
  })
})

describe('what is seen when', () => {
  const at = '2026-05-06T10:00:00Z'
  const standing = (secrecy: 'open' | 'hidden' | 'confidential' | 'secret', closedAt: string | null, shownAt: string | null) => ({
    ...{ kind: 'yes_no' as const, openedAt: at, closedAt, shownAt, secrecy },
  })

  it('a running count exists in open polls alone: of the others not even chairs see one', () => {
    for (const chairs of [true, false])
      for (const secrecy of ['hidden', 'confidential', 'secret'] as const)
        expect(seesResult(standing(secrecy, null, at), chairs)).toBe(false)
    expect(seesResult(standing('open', null, null), true)).toBe(true)
    expect(seesResult(standing('open', null, null), false)).toBe(false)
    expect(seesResult(standing('open', null, at), false)).toBe(true)
  })

  it('a closed one shows its result to chairs, and to the others when it is shown', () => {
    for (const secrecy of ['open', 'hidden', 'confidential', 'secret'] as const) {
      expect([seesResult(standing(secrecy, at, null), true), seesResult(standing(secrecy, at, null), false)]).toEqual([
        true,
        false,
      ])
      expect(seesResult(standing(secrecy, at, at), false)).toBe(true)
    }
  })

  it('can be shown while it runs only where it is open, and opened again only where ballots are known', () => {
    expect(mayShow(standing('open', null, null))).toBe('yes')
    expect(mayShow(standing('hidden', null, null))).toBe('polls_show_closed')
    expect(mayShow(standing('hidden', at, null))).toBe('yes')
    expect(mayReopen(standing('hidden', at, null))).toBe('yes')
    expect(mayReopen(standing('confidential', at, null))).toBe('polls_closed_for_good')
    expect(mayReopen(standing('secret', at, null))).toBe('polls_closed_for_good')
    expect(mayReopen(standing('open', null, null))).toBe('polls_not_closed')
  })

  it('a roll call is open, whatever is asked', () => {
    expect(secrecyOf('roll_call', 'secret')).toBe('open')
    expect(secrecyOf('yes_no', 'secret')).toBe('secret')
  })
})

describe('a result as it is shown', () => {
  it('has a row for everything that could be chosen, in its own order, with its share of the ballots', () => {
    expect(rowsOf(of('single'), { ballots: 8, counts: { 2: 6, 3: 2 } })).toEqual([
      { id: '1', count: 0, percent: 0, length: 0 },
      { id: '2', count: 6, percent: 75, length: 100 },
      { id: '3', count: 2, percent: 25, length: 33 },
    ])
    expect(rowsOf(of('single'), { ballots: 0, counts: {} }).map((row) => row.percent)).toEqual([0, 0, 0])
  })

  it('orders a ranking by its points, which are no shares', () => {
    const rows = rowsOf(of('ranking'), { ballots: 2, counts: { 1: 2, 2: 6, 3: 1 } })
    expect(rows.map(({ id, count, percent }) => [id, count, percent])).toEqual([
      ['2', 6, null],
      ['1', 2, null],
      ['3', 1, null],
    ])
  })

  it('has a mean where there is a scale', () => {
    expect(meanOf({ ballots: 3, counts: { 4: 1, 5: 2 } })).toBe(4.7)
    expect(meanOf({ ballots: 0, counts: {} })).toBeNull()
  })
})
