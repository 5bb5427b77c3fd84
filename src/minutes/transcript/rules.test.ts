import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE, type Run } from '#room/show/rules.ts'
import { clockOf, type PlannedItem, type Setting, type Span, setBy, spansOf, split, unset } from './rules.ts'

const NINE = Date.parse('2020-04-29T07:00:00Z')
const at = (minute: number) => NINE + minute * MINUTE
const began: Setting = { beganAt: '2020-04-29T07:00:00Z', anchors: [] }
const when = (setting: Setting | string, minute: number) => (clockOf(setting as Setting)!(minute * MINUTE) - NINE) / MINUTE

describe('the clock of a recording', () => {
  it('is unknown until somebody says when it began, or when anything was said', () => {
    const unknown: Setting = { beganAt: null, anchors: [] }
    expect(clockOf(unknown)).toBeNull()
    const set = setBy(unknown, { offset: 10 * MINUTE, at: at(25), reach: 'onwards' })
    expect([0, 10, 20].map((minute) => when(set, minute))).toEqual([15, 25, 35])
  })
  it('goes on from an anchor where the recording paused, and before it as it did', () => {
    const set = setBy(began, { offset: 30 * MINUTE, at: at(45), reach: 'onwards' })
    expect([-1, 0, 29, 30, 40].map((minute) => when(set, minute))).toEqual([-1, 0, 29, 45, 55])
    expect(unset(set as Setting, 30 * MINUTE)).toEqual(began)
  })
  it('moves whole, with its anchors', () => {
    const paused = setBy(began, { offset: 30 * MINUTE, at: at(45), reach: 'onwards' }) as Setting
    const set = setBy(paused, { offset: 40 * MINUTE, at: at(60), reach: 'all' })
    expect([0, 29, 30, 40].map((minute) => when(set, minute))).toEqual([5, 34, 50, 60])
  })
  it('cannot be set so that less time passed on the wall than in the recording, but for what is less than a minute', () => {
    const paused = setBy(began, { offset: 30 * MINUTE, at: at(45), reach: 'onwards' }) as Setting
    const set = (offset: number, minute: number) => setBy(paused, { offset: offset * MINUTE, at: at(minute), reach: 'onwards' })
    for (const [offset, minute] of [
      [20, 37],
      [40, 53],
      [10, 8],
    ] as const)
      expect(set(offset, minute)).toBe('transcript_error_order')
    expect([when(set(40, 54), 40), when(set(20, 36), 20), when(set(20, 36), 30)]).toEqual([55, 35, 45])
  })
})

const item = (id: string, from: number, to: number, more: Partial<PlannedItem> = {}): PlannedItem => ({
  ...{ id, kind: 'talk', track: null, start: at(from), end: at(to) },
  ...more,
})
const dateOf = (moment: number) => new Date(moment).toISOString().slice(0, 10)
const run = (itemId: string, from: number, to: number | null): Run => ({
  itemId,
  from: at(from),
  to: to === null ? null : at(to),
  paused: 0,
})
const short = (spans: readonly Span[]) =>
  spans.map(({ itemId, from, to }) => [itemId, (from - NINE) / MINUTE, (to - NINE) / MINUTE])

describe('when an item was on', () => {
  const plan = [item('a', 0, 30), item('pause', 30, 45, { kind: 'break' }), item('b', 45, 60)]
  it('is as planned on a date on which nothing was logged, without its breaks', () => {
    const spans = spansOf(plan, [], [], dateOf)
    expect(short(spans)).toEqual([
      ['a', 0, 30],
      ['b', 45, 60],
    ])
    expect(spans.every((span) => !span.logged)).toBe(true)
  })
  it('is as logged, without pauses in it, and twice where it was returned to', () => {
    const runs = [run('a', 2, 33), run('pause', 33, 50), run('b', 50, 60), run('a', 60, null)]
    const spans = spansOf(
      plan,
      runs,
      [
        { from: at(10), to: at(15) },
        { from: at(70), to: null },
      ],
      dateOf,
    )
    expect(short(spans)).toEqual([
      ['a', 2, 10],
      ['a', 15, 33],
      ['b', 50, 60],
      ['a', 60, 70],
    ])
    expect(spans.every((span) => span.logged)).toBe(true)
  })
  it('is as planned on the second day when only the first was logged', () => {
    const second = item('c', 24 * 60, 25 * 60)
    expect(spansOf([...plan, second], [run('a', 1, 20)], [], dateOf).map(({ itemId, logged }) => [itemId, logged])).toEqual([
      ['a', true],
      ['c', false],
    ])
  })
})

