import { describe, expect, it } from 'vitest'
import type { GoalDocument, MeasureDocument, PlanDocument } from '../document.ts'
import { differencesOf } from './rules.ts'

const measure = (id: string, more: Partial<MeasureDocument> = {}): MeasureDocument => ({
  ...{ id, title: { nb: id }, description: null, weight: null, status: 'not_started', starts: null, ends: null },
  ...{ owners: [], indicators: [], ...more },
})
const goal = (id: string, ...measures: MeasureDocument[]): GoalDocument => ({
  ...{ id, title: { nb: id }, description: null, weight: null, measures, indicators: [] },
})
const plan = (...goals: GoalDocument[]): PlanDocument => ({
  ...{ title: { nb: 'Plan' }, description: null, starts: '2020-01-01', ends: '2023-12-31', goals },
})
const told = (before: PlanDocument, after: PlanDocument) =>
  differencesOf(before, after).map((one) => [
    one.is,
    one.of,
    one.number,
    one.title.nb,
    one.changes.map((change) => change.field).join(),
  ])

describe('what differs between two versions', () => {
  const first = plan(goal('A', measure('a1'), measure('a2')), goal('B', measure('b1')))

  it('is nothing for the same plan, however its measures are going', () => {
    expect(told(first, first)).toEqual([])
    expect(told(first, plan(goal('A', measure('a1', { status: 'done' }), measure('a2')), goal('B', measure('b1'))))).toEqual([])
  })

  it('is what was added, what is gone, and what was written anew, by what it is and not by where it stands', () => {
    const after = plan(goal('C'), goal('A', measure('a2', { title: { nb: 'Andre ord' } }), measure('a3')))
    expect(told(first, after)).toEqual([
      ['added', 'goal', '1', 'C', ''],
      ['removed', 'goal', '2', 'B', ''],
      ['changed', 'measure', '2.1', 'Andre ord', 'title'],
      ['added', 'measure', '2.2', 'a3', ''],
      ['removed', 'measure', '1.1', 'a1', ''],
      ['removed', 'measure', '2.1', 'b1', ''],
    ])
  })

  it('is a period that was moved, an owner that is another, and a goal that it went to', () => {
    const owners = [{ organisationId: 'o', name: 'Alta', role: 'owner' as const }]
    const after = plan(goal('A', measure('a1', { ends: '2021-06-01', owners })), goal('B', measure('b1'), measure('a2')))
    expect(told(first, after)).toEqual([
      ['changed', 'measure', '1.1', 'a1', 'period,owners'],
      ['changed', 'measure', '2.2', 'a2', 'goal'],
    ])
    // A library that changes its name owns what it owned.
    const renamed = plan(
      goal('A', measure('a1', { ends: '2021-06-01', owners: [{ ...owners[0]!, name: 'Áltá' }] })),
      goal('B', measure('b1'), measure('a2')),
    )
    expect(told(after, renamed)).toEqual([])
  })

  it('is the plan’s own words and years', () => {
    expect(told(first, { ...first, title: { nb: 'Ny plan' }, ends: '2024-12-31' })).toEqual([
      ['changed', 'plan', null, 'Ny plan', 'title,period'],
    ])
  })
})
