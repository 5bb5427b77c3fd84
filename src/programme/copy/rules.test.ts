import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemState } from '../document.ts'
import { copiedItems, datesOf, inOrder } from './rules.ts'

const item = (id: string, more: Partial<ItemState> = {}): ItemState => ({
  id,
  dayId: 'monday',
  parentId: null,
  position: 0,
  start: '09:00',
  end: '10:00',
  endInferred: false,
  pinned: false,
  kind: 'talk',
  track: null,
  room: null,
  title: { nb: id },
  description: null,
  note: null,
  audience: 'public',
  expectsMaterial: true,
  expectsMinutes: true,
  speakers: [],
  ...more,
})

describe('what comes along of a programme', () => {
  const who = { id: 's', personId: 'p', name: 'Kari', office: 'biblioteksjef', email: null, role: 'speaker' } as const
  const items = [
    item('a', { pinned: true, track: 'A', room: 'Sal 1', speakers: [who], note: { nb: 'Se referat', en: 'Bring coffee' } }),
    item('part', { parentId: 'a', note: { nb: 'Se referat.' } }),
    item('shelf', { dayId: null }),
    item('part of the shelf', { dayId: null, parentId: 'shelf' }),
  ]
  let n = 0
  const copy = (speakers: boolean) => copiedItems({ items }, new Map([['monday', 'tuesday']]), { speakers }, () => `new-${n++}`)

  it('is the structure with new ids throughout, without the shelf', () => {
    const [a, part, ...rest] = copy(false)
    expect(rest).toEqual([])
    expect(a).toMatchObject({ dayId: 'tuesday', start: '09:00', pinned: true, track: 'A', room: 'Sal 1', speakers: [] })
    expect(part!.parentId).toBe(a!.id)
    expect([a!.id, part!.id].every((id) => id.startsWith('new-'))).toBe(true)
  })
  it('is not a note that points to minutes', () => {
    expect(copy(false).map((one) => one.note)).toEqual([{ en: 'Bring coffee' }, null])
  })
  it('is who speaks, when asked, as new appearances of the same person', () => {
    const [speaker] = copy(true)[0]!.speakers
    expect(speaker).toMatchObject({ personId: 'p', name: 'Kari', office: 'biblioteksjef' })
    expect(speaker!.id).not.toBe('s')
  })
})

describe('the dates of the days', () => {
  it.each([
    ['follow the first at the same distance', ['2020-04-29', '2020-05-06'], ['2027-01-19', null], ['2027-01-19', '2027-01-26']],
    ['are those given', ['2020-04-29', '2020-04-30'], ['2027-01-19', '2027-02-01'], ['2027-01-19', '2027-02-01']],
    [
      'follow each other where none was known',
      [null, null, null],
      ['2027-01-19', null, null],
      ['2027-01-19', '2027-01-20', '2027-01-21'],
    ],
    ['are unknown without the first', ['2020-04-29', '2020-04-30'], [null, null], [null, null]],
    [
      'go on from one given in between',
      [null, null, null],
      ['2027-01-19', '2027-01-25', null],
      ['2027-01-19', '2027-01-25', '2027-01-26'],
    ],
  ])('%s', (_what, before, given, dates) => expect(datesOf(before, given)).toEqual(dates))

  it('keep their order and distance whatever the first is', () => {
    const date = fc.integer({ min: 0, max: 20_000 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }).toString())
    fc.assert(
      fc.property(fc.uniqueArray(date, { minLength: 1, maxLength: 6 }), date, (days, first) => {
        const before = days.toSorted()
        const after = datesOf(before, [first]) as string[]
        expect(inOrder(after)).toBe(true)
        const length = (all: readonly string[]) => Temporal.PlainDate.from(all[0]!).until(all.at(-1)!).days
        expect(length(after)).toBe(length(before))
      }),
    )
  })
  it('out of order are seen', () => {
    expect(inOrder(['2027-01-20', null, '2027-01-19'])).toBe(false)
    expect(inOrder(['2027-01-20', '2027-01-20'])).toBe(false)
  })
})