describe('what was said', () => {
  const lines = (...minutes: number[]) => minutes.map((minute, i) => ({ number: i + 1, start: minute * MINUTE }))
  const spans = spansOf([item('a', 0, 30), item('b', 40, 60)], [], [], dateOf)
  it('falls to the item that was on when it began, and between items where none was', () => {
    expect(split(lines(-1, 0, 29, 30, 39, 40, 59, 60), { ...began, track: null }, spans)).toEqual([
      { first: 1, last: 1, itemId: null },
      { first: 2, last: 3, itemId: 'a' },
      { first: 4, last: 5, itemId: null },
      { first: 6, last: 7, itemId: 'b' },
      { first: 8, last: 8, itemId: null },
    ])
  })
  it('falls to none while nobody has said when', () => {
    expect(split(lines(1, 2), { beganAt: null, anchors: [], track: null }, spans)).toEqual([{ first: 1, last: 2, itemId: null }])
  })
  it('falls to the track that was heard, and to all there is where none is named', () => {
    const beside = spansOf([item('a', 0, 30, { track: 'A' }), item('b', 10, 20, { track: 'B' })], [], [], dateOf)
    const of = (track: string | null) => split(lines(5, 12, 25), { ...began, track }, beside).map(({ itemId }) => itemId)
    expect([of(null), of('A'), of('B')]).toEqual([['a', 'b', 'a'], ['a'], [null, 'b', null]])
  })
  it('falls somewhere once, in its order, however the clock is set and whatever was on', () => {
    const minute = fc.integer({ min: -30, max: 300 })
    const some = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 60 })), { maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(minute, { maxLength: 40 }),
        some,
        some,
        fc.array(fc.tuple(minute, minute), { maxLength: 5 }),
        (starts, ons, pauses, said) => {
          const setting = said.reduce<Setting>((now, [offset, wall], i) => {
            const next = setBy(now, { offset: offset * MINUTE, at: at(wall), reach: i % 2 ? 'onwards' : 'all' })
            return typeof next === 'string' ? now : next
          }, began)
          const sorted = lines(...starts.sort((a, b) => a - b))
          const on = spansOf(
            [item('a', 0, 1)],
            ons.map(([from, length]) => run('a', from, from + length)),
            pauses.map(([from, length]) => ({ from: at(from), to: at(from + length) })),
            dateOf,
          )
          const clock = clockOf(setting)!
          const times = sorted.map((line) => clock(line.start))
          expect(times).toEqual([...times].sort((a, b) => a - b))
          const stretches = split(sorted, { ...setting, track: null }, on)
          expect(stretches.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i))).toEqual(
            sorted.map((line) => line.number),
          )
          for (const [i, line] of sorted.entries()) {
            const { itemId } = stretches.find(({ first, last }) => first <= line.number && line.number <= last)!
            const isOn = ons.some(([from, length]) => at(from) <= times[i]! && times[i]! < at(from + length))
            const isPaused = pauses.some(([from, length]) => at(from) <= times[i]! && times[i]! < at(from + length))
            const planned = ons.length === 0 && times[i]! >= at(0) && times[i]! < at(1)
            expect(itemId).toBe((isOn && !isPaused) || planned ? 'a' : null)
          }
        },
      ),
    )
  })
})
