/** Calendars that are subscribed to, read with another's eyes; and what their numbers do through any run of real edits. */
import fc from 'fast-check'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { daysOf, meetingById, readMeeting } from '#meeting/reads.ts'
import { addScheduleChange, changeDetails, createMeeting, publish, setAudience, unpublish } from '#meeting/writes.ts'
import { emptyEdit } from '#programme/forms.ts'
import { programmeOf } from '#programme/operation/reads.ts'
import { redo, undo } from '#programme/operation/writes.ts'
import { itemRows } from '#programme/reads.ts'
import { editOf } from '#programme/rules.ts'
import { addItem, changeItem, moveItem, removeItem } from '#programme/writes.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { calendarOf } from '../formats/calendar.ts'
import { readFeed } from './reads.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const get = (url: string, who: Who | null = null, headers: Record<string, string> = {}) =>
  world.as(who, { method: 'GET', url, headers: { 'accept-language': 'nb', ...headers } })
const parse = (text: string) => new ICAL.Component(ICAL.parse(text))
const value = (one: ICAL.Component, name: string) => one.getFirstPropertyValue(name)?.toString() ?? null
const uids = (text: string) =>
  parse(text)
    .getAllSubcomponents('vevent')
    .map((event) => value(event, 'uid'))

async function make(title: string, date: string | null = '2027-05-05', options: { seriesId?: string; days?: number } = {}) {
  const { db } = world.ground
  const days = Array.from({ length: options.days ?? 1 }, (_, i) => ({
    date: date && Temporal.PlainDate.from(date).add({ days: i }).toString(),
  }))
  const made = await createMeeting(db, await world.actor('owner'), world.networkId, {
    title: { nb: title },
    locale: 'nb',
    place: 'Vadsø bibliotek',
    seriesId: options.seriesId ?? null,
    days,
  })
  const owner = await world.actor('owner', made.meeting.id)
  await addItem(
    db,
    owner,
    made.meeting.id,
    { dayId: made.days[0]!.id },
    { ...emptyEdit, title: { nb: 'Åpning' }, start: '09:00', end: '10:00' },
  )
  return { ...made.meeting, owner }
}
const published = async (...args: Parameters<typeof make>) => {
  const made = await make(...args)
  await publish(world.ground.db, made.owner, made.id)
  return made
}

