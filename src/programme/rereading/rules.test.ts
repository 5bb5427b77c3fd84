import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemState, Programme } from '../document.ts'
import type { Outline, OutlineItem } from '../intake/rules.ts'
import { siblingsOf } from '../operation/rules.ts'
import { offered, outcome } from './outcome/rules.ts'
import { type Comparing, compare, flatten } from './rules.ts'

let made = 0
const newId = () => `n${String(++made).padStart(6, '0')}`

interface Row {
  readonly at?: string | null
  readonly to?: string
  readonly title: string
  readonly by?: readonly string[]
  readonly kind?: OutlineItem['kind']
  readonly parts?: readonly Row[]
}

function itemOf(row: Row, key: string): OutlineItem {
  return {
    key,
    start: row.at ?? null,
    end: row.to ?? null,
    endInferred: false,
    kind: row.kind ?? 'talk',
    track: null,
    title: { nb: row.title },
    description: null,
    note: null,
    expectsMaterial: false,
    expectsMinutes: false,
    speakers: (row.by ?? []).map((name) => ({ name, office: null })),
    subitems: (row.parts ?? []).map((part, i) => itemOf(part, `${key}_${i}`)),
    lines: [],
  }
}

const outlineOf = (days: Readonly<Record<string, readonly Row[]>>): Outline => ({
  title: { nb: 'Møte' },
  titleLines: [],
  locale: 'nb',
  attendance: 'onsite',
  days: Object.entries(days).map(([date, rows], d) => ({
    key: `d${d}`,
    date,
    label: null,
    items: rows.map((row, i) => itemOf(row, `d${d}i${i}`)),
    lines: [],
  })),
  texts: [],
  change: null,
})

const none: Programme = { days: [], items: [] }
const comparing = (programme: Programme, outline: Outline, more: Partial<Comparing> = {}): Comparing => ({
  programme,
  outline,
  last: null,
  said: {},
  bearing: new Set(),
  ...more,
})

/** A programme as it is when everything in a text is followed. */
function follow(programme: Programme, outline: Outline, more: Partial<Comparing> = {}): Programme {
  const difference = compare(comparing(programme, outline, more))
  return outcome(programme, outline, difference, new Set(offered(difference)), newId)
}

const titleOf = (item: Pick<ItemState, 'title'>) => item.title.nb!
const itemNamed = (programme: Programme, title: string) => programme.items.find((one) => titleOf(one) === title)!

/** What a reader sees: dates, times, titles and parts in order. */
const seen = (programme: Programme) =>
  programme.days.map((day) => [
    day.date,
    siblingsOf(programme, { dayId: day.id, parentId: null }).map((one) => [
      one.start,
      titleOf(one),
      siblingsOf(programme, { dayId: day.id, parentId: one.id }).map(titleOf),
    ]),
  ])
const said = ({ days }: Outline) =>
  days.map((day) => [day.date, day.items.map((one) => [one.start, one.title.nb, one.subitems.map((part) => part.title.nb)])])

const april = outlineOf({
  '2020-04-29': [
    { at: '09:00', to: '09:45', title: 'Velkommen', by: ['Anne Balto'], parts: [{ title: 'Innledning' }] },
    { at: '09:45', to: '10:00', title: 'Pause', kind: 'break' },
    { at: '10:00', to: '11:00', title: 'Om handlingsplan for bibliotekutvikling' },
    { at: '11:00', to: '12:00', title: 'Lunsj', kind: 'lunch' },
    { at: '12:00', to: '12:20', title: 'Om biblioteksystem', by: ['Kari Nordmann'] },
    { at: '12:20', to: '13:00', title: 'Om e-bøker' },
  ],
})
const standing = follow(none, april)
const [day] = april.days
const changed = (rows: readonly Row[], date = '2020-04-29') => outlineOf({ [date]: rows })
const rowsOfApril: Row[] = day!.items.map((one) => ({
  at: one.start,
  ...(one.end && { to: one.end }),
  title: one.title.nb!,
  by: one.speakers.map((who) => who.name),
  kind: one.kind,
  parts: one.subitems.map((part) => ({ title: part.title.nb! })),
}))
const fatesOf = (outline: Outline, more: Partial<Comparing> = {}) =>
  Object.fromEntries(
    compare(comparing(standing, outline, more))
      .items.filter((one) => !one.fates.includes('same'))
      .map((one) => [titleOf(one.standing ?? { title: one.told!.item.title }), one.fates]),
  )

