import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StepDetail, StepKind } from './document.ts'
import { type Choice, choicesAt } from './late/rules.ts'
import {
  changesNothing,
  expect as expected,
  foldSteps,
  interrupts,
  lateness,
  MINUTE,
  nextOf,
  type Planned,
  paceOf,
  type Show,
  type Step,
} from './rules.ts'

const NINE = Date.parse('2020-04-29T07:00:00Z')
const at = (minutes: number) => NINE + minutes * MINUTE

const row = (id: string, from: number, to: number, more: Partial<Planned> = {}): Planned => ({
  id,
  kind: 'talk',
  track: null,
  pinned: false,
  start: at(from),
  end: at(to),
  ...more,
})

/** A morning: welcome, plan, break, e-books, lunch at a fixed time, questions. */
const plan = [
  row('welcome', 0, 30),
  row('plan', 30, 60),
  row('pause', 60, 75, { kind: 'break' }),
  row('ebooks', 75, 105),
  row('lunch', 120, 165, { kind: 'lunch', pinned: true }),
  row('questions', 165, 180),
]

let number = 0
const step = (minute: number, kind: StepKind, detail: StepDetail = {}, undone = false): Step => ({
  id: String(number),
  number: ++number,
  at: at(minute),
  kind,
  detail,
  undone,
})
const fold = (...steps: Step[]): Show => foldSteps(steps, () => null)
const rowsAt = (show: Show, minute: number) => expected(plan, show, at(minute))
const timesAt = (show: Show, minute: number) =>
  Object.fromEntries(rowsAt(show, minute).map(({ id, from, to }) => [id, [(from! - NINE) / MINUTE, (to! - NINE) / MINUTE]]))

