import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inLocale } from '#platform/words/words.ts'
import { noticeLanguages, noticeText, sentenceOf } from './formats.ts'
import { type Difference, differences, isForAll, markOf, type Plan, type PlannedItem, planOf } from './rules.ts'

const item = (id: string, more: Partial<PlannedItem> = {}): PlannedItem => ({
  id,
  dayId: 'one',
  parentId: null,
  title: { nb: `Om ${id}` },
  start: '09:00',
  end: '10:00',
  track: null,
  room: null,
  speakers: [],
  audience: 'public',
  ...more,
})
const plan = (items: PlannedItem[], more: Partial<Plan> = {}): Plan => ({
  title: { nb: 'Ledermøte' },
  state: 'on',
  attendance: 'onsite',
  place: 'Tromsø',
  joinUrl: null,
  days: [{ id: 'one', date: '2027-01-19', label: null }],
  items,
  ...more,
})
const twoDays = [
  { id: 'one', date: '2027-01-19', label: null },
  { id: 'two', date: '2027-01-20', label: null },
]
const kinds = (was: Plan, now: Plan) =>
  differences(was, now).map((one) => ('item' in one ? `${one.kind} ${one.item.id}` : one.kind))
const said = (was: Plan, now: Plan) => inLocale('nb', () => differences(was, now).map((one) => sentenceOf(one, now)))

describe('what has changed of a meeting', () => {
  const before = plan([item('lesing')])
  it.each<[string, Partial<Plan>, string]>([
    ['title', { title: { nb: 'Leiarmøte' } }, 'Møtet heter nå «Leiarmøte» (før «Ledermøte»).'],
    ['state', { state: 'cancelled' }, 'Møtet er avlyst.'],
    ['state', { state: 'postponed' }, 'Møtet er utsatt.'],
    [
      'dates',
      { days: [{ ...twoDays[0]!, date: '2027-01-26' }] },
      'Ny dato: tirsdag 26. januar 2027 (før tirsdag 19. januar 2027).',
    ],
    ['dates', { days: [{ ...twoDays[0]!, date: null }] }, 'Datoen er ikke lenger satt (før tirsdag 19. januar 2027).'],
    ['mode', { attendance: 'online' }, 'Møtet er digitalt.'],
    ['place', { place: 'Alta' }, 'Nytt sted: Alta (før Tromsø).'],
    ['place', { place: null }, 'Stedet er ikke lenger satt (før Tromsø).'],
    [
      'join',
      { joinUrl: 'https://rom.example/hemmelig' },
      'Lenken til møterommet er ny. Du finner den på møtets side når du er logget inn.',
    ],
  ])('%s', (kind, change, sentence) => {
    const after = { ...before, ...change }
    expect(kinds(before, after)).toEqual([kind])
    expect(said(before, after)).toEqual([sentence])
  })
  it('is not told of when the words come back in another order', () => {
    expect(differences(plan([], { title: { nb: 'A', en: 'B' } }), plan([], { title: { en: 'B', nb: 'A' } }))).toEqual([])
  })
  it('is never the address of the meeting room itself', () => {
    expect(said(before, { ...before, joinUrl: 'https://rom.example/hemmelig' }).join()).not.toContain('rom.example')
  })
})