describe('what differs', () => {
  test('nothing, in the same text', () => {
    expect(fatesOf(april)).toEqual({})
    expect(offered(compare(comparing(standing, april)))).toEqual([])
  })

  test('another time, another name, something new, something gone', () => {
    const rows = rowsOfApril.filter((row) => row.title !== 'Om e-bøker')
    rows[2] = { ...rows[2]!, title: 'Handlingsplan for bibliotekutvikling i nord' }
    rows[4] = { ...rows[4]!, at: '12:10', to: '12:30' }
    rows.push({ at: '13:00', to: '13:30', title: 'Nytt fra Nasjonalbiblioteket' })
    expect(fatesOf(changed(rows))).toEqual({
      'Om handlingsplan for bibliotekutvikling': ['renamed'],
      'Om biblioteksystem': ['retimed'],
      'Om e-bøker': ['gone'],
      'Nytt fra Nasjonalbiblioteket': ['new'],
    })
  })

  test('a whole day that is moved is one change of the day, and no item’s', () => {
    const moved = compare(comparing(standing, changed(rowsOfApril, '2020-05-06')))
    expect(moved.days).toMatchObject([{ standing: { date: '2020-04-29' }, change: { field: 'time' } }])
    expect(moved.items.every((one) => one.fates[0] === 'same')).toBe(true)
    expect(follow(standing, changed(rowsOfApril, '2020-05-06')).days).toMatchObject([
      { id: standing.days[0]!.id, date: '2020-05-06' },
    ])
  })

  test('an item on a new day brings the day', () => {
    const two = outlineOf({ '2020-04-29': rowsOfApril.slice(0, 5), '2020-04-30': [{ at: '09:00', title: 'Om e-bøker' }] })
    expect(fatesOf(two)).toEqual({ 'Om e-bøker': ['retimed', 'moved'] })
    const after = follow(standing, two)
    expect(after.days.map((one) => one.date)).toEqual(['2020-04-29', '2020-04-30'])
    expect(itemNamed(after, 'Om e-bøker').id).toBe(itemNamed(standing, 'Om e-bøker').id)
  })

  test('two that change places without times are one moved', () => {
    const untimed = follow(none, changed(['Første sak', 'Annen viktig sak', 'Tredje og siste sak'].map((title) => ({ title }))))
    const swapped = changed(['Annen viktig sak', 'Første sak', 'Tredje og siste sak'].map((title) => ({ title })))
    const found = compare(comparing(untimed, swapped)).items.filter((one) => one.changes.length > 0)
    expect(found.map((one) => one.changes[0]!.field)).toEqual(['order'])
    expect(seen(follow(untimed, swapped))).toEqual(said(swapped))
  })

  test('the same speakers at the same time under another title may be another matter, and are asked about', () => {
    const rows = rowsOfApril.with(4, { at: '12:00', to: '12:20', title: 'Verktøy', by: ['Kari Nordmann'] })
    const pair = compare(comparing(standing, changed(rows))).items.find((one) => one.fates.includes('renamed'))!
    expect([titleOf(pair.standing!), pair.sure]).toEqual(['Om biblioteksystem', false])
    const key = pair.told!.item.key
    expect(fatesOf(changed(rows), { said: { [key]: null } })).toEqual({ Verktøy: ['new'], 'Om biblioteksystem': ['gone'] })
    const other = itemNamed(standing, 'Om e-bøker').id
    const chosen = compare(comparing(standing, changed(rows), { said: { [key]: other } })).items
    expect(chosen.find((one) => one.told?.item.key === key)).toMatchObject({ standing: { id: other }, sure: true })
  })

  test('a day whose year somebody filled in is not named anew by the text that lacks it', () => {
    const [bare] = changed(rowsOfApril).days
    const undated: Outline = { ...april, days: [{ ...bare!, date: null, label: { nb: 'Onsdag 29. april' } }] }
    expect(compare(comparing(standing, undated)).days).toMatchObject([{ change: null }])
  })

  test('what a text is silent about stays', () => {
    const rich: Programme = {
      ...standing,
      items: standing.items.map((one) => ({ ...one, note: { nb: 'Ta med PC' }, room: 'Aula', track: 'A' })),
    }
    const silent = changed(rowsOfApril.map(({ by: _, to: _to, ...row }) => row))
    expect(compare(comparing(rich, silent)).items.every((one) => one.fates[0] === 'same')).toBe(true)
  })
})

