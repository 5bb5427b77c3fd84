import { expect, it } from 'vitest'
import { type Asking, askingText, chosen, chosenAlone, PER_PAGE } from './rules.ts'

const days = (count: number, perDay: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: i,
    on: Temporal.PlainDate.from('2024-12-31')
      .subtract({ days: Math.floor(i / perDay) * 9 })
      .toString(),
  }))
/** Two without a day, then newest first: more on a day than a page holds, at places. */
const all = [
  { id: -1, on: null },
  { id: -2, on: null },
  ...days(130, 3),
  ...days(50, 50).map((one) => ({ ...one, on: '2019-05-04' })),
]
const alone = ['2031-01-01', '2024-12-31', '2024-06-01', '2019-05-04', '2019-01-01', '1999-01-01'].map((on) => ({
  on,
  action: on,
}))

const pagesOf = (year: number | null) => {
  const { pages } = chosen(all, { year, page: 1 })
  return Array.from({ length: pages }, (_, i) => chosen(all, { year, page: i + 1 }))
}

it.each([null, 2024, 2019])('every treatment and every action stands on one page, whichever year is asked for (%s)', (year) => {
  const ofYear = (one: { readonly on: string | null }) => year === null || one.on?.startsWith(`${year}`) === true
  const pages = pagesOf(year)
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.flatMap((one) => one.those)).toEqual(all.filter(ofYear))
  expect(pages.every((one) => one.those.length <= PER_PAGE)).toBe(true)
  expect(pages.flatMap((one) => chosenAlone(alone, year, one.span)).toSorted((a, b) => b.on.localeCompare(a.on))).toEqual(
    alone.filter(ofYear),
  )
})

it('an address that asks for a page further than there are leads to the oldest', () => {
  const last = pagesOf(null).length
  expect(chosen(all, { year: null, page: 9999 })).toMatchObject({ page: last, pages: last })
  expect(chosen([], { year: null, page: 3 })).toMatchObject({ those: [], page: 1, pages: 1, span: { from: null, before: null } })
})

it('an address names the year and the page, and neither where it is as it is anyway', () => {
  const texts = (asked: readonly Asking[]) => asked.map(askingText)
  expect(
    texts([
      { year: null, page: 1 },
      { year: 2024, page: 1 },
      { year: null, page: 2 },
      { year: 2024, page: 3 },
    ]),
  ).toEqual(['', '?year=2024', '?page=2', '?year=2024&page=3'])
})