describe('what has changed of items', () => {
  const [a, b, c] = [item('a'), item('b', { start: '10:00', end: '11:00' }), item('c', { start: '11:00', end: '12:00' })]
  const was = plan([a, b, c])
  it.each<[string, PlannedItem[], string[], string[]]>([
    ['one renamed is not a new one', [{ ...a, title: { nb: 'Om alt' } }, b, c], ['renamed a'], ['«Om a» heter nå «Om alt».']],
    ['one retimed', [a, { ...b, start: '10:15' }, c], ['retimed b'], ['«Om b» er nå kl. 10.15–11.00 (før kl. 10.00–11.00).']],
    ['one gone', [a, c], ['gone b'], ['Tatt ut av programmet: «Om b».']],
    [
      'a new one, with who speaks',
      [a, b, c, item('d', { start: '10:30', end: null, speakers: ['Kari', 'Ola'] })],
      ['new d'],
      ['Nytt i programmet: kl. 10.30 «Om d» (Kari og Ola).'],
    ],
    ['speakers', [a, { ...b, speakers: ['Kari'] }, c], ['speakers b'], ['«Om b» er med Kari.']],
    ['room and track', [a, { ...b, room: 'Sal 2', track: 'Spor A' }, c], ['room b'], ['«Om b» er i Spor A, Sal 2.']],
    [
      'several at once',
      [a, { ...b, title: { nb: 'B' }, start: '10:05', speakers: ['Eva'] }, c],
      ['renamed b', 'retimed b', 'speakers b'],
      [],
    ],
    ['nothing', [a, b, c], [], []],
  ])('%s', (_what, items, found, sentences) => {
    expect(kinds(was, plan(items))).toEqual(found)
    if (sentences.length > 0) expect(said(was, plan(items))).toEqual(sentences)
  })
  it('to another day', () => {
    const [before, after] = [plan([a, b], { days: twoDays }), plan([a, { ...b, dayId: 'two' }], { days: twoDays })]
    expect(kinds(before, after)).toEqual(['moved b'])
    expect(said(before, after)).toEqual(['«Om b» er flyttet til onsdag 20. januar kl. 10.00–11.00.'])
  })
  it('when the meeting ends later, that is told too', () => {
    expect(said(was, plan([a, b, { ...c, end: '12:30' }]))[0]).toBe('Møtet er nå kl. 09.00–12.30 (før kl. 09.00–12.00).')
  })
  it('parts go with what they lie in, and are told one by one where only they go', () => {
    const part = item('part', { parentId: 'a', start: null, end: null })
    expect(kinds(plan([a, part, b, c]), plan([b, c]))).toContain('gone a')
    expect(kinds(plan([a, part, b, c]), plan([b, c]))).not.toContain('gone part')
    expect(kinds(plan([a, part, b, c]), plan([a, b, c]))).toEqual(['gone part'])
  })
  it('those without times are told as moved by as few as tell it', () => {
    const [x, y, z] = ['x', 'y', 'z'].map((id) => item(id, { start: null, end: null })) as [PlannedItem, PlannedItem, PlannedItem]
    expect(kinds(plan([x, y, z]), plan([z, x, y]))).toEqual(['reordered z'])
    expect(kinds(plan([x, y, z]), plan([x, item('new', { start: null }), y, z]))).toEqual(['new new'])
  })
  it('what is for those invited is not told to all', () => {
    const [hidden] = differences(plan([]), plan([item('d', { audience: 'invited' })])).filter((one) => one.kind === 'new')
    expect([isForAll(hidden!, 'public'), isForAll(hidden!, 'members'), isForAll(hidden!, 'invited')]).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('any two plans', () => {
  const items = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc
          .record({
            title: fc.constantFrom('A', 'B'),
            start: fc.constantFrom(null, '09:00', '10:00'),
            day: fc.constantFrom('one', 'two'),
          })
          .map(({ title, start, day }) => item(`i${id}`, { title: { nb: title }, start, end: null, dayId: day })),
      ),
    ),
  )
  it('have nothing to tell if and only if they are the same', () => {
    fc.assert(
      fc.property(items, items, (one, other) => {
        const [was, now] = [plan(one, { days: twoDays }), plan(other, { days: twoDays })]
        expect(differences(was, was)).toEqual([])
        const found = differences(was, now)
        if (markOf(was) === markOf(now)) expect(found).toEqual([])
        const ids = (all: readonly Difference[], kind: string) =>
          all.flatMap((d) => (d.kind === kind && 'item' in d ? [d.item.id] : [])).sort()
        expect(ids(found, 'new')).toEqual(
          other
            .map((d) => d.id)
            .filter((id) => !one.some((d) => d.id === id))
            .sort(),
        )
        expect(ids(found, 'gone')).toEqual(
          one
            .map((d) => d.id)
            .filter((id) => !other.some((d) => d.id === id))
            .sort(),
        )
        // Every sentence can be said.
        inLocale('nb', () => found.forEach((d) => void expect(sentenceOf(d, now)).toMatch(/\S.*[.]$/)))
      }),
    )
  })
})

describe('a notice', () => {
  const before = plan([item('lesing')])
  const facts = { audience: 'public', address: 'https://samling.example/nord/ledermote' } as const
  it('tells the first time when and where', () => {
    expect(noticeText({ ...facts, was: null, now: before }, 'nb')).toBe(
      'Velkommen til «Ledermøte»\n\nNår: tirsdag 19. januar 2027 kl. 09.00–10.00\nSted: Tromsø\n\nHele programmet: https://samling.example/nord/ledermote',
    )
  })
  it('tells later what has changed, in each language', () => {
    const now = plan([item('lesing'), item('tall', { start: '10:00', end: '11:00' }), item('lukket', { audience: 'invited' })])
    const text = noticeText({ ...facts, was: before, now }, 'nb')
    expect(text).toContain('Endringer i «Ledermøte»')
    expect(text).toContain('– Nytt i programmet: kl. 10.00–11.00 «Om tall».')
    expect(text).not.toContain('lukket')
    expect(noticeText({ ...facts, was: before, now }, 'nn')).toContain('Endringar i «Ledermøte»')
    expect(noticeText({ ...facts, was: before, now }, 'en')).toContain('– New in the programme: 10:00–11:00 “Om tall”.')
  })
  it('is written in the languages that the network uses, the meeting’s first', () => {
    expect(noticeLanguages({ locale: 'nn' }, { locale: 'nb', name: { nb: 'A', en: 'B', se: 'C' } })).toEqual(['nn', 'nb', 'en'])
    expect(noticeLanguages({ locale: 'se' }, { locale: 'se', name: { se: 'C' } })).toEqual(['nb'])
  })
})

it('a plan holds parts as narrow as what they lie in', () => {
  const row = { ...item('a', { audience: 'members' }), speakers: [{ name: 'Kari' }], subitems: [] }
  const made = planOf({
    meeting: {
      title: { nb: 'A' },
      attendance: 'online',
      place: null,
      joinUrl: null,
      statusNow: { postponed: true, cancelled: false },
    },
    days: [
      {
        id: 'one',
        date: null,
        label: null,
        items: [{ ...row, subitems: [{ ...row, id: 'b', parentId: 'a', audience: 'public' }] }],
      },
    ],
  })
  expect(made.state).toBe('postponed')
  expect(made.items.map((one) => [one.id, one.audience, one.speakers])).toEqual([
    ['a', 'members', ['Kari']],
    ['b', 'members', ['Kari']],
  ])
})