describe('what people changed by hand since the last text', () => {
  const corrected: Programme = {
    ...standing,
    items: standing.items
      .map((one) => (titleOf(one) === 'Om e-bøker' ? { ...one, title: { nb: 'Om e-bøker og lydbøker' } } : one))
      .filter((one) => titleOf(one) !== 'Lunsj'),
  }
  const rows = rowsOfApril.with(4, { ...rowsOfApril[4]!, at: '12:05' })
  const own = compare(comparing(corrected, changed(rows), { last: april }))
    .items.flatMap((one) => one.changes.map((change) => [titleOf(one.told?.item as never), change.field, change.own]))
    .toSorted()

  test('is told from what the text changed', () => {
    expect(own).toEqual([
      ['Lunsj', 'place', true],
      ['Om biblioteksystem', 'time', false],
      ['Om e-bøker', 'title', true],
    ])
  })

  test('what was added by hand is not asked for by silence', () => {
    const added = follow(standing, changed([...rowsOfApril, { at: '13:00', title: 'Eventuelt' }]))
    const gone = compare(comparing(added, changed(rows), { last: april })).items.find((one) => one.fates.includes('gone'))!
    expect([titleOf(gone.standing!), gone.changes[0]!.own]).toEqual(['Eventuelt', true])
  })

  test('a date that was corrected by hand stands too', () => {
    const redated: Programme = { ...corrected, days: corrected.days.map((one) => ({ ...one, date: '2020-05-06' })) }
    const [found] = compare(comparing(redated, changed(rows), { last: april })).days
    expect(found).toMatchObject({ standing: { date: '2020-05-06' }, told: { date: '2020-04-29' }, change: { own: true } })
  })

  test('speakers who stood in the last text and stand no longer are asked about', () => {
    const silent = changed(rowsOfApril.with(4, { ...rowsOfApril[4]!, by: [] }))
    expect(fatesOf(silent, { last: april })).toEqual({ 'Om biblioteksystem': ['changed'] })
    expect(itemNamed(follow(standing, silent, { last: april }), 'Om biblioteksystem').speakers).toEqual([])
  })
})

describe('what comes of it', () => {
  const shorter = changed(rowsOfApril.filter((row) => row.title !== 'Om biblioteksystem'))

  test('what is gone goes; with materials it goes to the shelf, whole', () => {
    const id = itemNamed(standing, 'Om biblioteksystem').id
    expect(follow(standing, shorter).items.some((one) => one.id === id)).toBe(false)
    expect(follow(standing, shorter, { bearing: new Set([id]) }).items.find((one) => one.id === id)).toMatchObject({
      dayId: null,
      parentId: null,
      title: { nb: 'Om biblioteksystem' },
    })
  })

  test('a part with materials keeps its whole', () => {
    const [whole, part] = [itemNamed(standing, 'Velkommen'), itemNamed(standing, 'Innledning')]
    const after = follow(standing, changed(rowsOfApril.slice(1)), { bearing: new Set([part.id]) })
    expect(after.items.filter((one) => one.dayId === null).map((one) => [one.id, one.parentId])).toEqual([
      [whole.id, null],
      [part.id, whole.id],
    ])
  })

  test('what is not taken stands as it stood', () => {
    const rows = rowsOfApril.map((row) => ({ ...row, title: `${row.title} og mer` }))
    const difference = compare(comparing(standing, changed(rows.slice(1))))
    expect(outcome(standing, changed(rows.slice(1)), difference, new Set(), newId)).toEqual(standing)
  })

  test('speakers keep who they are', () => {
    const rows = rowsOfApril.with(4, { ...rowsOfApril[4]!, by: ['Ola Hansen', 'Kari Nordmann'] })
    const [kari] = itemNamed(standing, 'Om biblioteksystem').speakers
    expect(itemNamed(follow(standing, changed(rows)), 'Om biblioteksystem').speakers).toMatchObject([
      { name: 'Ola Hansen' },
      { id: kari!.id, name: 'Kari Nordmann' },
    ])
  })
})

