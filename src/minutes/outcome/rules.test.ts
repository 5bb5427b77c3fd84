import { describe, expect, test } from 'vitest'
import { outcomesForm } from './forms.ts'
import { keptItems, suggestOutcome } from './rules.ts'

test.each([
  [{ decisions: 1, actions: 2, answers: 0 }, 'x', 'decided'],
  [{ decisions: 0, actions: 1, answers: 1 }, 'x', 'action'],
  [{ decisions: 0, actions: 0, answers: 1 }, 'x', 'noted'],
  [{ decisions: 0, actions: 0, answers: 0 }, ' ', null],
] as const)('%j with the text %j suggests %s', (blocks, text, expected) => {
  expect(suggestOutcome(blocks, text)).toBe(expected)
})

describe('the items that need an outcome', () => {
  const item = (more: object = {}) => ({ kind: 'talk' as const, parentId: null, expectsMinutes: false, minutes: null, ...more })
  test('are those that minutes are kept of', () => {
    const [kept, has, plain] = [item({ expectsMinutes: true }), item({ minutes: {}, kind: 'lunch' }), item()]
    expect(keptItems([plain, kept, has])).toEqual([kept, has])
  })
  test('where none are stated, all that are more than a pause', () => {
    const talk = item()
    expect(keptItems([item({ kind: 'lunch' }), talk, item({ parentId: 'x' }), item({ kind: 'registration' })])).toEqual([talk])
  })
})

test('a form says what came of each, without what does not belong to it', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((sign) => `00000000-0000-4000-8000-00000000000${sign}`) as [string, string, string]
  const form = {
    [`kind-${a}`]: 'postponed',
    [`to-${a}`]: c,
    [`referred-${a}`]: 'Styret',
    [`kind-${b}`]: 'referred',
    [`to-${b}`]: c,
    [`referred-${b}`]: ' Styret ',
    [`kind-${c}`]: '',
    from: '12',
  }
  expect(outcomesForm.parse(form)).toEqual([
    { itemId: a, kind: 'postponed', toMeetingId: c, referredTo: null },
    { itemId: b, kind: 'referred', toMeetingId: null, referredTo: 'Styret' },
  ])
  expect(outcomesForm.safeParse({ [`kind-${a}`]: 'burnt' }).error?.issues[0]?.message).toBe('outcome_error_kind')
})
