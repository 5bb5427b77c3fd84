import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemState, Programme } from '../document.ts'
import { alike, applied, differences, inverse, siblingsOf } from '../operation/rules.ts'
import { blank } from '../rules.ts'
import { overlapsOf } from './flow/rules.ts'
import { type Around, type Gesture, type Outcome, perform, type Refusal } from './rules.ts'
import { clockAt, lengthOf, minutesOf, shareTrack, spansOf } from './times/rules.ts'

let made = 0
const around: Around = { newId: () => `new-${++made}`, holds: (id) => id.startsWith('held') }

/** "a 09:00-10:00", "b 10:00" with a track behind a slash and a star for a fixed point: "lunch* 11:00-12:00/A". */
function day(...rows: string[]): Programme {
  return {
    days: [
      { id: 'd1', date: '2027-03-02', label: null, position: 0 },
      { id: 'd2', date: '2027-03-03', label: null, position: 1 },
    ],
    items: rows.map((row, position) => {
      const [, id, star, start, end, track] = /^([\w-]+)(\*?)(?: (\d\d:\d\d)?(?:-(\d\d:\d\d))?)?(?:\/(\w+))?$/.exec(row)!
      const times = { start: start ?? null, end: end ?? null, pinned: star === '*', track: track ?? null }
      return { ...blank(id!, { title: { nb: id! }, kind: 'talk' }), dayId: 'd1', position, ...times }
    }),
  }
}