const clock = fc.integer({ min: 16, max: 40 }).map((half) => `${String(half >> 1).padStart(2, '0')}:${half & 1 ? '30' : '00'}`)
const words = fc.constantFrom('Om', 'lesing', 'bibliotek', 'plan', 'i', 'nord', 'strategi', 'Pause', 'Velkommen', 'økonomi')
const title = fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const part = fc.record({ title }) as fc.Arbitrary<Row>
const row = fc.record({
  at: clock,
  title,
  by: fc.subarray(['Kari', 'Ola', 'Mari', 'Per']),
  parts: fc.array(part, { maxLength: 3 }),
}) as fc.Arbitrary<Row>
const rows = fc.array(row, { maxLength: 9 }).map((all) => all.toSorted((a, b) => (a.at! < b.at! ? -1 : 1)))
const outline = fc
  .tuple(rows, rows, fc.boolean())
  .map(([first, second, two]) => outlineOf({ '2026-03-02': first, ...(two && { '2026-03-03': second }) }))

describe('for any two texts', () => {
  test('no item is lost or doubled in the matching', () => {
    fc.assert(
      fc.property(outline, outline, (before, after) => {
        const programme = follow(none, before)
        const { items } = compare(comparing(programme, after))
        expect(items.flatMap((one) => one.told?.item.key ?? []).sort()).toEqual(
          flatten(after)
            .map((one) => one.item.key)
            .sort(),
        )
        const paired = items.flatMap((one) => (one.standing ? [one.standing.id] : []))
        expect(new Set(paired).size).toBe(paired.length)
        const goneWith = new Set(items.flatMap((one) => (one.told === null ? [one.standing!.id] : [])))
        const lost = programme.items.filter((one) => !paired.includes(one.id) && !goneWith.has(one.parentId ?? ''))
        expect(lost).toEqual([])
      }),
    )
  })

  test('a text that is followed in everything is what stands then, and pairs keep their ids', () => {
    fc.assert(
      fc.property(outline, outline, (before, after) => {
        const programme = follow(none, before)
        const result = follow(programme, after)
        // A day with nothing on it neither comes nor goes.
        const filled = (days: unknown[][]) => days.filter(([, items]) => (items as unknown[]).length > 0)
        expect(filled(seen(result))).toEqual(filled(said(after)))
        for (const { standing, told } of compare(comparing(programme, after)).items)
          if (standing && told) expect(result.items.some((one) => one.id === standing.id)).toBe(true)
      }),
    )
  })

  test('whatever is taken and whatever not, what bears something stays', () => {
    fc.assert(
      fc.property(outline, outline, fc.infiniteStream(fc.boolean()), (before, after, coin) => {
        const programme = follow(none, before)
        const bearing = new Set(programme.items.filter((_, i) => i % 2 === 0).map((one) => one.id))
        const difference = compare(comparing(programme, after, { bearing }))
        const taken = new Set(offered(difference).filter(() => coin.next().value))
        const result = outcome(programme, after, difference, taken, newId)
        const ids = result.items.map((one) => one.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect([...bearing].filter((id) => !ids.includes(id))).toEqual([])
        for (const one of result.items) if (one.parentId) expect(ids).toContain(one.parentId)
      }),
    )
  })

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(outline, outline, (before, after) => {
        const programme = follow(none, before)
        expect(compare(comparing(programme, after))).toEqual(compare(comparing(programme, after)))
      }),
    )
  })
})

test('two programmes of 2000 alike items are compared in seconds', () => {
  const many = (shift: number) =>
    changed(
      Array.from({ length: 2000 }, (_, i) => ({
        at: `${String(8 + Math.floor(((i + shift) % 600) / 60)).padStart(2, '0')}:${String((i + shift) % 60).padStart(2, '0')}`,
        title: `Sak nummer ${i + 1} om bibliotek`,
      })),
    )
  const before: Programme = {
    days: [{ id: 'd', date: '2020-04-29', label: null, position: 0 }],
    items: many(0).days[0]!.items.map((one, i) => ({
      ...itemNamed(standing, 'Om e-bøker'),
      ...one,
      id: `i${i}`,
      dayId: 'd',
      position: i,
      room: null,
      audience: 'public',
      speakers: [],
    })),
  }
  const began = performance.now()
  const { items } = compare(comparing(before, many(5)))
  expect(items.every((one) => one.standing && one.told?.item.title.nb === one.standing.title.nb)).toBe(true)
  expect(performance.now() - began).toBeLessThan(5000)
})