describe('the calendar of a network', () => {
  it('names itself, says where it comes from and how often to ask, and holds what is published and dated', async () => {
    const shown = await published('Vises')
    const draft = await make('Utkast')
    const undated = await published('Uten dato', null)
    const answer = await get('/nord/calendar.ics')
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const root = parse(answer.body)
    expect(value(root, 'name')).toBe('Bibliotek i nord')
    expect(value(root, 'source')).toBe('http://localhost:3000/nord/calendar.ics')
    expect(value(root, 'refresh-interval')).toBe('PT6H')
    expect(root.getFirstProperty('method')).toBeNull()
    expect(root.getAllSubcomponents('vtimezone').map((zone) => value(zone, 'tzid'))).toEqual(['Europe/Oslo'])
    expect(uids(answer.body)).toContain(shown.uid)
    expect(uids(answer.body)).not.toContain(draft.uid)
    expect(uids(answer.body)).not.toContain(undated.uid)
  })

  it('shows each reader what is for them', async () => {
    const meeting = await published('For medlemmer')
    await setAudience(world.ground.db, meeting.owner, meeting.id, 2, 'members')
    for (const who of [null, 'outsider'] as const)
      expect(uids((await get('/nord/calendar.ics', who)).body)).not.toContain(meeting.uid)
    for (const who of ['member', 'owner'] as const)
      expect(uids((await get('/nord/calendar.ics', who)).body)).toContain(meeting.uid)
  })

  it('is the same until something changes, and then another', async () => {
    const meeting = await published('Endres')
    const first = await get('/nord/calendar.ics')
    const etag = String(first.headers['etag'])
    expect((await get('/nord/calendar.ics', null, { 'if-none-match': `W/${etag}` })).statusCode).toBe(304)
    expect((await get('/nord/calendar.ics')).body).toBe(first.body)
    await addScheduleChange(world.ground.db, meeting.owner, meeting.id, { status: 'postponed' })
    const after = await get('/nord/calendar.ics', null, { 'if-none-match': etag })
    expect(after.statusCode).toBe(200)
    const entry = parse(after.body)
      .getAllSubcomponents('vevent')
      .find((one) => value(one, 'uid') === meeting.uid)!
    expect([value(entry, 'status'), value(entry, 'summary'), value(entry, 'sequence')]).toEqual([
      'TENTATIVE',
      'UTSATT: Endres',
      '1',
    ])
  })

  it('keeps what is cancelled for thirty days after it would have ended, and what was held for good', async () => {
    const [gone, held] = [await published('Avlyst', '2026-03-02'), await published('Holdt', '2026-03-02')]
    await addScheduleChange(world.ground.db, gone.owner, gone.id, { status: 'cancelled' })
    const { endsAt } = (await meetingById(world.ground.db, gone.id))!
    const at = async (days: number) => {
      const now = Temporal.Instant.from(endsAt!.replace(' ', 'T').replace(/\+00$/, 'Z')).add({
        minutes: Math.round(24 * 60 * days),
      })
      const of = { networkId: world.networkId, networkSlug: 'nord' }
      const { meetings } = await readFeed(world.ground.db, await world.actor(null), of, now)
      return [gone, held].map(({ id }) => meetings.some((one) => one.meeting.id === id))
    }
    expect(await at(-1)).toEqual([true, true])
    expect(await at(29.9)).toEqual([true, true])
    expect(await at(30.1)).toEqual([false, true])
    expect(await at(3000)).toEqual([false, true])
  })

  it('ties what was split off to the meeting it was part of', async () => {
    const [whole, part] = [await published('Konferanse'), await published('Utskilt')]
    await addScheduleChange(world.ground.db, whole.owner, whole.id, { status: 'split_off', relatedMeetingId: part.id })
    for (const url of ['/nord/calendar.ics', `/nord/${part.slug}.ics`]) {
      const entry = parse((await get(url)).body)
        .getAllSubcomponents('vevent')
        .find((one) => value(one, 'uid') === part.uid)!
      expect(value(entry, 'related-to')).toBe(whole.uid)
    }
  })

  it('gives whole days where no times are set', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Bare dager' },
      locale: 'nb',
      days: [{ date: '2027-06-01' }, { date: '2027-06-02' }],
    })
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    const entry = parse((await get(`/nord/${meeting.slug}.ics`)).body).getFirstSubcomponent('vevent')!
    expect([value(entry, 'dtstart'), value(entry, 'dtend')]).toEqual(['2027-06-01', '2027-06-03'])
  })
})

describe('the calendar of a series', () => {
  it('holds its own meetings', async () => {
    const [inside, outside] = [
      await published('I rekken', '2027-05-06', { seriesId: world.seriesId }),
      await published('Utenfor'),
    ]
    const answer = await get('/nord/series/ledermote/calendar.ics')
    expect(value(parse(answer.body), 'name')).toBe('Ledermøte')
    expect(uids(answer.body)).toContain(inside.uid)
    expect(uids(answer.body)).not.toContain(outside.uid)
    expect((await get('/nord/series/finnes-ikke/calendar.ics')).statusCode).toBe(404)
    expect((await get('/finnes-ikke/calendar.ics')).statusCode).toBe(404)
  })
})

// ── Through any run of edits ──

interface Seen {
  readonly sequence: number
  /** What a calendar must be told of: when, where and whether it is held. */
  readonly facts: string
  readonly meeting: boolean
}

/** Every entry of the meeting's calendar by its uid; `uid` of the meeting itself marked. */
async function entries(meetingId: string): Promise<Map<string, Seen>> {
  const { db } = world.ground
  const row = (await meetingById(db, meetingId))!
  const view = await readMeeting(db, await world.actor('owner', meetingId), row)
  const text = calendarOf(view, { locale: 'nb', baseUrl: 'https://samling.example.no', items: true })
  if (text === null) return new Map()
  const events = parse(text).getAllSubcomponents('vevent')
  const seen = events.map((event): [string, Seen] => [
    value(event, 'uid')!,
    {
      sequence: Number(value(event, 'sequence')),
      facts: [
        row.timezone,
        row.attendance,
        row.place,
        ...['dtstart', 'dtend', 'location', 'status'].map((name) => value(event, name)),
      ].join(' | '),
      meeting: value(event, 'uid') === row.uid,
    },
  ])
  expect(new Set(seen.map(([uid]) => uid)).size).toBe(events.length)
  return new Map(seen)
}