const done = (programme: Programme, gesture: Gesture): Outcome => {
  const result = perform(programme, gesture, around)
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const refusal = (programme: Programme, gesture: Gesture): string | null =>
  (perform(programme, gesture, around) as Partial<Refusal>).refused ?? null
const rows = ({ programme }: Outcome, dayId: string | null = 'd1'): string[] =>
  siblingsOf(programme, { dayId, parentId: null }).map((one) =>
    [one.id, [one.start, one.end].filter(Boolean).join('-')].filter(Boolean).join(' '),
  )
const changedRows = (before: Programme, { programme }: Outcome) => differences(before, programme).map((one) => one.id)

const morning = day('a 09:00-10:00', 'b 10:00-10:30', 'c 10:30-11:00', 'lunch 12:00-13:00')

describe('moving', () => {
  it('lets what stood right behind follow, and gaps take up the rest', () => {
    const outcome = done(morning, { do: 'move', id: 'b', to: { dayId: 'd1', before: 'a' }, rest: 'flow' })
    expect(rows(outcome)).toEqual(['b 09:00-09:30', 'a 09:30-10:30', 'c 10:30-11:00', 'lunch 12:00-13:00'])
    expect(outcome.shifts).toEqual([{ id: 'a', from: '09:00', to: '09:30', minutes: 30 }])
    expect(outcome.collisions).toEqual([])
  })

  it('changes one row where nothing has a time', () => {
    const untimed = day('a', 'b', 'c', 'd')
    const outcome = done(untimed, { do: 'move', id: 'd', to: { dayId: 'd1', after: 'a' }, rest: 'flow' })
    expect(rows(outcome)).toEqual(['a', 'd', 'b', 'c'])
    expect(changedRows(untimed, outcome)).toEqual(['d'])
    expect(outcome.programme.items.find((one) => one.id === 'd')?.position).toBe(0.5)
  })

  it('numbers anew when there is no room left between two', () => {
    let programme = day('a', 'b', 'c')
    for (let i = 0; i < 80; i++) {
      const [, second, third] = programme.items as [ItemState, ItemState, ItemState]
      programme = done(programme, { do: 'move', id: third.id, to: { dayId: 'd1', before: second.id }, rest: 'flow' }).programme
    }
    expect(new Set(programme.items.map((one) => one.position)).size).toBe(3)
  })

  it('leaves the rest where it is when told to, and tells what then lies across it', () => {
    const outcome = done(morning, { do: 'move', id: 'c', to: { dayId: 'd1', after: 'a' }, rest: 'stay' })
    expect(rows(outcome)).toEqual(['a 09:00-10:00', 'c 10:00-10:30', 'b 10:00-10:30', 'lunch 12:00-13:00'])
    expect(outcome.collisions).toEqual([{ id: 'c', with: 'b', minutes: 30, why: 'stays' }])
  })

  it('closes the place it left when it goes to the shelf, and comes back with its length', () => {
    const away = done(morning, { do: 'move', id: 'b', to: { dayId: null }, rest: 'flow' })
    expect(rows(away)).toEqual(['a 09:00-10:00', 'c 10:00-10:30', 'lunch 12:00-13:00'])
    expect(rows(away, null)).toEqual(['b 10:00-10:30'])
    const back = done(away.programme, { do: 'move', id: 'b', to: { dayId: 'd1', after: 'c' }, rest: 'flow' })
    expect(rows(back)).toEqual(['a 09:00-10:00', 'c 10:00-10:30', 'b 10:30-11:00', 'lunch 12:00-13:00'])
  })

  it('keeps its time on another day, and pushes what begins there then', () => {
    const two = done(morning, { do: 'move', id: 'c', to: { dayId: 'd2' }, rest: 'stay' }).programme
    const outcome = done(two, { do: 'move', id: 'b', to: { dayId: 'd2', before: 'c' }, rest: 'flow' })
    expect(rows(outcome, 'd2')).toEqual(['b 10:30-11:00', 'c 11:00-11:30'])
  })

  it('keeps a fixed point at its time wherever it is put', () => {
    const pinned = day('a 09:00-10:00', 'lunch* 11:00-12:00', 'b 12:00-13:00')
    const outcome = done(pinned, { do: 'move', id: 'lunch', to: { dayId: 'd1', before: 'a' }, rest: 'flow' })
    expect(rows(outcome)).toContain('lunch 11:00-12:00')
  })
})

describe('tracks', () => {
  const parallel = day(
    'p 09:00-10:00',
    'a1 10:00-11:00/A',
    'b1 10:00-11:00/B',
    'a2 11:00-12:00/A',
    'b2 11:00-12:00/B',
    'q 12:00-13:00',
  )

  it('flow each by itself, and what concerns all of them waits for the last', () => {
    const outcome = done(parallel, { do: 'stretch', id: 'a1', minutes: 15, rest: 'flow' })
    expect(outcome.shifts.map((one) => [one.id, one.to])).toEqual([
      ['a2', '11:15'],
      ['q', '12:15'],
    ])
    const shorter = done(parallel, { do: 'stretch', id: 'a2', minutes: -30, rest: 'flow' })
    expect(shorter.shifts).toEqual([])
  })

  it('take in what comes from another, in the order of time', () => {
    const outcome = done(parallel, { do: 'move', id: 'b1', to: { dayId: 'd1', track: 'A', after: 'a1' }, rest: 'flow' })
    expect(rows(outcome)).toEqual([
      'p 09:00-10:00',
      'a1 10:00-11:00',
      'b2 10:00-11:00',
      'b1 11:00-12:00',
      'a2 12:00-13:00',
      'q 13:00-14:00',
    ])
  })
})

describe('fixed points', () => {
  const pinned = day('a 10:00-11:00', 'lunch* 11:00-12:00', 'b 12:00-13:00')

  it('stay, and what runs into them is told', () => {
    const outcome = done(pinned, { do: 'stretch', id: 'a', minutes: 15, rest: 'flow' })
    expect(rows(outcome)).toEqual(['a 10:00-11:15', 'lunch 11:00-12:00', 'b 12:00-13:00'])
    expect(outcome.collisions).toEqual([{ id: 'a', with: 'lunch', minutes: 15, why: 'pinned' }])
  })

  it('need a time', () => {
    expect(refusal(day('a'), { do: 'pin', id: 'a', pinned: true })).toBe('arranging_pin_needs_time')
  })
})

describe('times', () => {
  it('go past midnight and back', () => {
    const night = day('dinner 19:00-22:00', 'talk 22:00-23:30', 'walk 23:30-00:30')
    const late = done(night, { do: 'stretch', id: 'dinner', minutes: 90, rest: 'flow' })
    expect(rows(late)).toEqual(['dinner 19:00-23:30', 'talk 23:30-01:00', 'walk 01:00-02:00'])
    expect(rows(done(late.programme, { do: 'stretch', id: 'dinner', minutes: -90, rest: 'flow' }))).toEqual(
      rows({ ...late, programme: night }),
    )
  })

  it('are not driven through the night', () => {
    const night = day('dinner 19:00-22:00', 'long 22:00-06:00', 'last 06:00-07:00')
    expect(refusal(night, { do: 'stretch', id: 'dinner', minutes: 120, rest: 'flow' })).toBe('arranging_past_night')
  })

  it('flow where only starts are stated', () => {
    const starts = day('a 09:00', 'b 10:00', 'c 11:00')
    expect(rows(done(starts, { do: 'retime', id: 'a', start: '09:15', end: null, rest: 'flow' }))).toEqual([
      'a 09:15',
      'b 10:15',
      'c 11:15',
    ])
  })

  it('carry an item to where it then belongs, and its old place closes', () => {
    const outcome = done(morning, { do: 'retime', id: 'a', start: '13:00', end: '14:00', rest: 'flow' })
    expect(rows(outcome)).toEqual(['b 09:00-09:30', 'c 09:30-10:00', 'lunch 12:00-13:00', 'a 13:00-14:00'])
  })

  it('are refused where no clock has them', () => {
    expect(refusal(morning, { do: 'retime', id: 'a', start: '10:00', end: '09:00', rest: 'flow' })).toBe(
      'programme_end_before_start',
    )
    expect(refusal(morning, { do: 'stretch', id: 'a', minutes: -60, rest: 'flow' })).toBe('arranging_too_short')
  })
})

describe('inserting', () => {
  const coffee = { do: 'insert', title: { nb: 'Kaffe' }, kind: 'break', start: null, minutes: 15, rest: 'flow' } as const

  it('begins where its neighbour ends, and pushes what follows', () => {
    const outcome = done(morning, { ...coffee, to: { dayId: 'd1', after: 'a' } })
    expect(rows(outcome)).toEqual([
      'a 09:00-10:00',
      `${outcome.subject} 10:00-10:15`,
      'b 10:15-10:45',
      'c 10:45-11:15',
      'lunch 12:00-13:00',
    ])
  })

  it('has no time among what has none', () => {
    const outcome = done(day('a', 'b'), { ...coffee, to: { dayId: 'd1', after: 'a' } })
    expect(rows(outcome)).toEqual(['a', outcome.subject, 'b'])
  })

  it('refuses a place that is gone meanwhile', () => {
    expect(refusal(morning, { ...coffee, to: { dayId: 'd1', after: 'x' } })).toBe('arranging_gone')
    expect(refusal(morning, { ...coffee, to: { dayId: 'd9' } })).toBe('arranging_gone')
  })
})

describe('splitting and merging', () => {
  it('cuts at a time, and what hangs on it stays with the first', () => {
    const outcome = done(morning, { do: 'split', id: 'a', at: '09:20', title: { nb: 'Samtale' } })
    const [first, second] = outcome.programme.items
    expect([first!.id, first!.start, first!.end]).toEqual(['a', '09:00', '09:20'])
    expect([second!.title.nb, second!.start, second!.end]).toEqual(['Samtale', '09:20', '10:00'])
    expect(refusal(morning, { do: 'split', id: 'a', at: '10:00', title: null })).toBe('arranging_split_outside')
  })

  const speaker = (name: string) => ({
    id: `s-${name}`,
    personId: null,
    name,
    office: null,
    email: null,
    role: 'speaker' as const,
  })
  const withSpeakers = (programme: Programme, names: Record<string, string[]>): Programme => ({
    ...programme,
    items: programme.items.map((one) => ({ ...one, speakers: (names[one.id] ?? []).map(speaker) })),
  })

  it('brings titles, people and parts together', () => {
    const plain = withSpeakers(morning, { a: ['Kari', 'Ola'], b: ['Ola', 'Åse'] })
    const nested = done(plain, { do: 'move', id: 'c', to: { dayId: 'd1', parentId: 'b' }, rest: 'stay' }).programme
    const whole = done(nested, { do: 'merge', id: 'b', with: 'a' }).programme.items
    expect(whole.map((one) => [one.id, one.parentId])).toContainEqual(['c', 'a'])
    const a = whole.find((one) => one.id === 'a')!
    expect([a.title.nb, a.start, a.end]).toEqual(['a / b', '09:00', '10:30'])
    expect(a.speakers.map((one) => one.name)).toEqual(['Kari', 'Ola', 'Åse'])
  })

  it('shows nobody what was kept from them', () => {
    const closed = {
      ...morning,
      items: morning.items.map((one) => (one.id === 'b' ? { ...one, audience: 'invited' as const } : one)),
    }
    expect(done(closed, { do: 'merge', id: 'a', with: 'b' }).programme.items[0]?.audience).toBe('invited')
  })

  it('keeps the one that materials or minutes hang on, and refuses when both hold some', () => {
    const held = day('a 09:00-10:00', 'held1 10:00-11:00', 'held2 11:00-12:00')
    expect(rows(done(held, { do: 'merge', id: 'a', with: 'held1' }))).toEqual(['held1 09:00-11:00', 'held2 11:00-12:00'])
    expect(refusal(held, { do: 'merge', id: 'held1', with: 'held2' })).toBe('arranging_both_hold')
    expect(refusal(held, { do: 'merge', id: 'a', with: 'held2' })).toBe('arranging_not_neighbours')
  })

  it('nests and takes out again', () => {
    const nested = done(morning, { do: 'move', id: 'b', to: { dayId: 'd1', parentId: 'a' }, rest: 'flow' })
    expect(rows(nested)).toEqual(['a 09:00-10:00', 'c 10:00-10:30', 'lunch 12:00-13:00'])
    const part = nested.programme.items.find((one) => one.id === 'b')!
    expect([part.parentId, part.start]).toEqual(['a', null])
    expect(rows(done(nested.programme, { do: 'move', id: 'b', to: { dayId: 'd1', after: 'a' }, rest: 'flow' }))).toEqual([
      'a 09:00-10:00',
      'b',
      'c 10:00-10:30',
      'lunch 12:00-13:00',
    ])
    expect(refusal(nested.programme, { do: 'move', id: 'a', to: { dayId: 'd1', parentId: 'c' }, rest: 'flow' })).toBe(
      'arranging_has_parts',
    )
    expect(refusal(nested.programme, { do: 'move', id: 'c', to: { dayId: 'd1', parentId: 'b' }, rest: 'flow' })).toBe(
      'arranging_part_of_part',
    )
  })
})

/** A programme of two days and a shelf, in the order of time, as people make them. */
const anyProgramme: fc.Arbitrary<Programme> = fc
  .array(
    fc.record({
      where: fc.constantFrom('d1', 'd1', 'd1', 'd2', null),
      gap: fc.constantFrom(0, 0, 0, 15, 60, -15),
      length: fc.constantFrom(5, 15, 30, 45, 90, null),
      track: fc.constantFrom(null, null, 'A', 'B'),
      pinned: fc.boolean(),
      timed: fc.constantFrom(true, true, true, false),
      partOf: fc.option(fc.nat(20), { freq: 6 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((given) => {
    const clock: Record<string, number> = { d1: 480, d2: 1020, shelf: 480 }
    const items: ItemState[] = []
    for (const [i, { where, gap, length, track, pinned, timed, partOf }] of given.entries()) {
      const base = { ...blank(`i${i}`, { title: { nb: `Sak ${i}` }, kind: 'talk' }), position: i }
      const whole = partOf === null ? undefined : items.filter((one) => one.parentId === null)[partOf]
      if (whole) {
        items.push({ ...base, dayId: whole.dayId, parentId: whole.id })
        continue
      }
      const key = where ?? 'shelf'
      const start = Math.max(key === 'd2' ? 1020 : 480, clock[key]! + gap)
      if (timed) clock[key] = start + (length ?? 30)
      const times = timed ? { start: clockAt(start), end: length === null ? null : clockAt(start + length) } : {}
      items.push({ ...base, dayId: where, track, pinned: pinned && timed && where !== null, ...times })
    }
    const starts = (one: ItemState) => (one.start === null ? -1 : minutesOf(one.start) + (one.start < '07:00' ? 1440 : 0))
    const order = items.toSorted((a, b) => (a.start !== null && b.start !== null ? starts(a) - starts(b) : 0))
    return {
      days: [
        { id: 'd1', date: null, label: null, position: 0 },
        { id: 'd2', date: null, label: null, position: 1 },
      ],
      items: sortedByTime(order).map((one, position) => ({ ...one, position })),
    }
  })

/** Sorting with untimed ones in between is no order: put the timed ones in order at the places that timed ones have. */
function sortedByTime(items: readonly ItemState[]): ItemState[] {
  const starts = (one: ItemState) => minutesOf(one.start!) + (one.start! < '07:00' ? 1440 : 0)
  const timed = items.filter((one) => one.start !== null).toSorted((a, b) => starts(a) - starts(b))
  return items.map((one) => (one.start === null ? one : timed.shift()!))
}

const anyRest = fc.constantFrom('flow' as const, 'stay' as const)
const anySpot = (programme: Programme) => {
  const id = fc.constantFrom(...programme.items.map((one) => one.id), 'nobody')
  return fc.record(
    {
      dayId: fc.constantFrom('d1', 'd2', null),
      track: fc.constantFrom(null, 'A', 'B'),
      before: id,
      after: id,
      parentId: id,
    },
    { requiredKeys: ['dayId'] },
  )
}
const anyGesture = (programme: Programme): fc.Arbitrary<Gesture> => {
  const id = fc.constantFrom(...programme.items.map((one) => one.id))
  const clock = fc.constantFrom('08:00', '09:30', '11:00', '17:30', '22:00', '00:30')
  const to = anySpot(programme)
  const minutes = fc.constantFrom(-60, -15, 5, 15, 60)
  const move = fc.record({ do: fc.constant('move' as const), id, to, rest: anyRest })
  return fc.oneof(
    move,
    move,
    fc.record({
      do: fc.constant('insert' as const),
      to,
      title: fc.constant({ nb: 'Ny' }),
      kind: fc.constant('talk' as const),
      start: fc.option(clock),
      minutes: fc.option(fc.constantFrom(10, 45)),
      rest: anyRest,
    }),
    fc.record({ do: fc.constant('remove' as const), id, rest: anyRest }),
    fc.record({ do: fc.constant('retime' as const), id, start: fc.option(clock), end: fc.constant(null), rest: anyRest }),
    fc.record({ do: fc.constant('stretch' as const), id, minutes, rest: anyRest }),
    fc.record({ do: fc.constant('split' as const), id, at: clock, title: fc.constant(null) }),
    fc.record({ do: fc.constant('merge' as const), id, with: id }),
    fc.record({ do: fc.constant('pin' as const), id, pinned: fc.boolean() }),
  )
}
const anyDone = anyProgramme.chain((programme) => anyGesture(programme).map((gesture) => ({ programme, gesture })))

const check = (property: (before: Programme, gesture: Gesture, outcome: Outcome) => void) =>
  fc.assert(
    fc.property(anyDone, ({ programme, gesture }) => {
      const result = perform(programme, gesture, around)
      if (!('refused' in result)) property(programme, gesture, result)
    }),
    { numRuns: 2000 },
  )
const topOf = (programme: Programme, dayId: string) => siblingsOf(programme, { dayId, parentId: null })

describe('whatever is done to whatever programme', () => {
  it('nothing is lost or doubled', () =>
    check((before, gesture, { programme, subject }) => {
      const ids = programme.items.map((one) => one.id)
      expect(new Set(ids).size).toBe(ids.length)
      const gone = before.items.filter((one) => !ids.includes(one.id)).map((one) => one.id)
      if (gesture.do === 'remove')
        expect(gone).toEqual(before.items.filter((one) => one.id === subject || one.parentId === subject).map((one) => one.id))
      else expect(gone).toHaveLength(gesture.do === 'merge' ? 1 : 0)
      const added = ids.length - (before.items.length - gone.length)
      expect(added).toBe(gesture.do === 'insert' || gesture.do === 'split' ? 1 : 0)
      for (const one of programme.items) {
        const whole = programme.items.find((other) => other.id === one.parentId)
        if (one.parentId !== null) expect([whole?.parentId, whole?.dayId]).toEqual([null, one.dayId])
      }
    }))

  it('fixed points stay where they are', () =>
    check((before, _, { programme, subject }) => {
      for (const one of before.items.filter((one) => one.pinned && one.id !== subject)) {
        const now = programme.items.find((other) => other.id === one.id)
        if (now) expect([now.start, now.end, now.dayId]).toEqual([one.start, one.end, one.dayId])
      }
    }))

  it('what flows takes as long as before, and is told', () =>
    check((before, _, { programme, subject, shifts }) => {
      for (const one of before.items.filter((one) => one.id !== subject && one.start !== null)) {
        const now = programme.items.find((other) => other.id === one.id)
        if (!now) continue
        expect(now.end === null).toBe(one.end === null)
        if (one.end !== null) expect(lengthOf(now.start!, now.end!)).toBe(lengthOf(one.start!, one.end))
        expect(shifts.find((shift) => shift.id === one.id)?.to ?? one.start).toBe(now.start)
      }
    }))

  it('days stay in the order of time', () =>
    check((before, gesture, { programme }) => {
      if (gesture.do === 'merge' || gesture.do === 'remove') return
      for (const { id } of before.days) {
        const spans = spansOf(topOf(programme, id))
        const starts = topOf(programme, id).flatMap((one) => (spans.has(one.id) ? [spans.get(one.id)!.from] : []))
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      }
    }))

  it('can be taken back', () =>
    check((before, _, { programme }) => {
      const changes = differences(before, programme)
      expect(alike(applied(before, changes), programme)).toBe(true)
      expect(alike(applied(programme, inverse(changes)), before)).toBe(true)
    }))

  it('nothing lies across anything that it did not, unless that is told', () =>
    check((before, gesture, { programme, collisions }) => {
      if (gesture.do === 'merge') return
      for (const { id } of before.days) {
        const [was, is] = [topOf(before, id), topOf(programme, id)]
        const [overWas, overIs] = [overlapsOf(was, spansOf(was)), overlapsOf(is, spansOf(is))]
        for (const [key, { first, second, minutes }] of overIs) {
          expect(shareTrack(first, second)).toBe(true)
          if (minutes <= (overWas.get(key)?.minutes ?? 0)) continue
          expect(collisions.map((one) => [one.id, one.with].sort().join())).toContain(key)
        }
      }
    }))

  it('what stays, stays', () =>
    check((_, gesture, { shifts }) => {
      if ('rest' in gesture && gesture.rest === 'stay') expect(shifts).toEqual([])
    }))
})