describe('the run of show', () => {
  it('is as planned before it begins', () => {
    expect(timesAt(fold(), -10)).toMatchObject({ welcome: [0, 30], questions: [165, 180] })
    expect(lateness(rowsAt(fold(), -10), fold(), at(-10))).toBe(0)
  })

  it('is late when nobody begins, and tells how late', () => {
    expect(lateness(rowsAt(fold(), 7), fold(), at(7))).toBe(7 * MINUTE)
  })

  it('is not late for ever where nobody ever begins', () => {
    expect(lateness(rowsAt(fold(), 181), fold(), at(181))).toBe(0)
    expect(choicesAt(plan, fold(), at(181))).toEqual([])
  })

  it('tells of whole minutes from two on, and of a day held at another time that it is', () => {
    expect([0, 1.9, -1.9].map((minutes) => paceOf(minutes * MINUTE))).toEqual([null, null, null])
    expect(paceOf(6.5 * MINUTE)).toEqual({ is: 'late', minutes: 6 })
    expect(paceOf(-6.5 * MINUTE)).toEqual({ is: 'early', minutes: 6 })
    expect([120, -120].map((minutes) => paceOf(minutes * MINUTE)?.is)).toEqual(['late', 'early'])
    expect([121, -121].map((minutes) => paceOf(minutes * MINUTE)?.is)).toEqual(['apart', 'apart'])
  })

  it('lets what began late keep its length, and shifts what follows until a gap takes it up', () => {
    const show = fold(step(6, 'started', { itemId: 'welcome' }))
    expect(timesAt(show, 10)).toEqual({
      welcome: [6, 36],
      plan: [36, 66],
      pause: [66, 81],
      ebooks: [81, 111],
      lunch: [120, 165],
      questions: [165, 180],
    })
    expect(lateness(rowsAt(show, 10), show, at(10))).toBe(6 * MINUTE)
  })

  it('lets what began early use what it won', () => {
    const show = fold(step(-3, 'started', { itemId: 'welcome' }))
    expect(timesAt(show, 0)['welcome']).toEqual([-3, 30])
    expect(lateness(rowsAt(show, 0), show, at(0))).toBe(0)
  })

  it('counts what runs over its time, and says how far it runs into a fixed point', () => {
    const show = fold(step(0, 'started', { itemId: 'welcome' }), step(95, 'started', { itemId: 'ebooks' }))
    const rows = rowsAt(show, 130)
    expect(rows.find(({ id }) => id === 'ebooks')).toMatchObject({ state: 'now', into: 5 * MINUTE })
    expect(rows.find(({ id }) => id === 'lunch')!.from).toBe(at(120))
    expect(lateness(rows, show, at(130))).toBe(25 * MINUTE)
  })

  it('stops what ran when the next begins, and logs both', () => {
    const show = fold(step(0, 'started', { itemId: 'welcome' }), step(28, 'started', { itemId: 'plan' }))
    expect(show.runs).toEqual([
      { itemId: 'welcome', from: at(0), to: at(28), paused: 0 },
      { itemId: 'plan', from: at(28), to: null, paused: 0 },
    ])
    expect(nextOf(rowsAt(show, 30))?.id).toBe('pause')
  })

  it('gives an item as much time after a pause as the pause took', () => {
    const paused = [
      step(0, 'started', { itemId: 'welcome' }),
      step(10, 'paused', { itemId: 'welcome', until: new Date(at(20)).toISOString() }),
    ]
    expect(fold(...paused).pause).toEqual({ since: at(10), until: at(20), itemId: 'welcome' })
    const show = fold(...paused, step(22, 'resumed'))
    expect(show.pause).toBeNull()
    expect(timesAt(show, 25)['welcome']).toEqual([0, 42])
  })

  it('runs parallel tracks beside each other', () => {
    const tracks = new Map([
      ['a', 'A'],
      ['b', 'B'],
    ])
    const show = foldSteps(
      [step(0, 'started', { itemId: 'a' }), step(1, 'started', { itemId: 'b' })],
      (id) => tracks.get(id) ?? null,
    )
    expect(show.runs.map((run) => run.to)).toEqual([null, null])
    const end = foldSteps(
      [step(0, 'started', { itemId: 'a' }), step(1, 'started', { itemId: 'x' })],
      (id) => tracks.get(id) ?? null,
    )
    expect(end.runs[0]!.to).toBe(at(1))
  })

  it('interrupts only what is on in its own track', () => {
    const trackOf = (id: string) => ({ a: 'A', b: 'B', c: 'A' })[id] ?? null
    const show = foldSteps([step(0, 'started', { itemId: 'a' })], trackOf)
    const by = (kind: StepKind, itemId?: string) => interrupts(show, kind, { ...(itemId && { itemId }) }, trackOf)
    expect([by('started', 'b'), by('started', 'c'), by('started', 'plenary')]).toEqual([false, true, true])
    expect([by('paused'), by('ended'), by('resumed'), by('extended', 'a')]).toEqual([true, true, false, false])
    expect(interrupts(foldSteps([], trackOf), 'started', { itemId: 'a' }, trackOf)).toBe(false)
  })

  it('returns to an item that was over', () => {
    const show = fold(
      step(0, 'started', { itemId: 'welcome' }),
      step(20, 'started', { itemId: 'plan' }),
      step(25, 'started', { itemId: 'welcome' }),
    )
    expect(show.runs.map((run) => run.itemId)).toEqual(['welcome', 'plan', 'welcome'])
    expect(rowsAt(show, 26).find(({ id }) => id === 'welcome')).toMatchObject({ state: 'now', from: at(25) })
  })

  it('knows a step that changes nothing', () => {
    const show = fold(step(0, 'started', { itemId: 'welcome' }))
    expect(changesNothing(show, 'started', { itemId: 'welcome' })).toBe(true)
    expect(changesNothing(show, 'started', { itemId: 'plan' })).toBe(false)
    expect(changesNothing(show, 'resumed', {})).toBe(true)
    expect(changesNothing(fold(step(0, 'ended')), 'ended', {})).toBe(true)
  })
})