const time = fc.integer({ min: 8, max: 15 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
/** One kind of edit for each name, so that a name tells which fields there are. */
type Do<Name extends string, Fields> = Name extends string ? { readonly do: Name } & Readonly<Fields> : never
type Edit =
  | Do<'title' | 'summary' | 'place' | 'undo' | 'redo' | 'republish', { text: string }>
  | Do<'mode', { mode: 'onsite' | 'online' | 'mixed' }>
  | Do<'zone', { zone: string }>
  | Do<'plan', { status: 'postponed' | 'cancelled' | 'resumed' | 'moved_online' | 'moved_onsite' }>
  | Do<'date', { month: string; day: number }>
  | Do<'add', { start: string; text: string; day: number }>
  | Do<'words' | 'room' | 'remove' | 'up' | 'next day', { which: number; text: string }>
  | Do<'time', { which: number; start: string; end: string | null }>

const word = fc.constantFrom('Vadsø', 'Tana', 'Karasjok', 'Kirkenes')
const which = fc.integer({ min: 0, max: 3 })
const edit = fc.oneof(
  fc.record({
    do: fc.constantFrom(
      'title' as const,
      'summary' as const,
      'place' as const,
      'undo' as const,
      'redo' as const,
      'republish' as const,
    ),
    text: word,
  }),
  fc.record({ do: fc.constant('mode' as const), mode: fc.constantFrom('onsite' as const, 'online' as const, 'mixed' as const) }),
  fc.record({ do: fc.constant('zone' as const), zone: fc.constantFrom('Europe/Oslo', 'Europe/Helsinki') }),
  fc.record({
    do: fc.constant('plan' as const),
    status: fc.constantFrom(
      'postponed' as const,
      'cancelled' as const,
      'resumed' as const,
      'moved_online' as const,
      'moved_onsite' as const,
    ),
  }),
  fc.record({
    do: fc.constant('date' as const),
    month: fc.constantFrom('05', '09'),
    day: fc.nat(2),
  }),
  fc.record({ do: fc.constant('add' as const), start: time, text: word, day: fc.nat(2) }),
  fc.record({
    do: fc.constantFrom('words' as const, 'room' as const, 'remove' as const, 'up' as const, 'next day' as const),
    which,
    text: word,
  }),
  fc.record({ do: fc.constant('time' as const), which, start: time, end: fc.option(fc.constant('16:00'), { nil: null }) }),
)

/** Does one edit through the functions that forms and gestures call. What makes no sense as things stand is refused, and no edit. */
async function perform(meetingId: string, one: Edit): Promise<void> {
  const { db } = world.ground
  const owner = await world.actor('owner', meetingId)
  const row = (await meetingById(db, meetingId))!
  const days = await daysOf(db, meetingId)
  const details = (change: Parameters<typeof changeDetails>[4]) => changeDetails(db, owner, meetingId, row.version, change)
  if (one.do === 'title') return void (await details({ title: { nb: one.text } }))
  if (one.do === 'summary') return void (await details({ summary: { nb: one.text } }))
  if (one.do === 'place') return void (await details({ place: one.text }))
  if (one.do === 'mode') return void (await details({ attendance: one.mode }))
  if (one.do === 'zone') return void (await details({ timezone: one.zone }))
  if (one.do === 'undo') return void (await undo(db, owner, meetingId, null))
  if (one.do === 'redo') return void (await redo(db, owner, meetingId))
  if (one.do === 'plan') return void (await addScheduleChange(db, owner, meetingId, { status: one.status }))
  if (one.do === 'republish') {
    await unpublish(db, owner, meetingId)
    await details({ place: one.text }).catch(() => changeDetails(db, owner, meetingId, row.version + 1, { place: one.text }))
    return void (await publish(db, owner, meetingId))
  }
  if (one.do === 'date') {
    // No two days on one date: to move between those would be a move that no calendar sees.
    const at = one.day % days.length
    const dates = { [days[at]!.id]: `2027-${one.month}-${10 + at}` }
    return void (await addScheduleChange(db, owner, meetingId, { status: 'rescheduled', dates }))
  }
  if (one.do === 'add') {
    const added = { ...emptyEdit, title: { nb: one.text }, start: one.start }
    return void (await addItem(db, owner, meetingId, { dayId: days[one.day % days.length]!.id }, added))
  }
  const items = (await programmeOf(db, meetingId)).items
  const item = items[one.which % items.length]
  if (!item) return
  if (one.do === 'remove') return void (await removeItem(db, owner, meetingId, item.id))
  if (one.do === 'up') return void (await moveItem(db, owner, meetingId, item.id, 'up'))
  if (one.do === 'next day') {
    const next = days[(days.findIndex((day) => day.id === item.dayId) + 1) % days.length]!
    return void (await moveItem(db, owner, meetingId, item.id, { dayId: next.id }))
  }
  const { version } = (await itemRows(db, meetingId)).find((found) => found.id === item.id)!
  const was = editOf(item)
  const mine =
    one.do === 'words'
      ? { ...was, title: { nb: one.text }, note: { nb: 'Rettet' } }
      : one.do === 'room'
        ? { ...was, room: one.text }
        : { ...was, start: one.start, end: one.end }
  await changeItem(db, owner, meetingId, item.id, { version, was, mine })
}

describe('through any run of edits', () => {
  it('numbers never fall, and rise when and only when a calendar must be told; uids stay', async () => {
    const done = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(edit as fc.Arbitrary<Edit>, { minLength: 3, maxLength: 12 }), async (edits) => {
        const meeting = await published('Møte', '2027-05-05', { days: 3 })
        let before = await entries(meeting.id)
        const known = new Map<string, number>([...before].map(([uid, one]) => [uid, one.sequence]))
        expect(before.get(meeting.uid)?.sequence).toBe(0)
        // Only what was just taken back can be done again.
        for (const one of edits.flatMap((edit): Edit[] => (edit.do === 'redo' ? [{ ...edit, do: 'undo' }, edit] : [edit]))) {
          const refused = await perform(meeting.id, one).then(
            () => false,
            (error: Error) => {
              if (!/Refused|NotFound|Invalid/.test(error.constructor.name)) throw error
              return true
            },
          )
          if (!refused) done.set(one.do, (done.get(one.do) ?? 0) + 1)
          const after = await entries(meeting.id)
          const whole = after.get(meeting.uid)!
          const wholeRose = whole.sequence > before.get(meeting.uid)!.sequence
          const about = JSON.stringify(one)
          for (const [uid, now] of after) {
            const was = before.get(uid)
            // Whoever was there before never has a lower number, not after being away either.
            expect([about, uid, now.sequence >= (known.get(uid) ?? 0)]).toEqual([about, uid, true])
            if (was && one.do !== 'republish') {
              // A new date is announced as one, also where it is the old one again.
              const told = was.facts !== now.facts || (now.meeting && one.do === 'date' && !refused)
              const rose = now.sequence > was.sequence
              // An item's number counts on from the meeting's: it may rise with that alone.
              if (now.meeting || !wholeRose)
                expect([about, was.facts, now.facts, rose]).toEqual([about, was.facts, now.facts, told])
              else expect(rose).toBe(true)
            } else if (was && was.facts !== now.facts) expect([about, now.sequence > was.sequence]).toEqual([about, true])
            known.set(uid, now.sequence)
          }
          before = after
        }
      }),
      { numRuns: 40 },
    )
    // Each kind of edit was really done.
    expect([...done.keys()].sort()).toEqual(
      [
        'add',
        'date',
        'mode',
        'next day',
        'place',
        'plan',
        'redo',
        'remove',
        'republish',
        'room',
        'summary',
        'time',
        'title',
        'undo',
        'up',
        'words',
        'zone',
      ].sort(),
    )
  }, 120_000)
})
