import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DayState, ItemState, Programme } from '../document.ts'
import { blank } from '../rules.ts'
import { alike, applied, contestKey, differences, earlier, inverse, settled, siblingsOf, standing, takenBack } from './rules.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const days: DayState[] = [
  { id: 'mon', date: '2026-05-11', label: null, position: 0 },
  { id: 'tue', date: null, label: { nb: 'Tirsdag' }, position: 1 },
]
const plain = (id: string, more: Partial<ItemState> = {}): ItemState => ({
  ...blank(id, { title: { nb: id }, kind: 'talk' }),
  dayId: 'mon',
  ...more,
})
const state = (id: string): fc.Arbitrary<ItemState> =>
  fc
    .record({
      dayId: fc.constantFrom('mon', 'tue', null),
      position: fc.integer({ min: 0, max: 9 }),
      start: fc.constantFrom(null, '09:00', '10:00'),
      end: fc.constantFrom(null, '11:00'),
      title: fc.constantFrom({ nb: 'X' }, { nb: 'Y', nn: 'Z' }, { nn: 'Z' }),
      note: fc.constantFrom(null, { nb: 'Rom 1' }, { nb: 'Rom 1', en: 'Room 1' }),
      kind: fc.constantFrom('talk', 'lunch'),
      pinned: fc.boolean(),
      speakers: fc.constantFrom([], [{ id: 's', personId: null, name: 'Kari', office: null, email: null, role: 'speaker' }]),
    })
    .map((fields) => plain(id, fields as Partial<ItemState>))
const programme: fc.Arbitrary<Programme> = fc
  .subarray(ids)
  .chain((chosen) => fc.tuple(...chosen.map(state)))
  .map((items) => applied({ days, items: [] }, differences({ days, items: [] }, { days, items })))

describe('differences', () => {
  test('lead from the one to the other, and inverted back again', () => {
    fc.assert(
      fc.property(programme, programme, (a, b) => {
        const changes = differences(a, b)
        expect(applied(a, changes)).toEqual(b)
        expect(applied(b, inverse(changes))).toEqual(a)
        expect(differences(a, a)).toEqual([])
      }),
    )
  })

  test('survive the database, which turns keys around', () => {
    fc.assert(
      fc.property(programme, programme, (a, b) => {
        const turned = JSON.parse(JSON.stringify(differences(a, b)), (_key, value) =>
          value && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        )
        expect(alike(applied(a, turned), b)).toBe(true)
      }),
    )
  })

  test('a row of operations is walked back to every version', () => {
    fc.assert(
      fc.property(fc.array(programme, { minLength: 2, maxLength: 6 }), (versions) => {
        const operations = versions.slice(1).map((one, i) => ({ changes: differences(versions[i]!, one) }))
        for (const [i, version] of versions.entries())
          expect(earlier(versions.at(-1)!, operations.slice(i).reverse())).toEqual(version)
      }),
    )
  })
})

describe('taking back', () => {
  test('what nobody has touched since comes back whole', () => {
    fc.assert(
      fc.property(programme, programme, (a, b) => {
        const { programme: back, contests } = takenBack(b, differences(a, b))
        expect(contests).toEqual([])
        expect(back).toEqual(settled(a))
      }),
    )
  })

  test('leaves every field alone that another has changed since, and says so', () => {
    const before = { days, items: [plain('a', { title: { nb: 'Før', nn: 'Før' }, start: '09:00', end: '10:00' })] }
    const mine = { days, items: [plain('a', { title: { nb: 'Min', nn: 'Mi' }, start: '09:30', end: '10:00', room: 'Sal A' })] }
    const theirs = {
      days,
      items: [plain('a', { title: { nb: 'Deres', nn: 'Mi' }, start: '09:30', end: '10:30', room: 'Sal A' })],
    }
    const changes = differences(before, mine)
    const { programme: back, contests } = takenBack(theirs, changes)
    expect(back.items[0]).toMatchObject({ title: { nb: 'Deres', nn: 'Før' }, start: '09:30', end: '10:30', room: null })
    expect(contests.map((one) => one.field).sort()).toEqual(['time', 'title.nb'])
    expect(contests.find((one) => one.field === 'title.nb')).toMatchObject({
      before: { title: { nb: 'Før' } },
      now: { title: { nb: 'Deres' } },
    })
    const decided = takenBack(theirs, changes, new Set(contests.map(contestKey)))
    expect(decided).toEqual({ programme: before, contests: [] })
  })

  test('what was made and then changed by another is not removed unasked', () => {
    const before = { days, items: [] }
    const changes = differences(before, { days, items: [plain('a')] })
    const theirs = { days, items: [plain('a', { title: { nb: 'Deres' } })] }
    const { programme: kept, contests } = takenBack(theirs, changes)
    expect(kept).toEqual(theirs)
    expect(contests).toMatchObject([{ field: 'whole' }])
    expect(takenBack(theirs, changes, new Set(contests.map(contestKey))).programme).toEqual(before)
  })

  test('what comes back finds a place: the last day where its own is gone, by itself where its item is gone', () => {
    const before = { days, items: [plain('a', { dayId: 'mon' }), plain('b', { dayId: 'mon', parentId: 'a' })] }
    const changes = differences(before, { days, items: [] })
    const { programme: back } = takenBack({ days: days.slice(1), items: [] }, changes)
    expect(back.items.map(({ id, dayId, parentId }) => [id, dayId, parentId])).toEqual([
      ['a', 'tue', null],
      ['b', 'tue', 'a'],
    ])
    const alone = takenBack(
      { days, items: [] },
      changes.filter((one) => one.id === 'b'),
    ).programme
    expect(alone.items[0]).toMatchObject({ id: 'b', parentId: null, dayId: 'mon' })
  })
})

describe('standing among siblings', () => {
  test('changes the position of one, however often it is asked in the same place', () => {
    let now: Programme = { days, items: ['a', 'b', 'c'].map((id, i) => plain(id, { position: i })) }
    for (let n = 0; n < 200; n++) {
      const after = standing(now, plain(`n${n}`), 1)
      const changed = differences(now, after)
      if (changed.length > 1) expect(changed.length).toBe(after.items.length - 1)
      expect(siblingsOf(after, after.items[0]!).map((one) => one.id)[1]).toBe(`n${n}`)
      now = after
    }
    const order = now.items.map((one) => one.id)
    expect([order[0], order.at(-2), order.at(-1)]).toEqual(['a', 'b', 'c'])
    expect(new Set(now.items.map((one) => one.position)).size).toBe(now.items.length)
  })

  test('takes its parts along to another day', () => {
    const now = { days, items: [plain('a'), plain('b', { parentId: 'a' })] }
    const after = standing(now, { ...now.items[0]!, dayId: 'tue' }, 0)
    expect(after.items.map((one) => one.dayId)).toEqual(['tue', 'tue'])
  })
})