describe('behind the plan', () => {
  const late = fold(step(6, 'started', { itemId: 'welcome' }))
  const choice = (way: Choice['way']) => choicesAt(plan, late, at(20)).find((one) => one.way === way)!
  const told = (one: Choice) =>
    Object.fromEntries(
      one.shifts.map((s) => [s.id, s.newStart === null ? null : [(s.newStart - NINE) / MINUTE, (s.newEnd! - NINE) / MINUTE]]),
    )

  it('has no choices where it is not', () => {
    expect(choicesAt(plan, fold(step(0, 'started', { itemId: 'welcome' })), at(20))).toEqual([])
  })

  it('takes it back in the next breaks, no break under its least', () => {
    expect(told(choice('breaks'))).toEqual({ plan: [36, 66], pause: [66, 75] })
    expect(choice('breaks').newEnds).toBe(choice('breaks').ends)
    const later = fold(step(13, 'started', { itemId: 'welcome' }))
    const breaks = choicesAt(plan, later, at(20)).find((one) => one.way === 'breaks')!
    expect(told(breaks)).toEqual({ plan: [43, 73], pause: [73, 78], ebooks: [78, 108] })
  })

  it('leaves a break out', () => {
    expect(told(choice('drop'))).toEqual({ plan: [36, 66], pause: null })
    expect(choice('drop').dropped).toEqual(['pause'])
  })

  it('shortens one item', () => {
    const shorter = choicesAt(plan, late, at(20), 'ebooks').find((one) => one.way === 'shorten')!
    expect(told(shorter)).toEqual({ plan: [36, 66], pause: [66, 81], ebooks: [81, 105] })
  })

  it('moves everything but fixed points', () => {
    expect(told(choice('move'))).toEqual({ plan: [36, 66], pause: [66, 81], ebooks: [81, 111], questions: [171, 186] })
  })

  it('is not late any more once new times are in force, and does not ask again meanwhile', () => {
    const { times, dropped } = choice('move')
    const used = [step(6, 'started', { itemId: 'welcome' }), step(20, 'replanned', { times, dropped })]
    expect(choicesAt(plan, fold(...used), at(21))).toEqual([])
    // Until more is lost than was reckoned with.
    expect(choicesAt(plan, fold(...used), at(39)).map((one) => one.way)).toContain('move')
    const show = fold(...used, step(36, 'started', { itemId: 'plan' }))
    expect(lateness(rowsAt(show, 40), show, at(40))).toBe(0)
  })

  it('has nothing to take back where the day is held at another time: it is moved to there', () => {
    const evening = fold(step(600, 'started', { itemId: 'welcome' }))
    const [move, ...others] = choicesAt(plan, evening, at(605))
    expect([move?.way, others]).toEqual(['move', []])
    expect(told(move!)).toMatchObject({ plan: [630, 660], pause: [660, 675], questions: [765, 780] })
  })
})

describe('any steps at all', () => {
  const anyStep = fc.record({
    minutes: fc.integer({ min: 0, max: 20 }),
    kind: fc.constantFrom<StepKind>('started', 'paused', 'resumed', 'extended', 'dropped', 'kept', 'ended'),
    itemId: fc.constantFrom(...plan.map((one) => one.id)),
    undone: fc.boolean(),
  })

  it('leave at most one item on, times in order, and nobody in a fixed point’s place', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 30 }), fc.integer({ min: 0, max: 60 }), (drawn, later) => {
        let minute = 0
        const steps = drawn.map(({ minutes, kind, itemId, undone }) => {
          minute += minutes
          return step(minute, kind, { itemId, minutes: 20, until: new Date(at(minute + 5)).toISOString() }, undone)
        })
        const show = fold(...steps)
        const open = show.runs.filter((run) => run.to === null)
        expect(open.length).toBeLessThanOrEqual(1)
        const rows = expected(plan, show, at(minute + later))
        expect(rows.map(({ id }) => id)).toEqual(plan.map(({ id }) => id))
        for (const one of rows) if (one.from !== null && one.to !== null) expect(one.to).toBeGreaterThanOrEqual(one.from)
        const lunch = rows.find(({ id }) => id === 'lunch')!
        if (lunch.state === 'coming') expect(lunch.from).toBe(at(120))
        const coming = rows.filter((one) => one.state === 'coming' && one.id !== 'lunch')
        for (const [i, one] of coming.entries()) if (i > 0) expect(one.from!).toBeGreaterThanOrEqual(coming[i - 1]!.from!)
        for (const choice of choicesAt(plan, show, at(minute + later)))
          for (const shift of choice.shifts) if (shift.newStart !== null) expect(shift.newEnd!).toBeGreaterThan(shift.newStart)
      }),
    )
  })
})
