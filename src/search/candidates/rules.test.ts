import { expect, it } from 'vitest'
import { ENOUGH, erasSince, everything, MOST, reachFor } from './rules.ts'

const span = { passages: 1_000_000, since: ['2016-01-14', '2021-01-14', '2023-08-14', '2024-08-14', '2025-05-14'] }

it.each([
  ['a rare word is looked for everywhere', [700], false, everything],
  ['a word in every passage is looked for among the newest there is a note of', [1_000_000], false, { since: '2025-05-14' }],
  [
    'a word in some thousands goes as far back as it takes to find enough',
    [4 * ENOUGH],
    false,
    { since: '2021-01-14', most: 2 * ENOUGH },
  ],
  ['two words stand together more seldom than either', [20_000, 160_000], false, { since: '2023-08-14' }],
  ['of what is narrowed there is less', [16 * ENOUGH], true, { since: '2021-01-14', most: MOST }],
  ['a word that is counted more often than there are passages is in all of them', [9_000_000, 700], false, everything],
] as const)('%s', (_, counts, narrowed, reach) => {
  expect(reachFor(span, counts, narrowed)).toMatchObject(reach)
})

it('looks everywhere where nobody has noted how the passages lie', () => {
  expect(reachFor(null, [1_000_000], false)).toEqual(everything)
  expect(reachFor({ passages: 0, since: [] }, [0], false)).toEqual(everything)
})

it('names every month of the first year that is meant, and every year after it', () => {
  const eras = erasSince('2025-11-14', 2026)
  expect(eras).toMatch(/^\('#2025-11' \| '#2025-12' \| '#2026' \| '#2027' \| .* \| '#2056'\)$/)
  // What lies ahead is as new as today.
  expect(erasSince('2031-12-01', 2026)).toMatch(/^\('#2031-12' \| '#2032' /)
})
