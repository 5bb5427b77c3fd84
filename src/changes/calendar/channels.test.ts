/** One fact of a meeting's plan, and every channel that says it: mail, feed, own calendar, structured data, schedules, page. */
import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { daysOf, meetingById } from '#meeting/reads.ts'
import { addScheduleChange, changeDetails } from '#meeting/writes.ts'
import { programmeOf } from '#programme/operation/reads.ts'
import { itemRows } from '#programme/reads.ts'
import { editOf } from '#programme/rules.ts'
import { changeItem } from '#programme/writes.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { registration } from '#registration/tables.ts'
import { conference } from '../../../tests/conference.ts'
import { type MailServer, makeMailServer } from '../../../tests/mailserver.ts'
import { headerOf, leavesOf, partsOf } from '../../../tests/mime.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { tellCalendars } from '../jobs.ts'
import { storyTeller } from '../letters/mails.tsx'
import { asPlanned, type Decision, nothingDecided } from '../rules.ts'
import { decide } from '../writes.ts'
import { calendarTeller } from './mails.tsx'
import { tellBehind } from './writes.ts'

let world: World
let smtp: MailServer
let meeting: MeetingRow
let path: string
let ownCalendar: string
beforeAll(async () => {
  smtp = await makeMailServer()
  world = await makeWorld({ jobs: true, env: { SMTP_URL: smtp.url, MAIL_FROM: 'Samling <samling@nord.example>' } })
  meeting = await conference(world)
  path = `/nord/${meeting.slug}`
  await world.as('organiser', { url: `${path}/registration/open`, form: {} })
  await world.as('member', { url: '/me/calendars', form: { network: world.networkId } })
  ownCalendar = /http:\/\/localhost:3000(\/calendar\/[\w.-]+)/.exec(
    (await world.as('member', { url: '/me/calendars' })).body,
  )![1]!
})
afterAll(async () => {
  await world.end()
  await smtp.end()
})

const db = () => world.ground.db
const owner = () => world.actor('owner', meeting.id)
const now = async () => (await meetingById(db(), meeting.id))!
const later = () => Temporal.Now.instant().add({ minutes: 31 })
const body = async (url: string) => (await world.as(null, { method: 'GET', url, headers: { 'accept-language': 'nb' } })).body
const events = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
const value = (one: ICAL.Component, name: string) => one.getFirstPropertyValue(name)?.toString() ?? null

/** An entry as a calendar program reads it. */
function entryIn(text: string, uid: string) {
  const one = events(text).find((event) => value(event, 'uid') === uid)
  if (!one) return null
  return {
    sequence: Number(value(one, 'sequence')),
    status: value(one, 'status'),
    transp: value(one, 'transp'),
    summary: value(one, 'summary'),
    start: value(one, 'dtstart'),
    zone: one.getFirstProperty('dtstart')?.getParameter('tzid') ?? null,
    location: value(one, 'location'),
  }
}
type Entry = NonNullable<ReturnType<typeof entryIn>>

/** The one mail that came, taken apart. */
async function mailed(to: string) {
  await vi.waitFor(() => expect(smtp.received.filter((one) => one.to === to)).toHaveLength(1), { timeout: 15_000 })
  const { raw } = smtp.received.splice(0).find((one) => one.to === to)!
  const mixed = partsOf(raw)
  expect(mixed.type).toBe('multipart/mixed')
  expect(mixed.parts[0]!.type).toBe('multipart/alternative')
  const leaves = leavesOf(mixed)
  expect(leaves.map((leaf) => leaf.type)).toEqual(['text/plain', 'text/html', 'text/calendar', 'application/ics'])
  const [plain, , inline, attached] = leaves as [MimeLeaf, MimeLeaf, MimeLeaf, MimeLeaf]
  expect(attached.disposition).toContain('filename=invite.ics')
  expect(attached.content).toBe(inline.content)
  const root = new ICAL.Component(ICAL.parse(inline.content))
  const [event, ...more] = root.getAllSubcomponents('vevent')
  expect(more).toEqual([])
  // Gmail acts only where the two agree (RFC 6047 §2.4).
  expect(inline.parameters['method']).toBe(value(root, 'method'))
  expect(event!.getAllProperties('attendee').map((one) => one.getFirstValue())).toEqual([`mailto:${to}`])
  expect(event!.getFirstProperty('attendee')!.getParameter('rsvp')).toBe('FALSE')
  expect(value(event!, 'organizer')).toBe(`mailto:${/<(.*)>/.exec(headerOf(raw, 'from'))![1]}`)
  expect(root.getAllSubcomponents('vtimezone').length).toBeGreaterThan(0)
  const stamped = Temporal.Instant.from(String(value(event!, 'dtstamp')).replace(/Z?$/, 'Z'))
  expect(Math.abs(stamped.until(Temporal.Now.instant()).total('seconds'))).toBeLessThan(120)
  return {
    method: value(root, 'method'),
    entry: entryIn(inline.content, meeting.uid)!,
    text: plain.content,
    id: headerOf(raw, 'message-id'),
  }
}
type MimeLeaf = ReturnType<typeof leavesOf>[number]

/** Everything that says how the meeting stands, apart from the mail. */
async function said() {
  const page = await body(path)
  const data = JSON.parse(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(page)![1]!) as Record<string, unknown>
  const schedule = JSON.parse(await body(`${path}/schedule.json`)).schedule.conference as {
    title: string
    days: { date: string; rooms: Record<string, { guid: string }[]> }[]
  }
  return {
    feed: entryIn(await body('/nord/calendar.ics'), meeting.uid),
    own: entryIn(await body(ownCalendar), meeting.uid),
    file: entryIn(await body(`${path}.ics`), meeting.uid),
    data: {
      status: [data.eventStatus].flat().map((one) => String(one).replace('https://schema.org/Event', '')),
      mode: String(data.eventAttendanceMode).replace(/https:\/\/schema.org\/|EventAttendanceMode/g, ''),
      place: [data.location].flat().map((one) => (one as { '@type': string })['@type']),
      start: data.startDate as string,
      previous: [data.previousStartDate ?? []].flat() as string[],
    },
    schedule: { title: schedule.title, dates: schedule.days.map((day) => day.date) },
    guids: schedule.days.flatMap((day) => Object.values(day.rooms).flatMap((room) => room.map((one) => one.guid))).sort(),
    xml: await body(`${path}/schedule.xml`),
    page,
  }
}

const plan = async (change: Parameters<typeof addScheduleChange>[3]) => addScheduleChange(db(), await owner(), meeting.id, change)
const details = async (change: Parameters<typeof changeDetails>[4]) =>
  changeDetails(db(), await owner(), meeting.id, (await now()).version, change)
async function retime(title: string, start: string, end: string | null) {
  const rows = (await programmeOf(db(), meeting.id)).items
  const item = rows.find((one) => one.title.nb === title)!
  const { version } = (await itemRows(db(), meeting.id)).find((one) => one.id === item.id)!
  const was = editOf(item)
  await changeItem(db(), await owner(), meeting.id, item.id, { version, was, mine: { ...was, start, end } })
}
const datesFrom = async (first: string) => {
  const days = await daysOf(db(), meeting.id)
  return Object.fromEntries(days.map((day, i) => [day.id, Temporal.PlainDate.from(first).add({ days: i }).toString()]))
}

/** What a change says: of the calendar entry wherever it stands, of the structured data, of the schedules, of the page. */
interface Expected {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly entry: Partial<Entry>
  readonly data: Partial<Awaited<ReturnType<typeof said>>['data']>
  readonly prefix?: string
  readonly page: string
}

const confirmed = { status: 'CONFIRMED', transp: 'OPAQUE' }
const matrix: readonly (readonly [string, () => Promise<unknown>, Expected])[] = [
  [
    'another place',
    () => details({ place: 'Alta bibliotek' }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, location: 'Alta bibliotek' },
      data: { status: ['Scheduled'], mode: 'Offline', place: ['Place'] },
      page: 'Alta bibliotek',
    },
  ],
  [
    'its own span',
    () => retime('Velkommen', '09:30', null),
    { method: 'REQUEST', entry: { ...confirmed }, data: { status: ['Scheduled'] }, page: '09.30' },
  ],
  [
    'another zone',
    () => details({ timezone: 'Europe/Helsinki' }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, zone: 'Europe/Helsinki' },
      data: { status: ['Scheduled'] },
      page: 'Høstkonferansen',
    },
  ],
  [
    'moved online',
    () => plan({ status: 'moved_online' }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, location: 'http://localhost:3000/nord/hostkonferansen' },
      data: { status: ['MovedOnline'], mode: 'Online', place: ['VirtualLocation'] },
      page: 'Møtet er flyttet til nett.',
    },
  ],
  [
    'postponed, no date',
    () => plan({ status: 'postponed', reason: { nb: 'Storm.' } }),
    {
      method: 'REQUEST',
      entry: { status: 'TENTATIVE', transp: 'TRANSPARENT', summary: 'UTSATT: Høstkonferansen' },
      data: { status: ['Postponed'] },
      prefix: 'UTSATT: ',
      page: 'Møtet er utsatt.',
    },
  ],
  [
    'a new date, still online',
    async () => plan({ status: 'rescheduled', dates: await datesFrom('2027-09-14') }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, summary: 'Høstkonferansen', start: '2027-09-14T09:30:00' },
      data: { status: ['Rescheduled', 'MovedOnline'], start: '2027-09-14T09:30:00+03:00' },
      page: 'Møtet har fått ny dato.',
    },
  ],
  [
    'another new date',
    async () => plan({ status: 'rescheduled', dates: await datesFrom('2027-10-05') }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, start: '2027-10-05T09:30:00' },
      data: { status: ['Rescheduled', 'MovedOnline'] },
      page: 'Møtet har fått ny dato.',
    },
  ],
  [
    'moved on site',
    () => plan({ status: 'moved_onsite', place: 'Bodø bibliotek' }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, location: 'Bodø bibliotek' },
      data: { status: ['Rescheduled'], mode: 'Offline', place: ['Place'] },
      page: 'Møtet holdes på stedet.',
    },
  ],
  [
    'on site and online at once',
    () => plan({ status: 'moved_onsite', attendance: 'mixed' }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, location: 'Bodø bibliotek · http://localhost:3000/nord/hostkonferansen' },
      data: { status: ['Rescheduled'], mode: 'Mixed', place: ['Place', 'VirtualLocation'] },
      page: 'både på stedet og på nett',
    },
  ],
  [
    'cancelled',
    () => plan({ status: 'cancelled', reason: { nb: 'For få påmeldte.' } }),
    {
      method: 'CANCEL',
      entry: { status: 'CANCELLED', transp: 'TRANSPARENT', summary: 'AVLYST: Høstkonferansen' },
      data: { status: ['Cancelled'] },
      prefix: 'AVLYST: ',
      page: 'Møtet er avlyst.',
    },
  ],
  [
    'taken up again',
    () => plan({ status: 'resumed' }),
    {
      method: 'REQUEST',
      entry: { ...confirmed, summary: 'Høstkonferansen' },
      data: { status: ['Rescheduled'] },
      page: 'Møtet er tatt opp igjen.',
    },
  ],
]

describe('every change in every channel', () => {
  it('whoever registers gets REQUEST with sequence 0, and it is in all of them', async () => {
    const days = (await daysOf(db(), meeting.id)).map((day) => day.id)
    const form = { for: 'self', name: 'Test member', email: 'member@nord.example', 'q.days': days }
    expect((await world.as('member', { url: `${path}/register`, form })).statusCode).toBe(303)
    const { method, entry } = await mailed('member@nord.example')
    expect([method, entry.sequence, entry.status]).toEqual(['REQUEST', 0, 'CONFIRMED'])
    const all = await said()
    expect([all.feed, all.own, all.file].map((one) => one?.sequence)).toEqual([0, 0, 0])
    expect(all.data).toMatchObject({ status: ['Scheduled'], mode: 'Offline', previous: [] })
    expect(all.guids).toHaveLength(7)
    await tellCalendars(world.ground, later())
    expect(smtp.received).toEqual([])
  })

  it('an item that moves within the day, and a new title, are in the feed and in no mail', async () => {
    const before = await now()
    await retime('Om samarbeid', '13:15', null)
    await details({ title: { nb: 'Høstkonferansen' }, summary: { nb: 'Om samarbeid' } })
    expect((await now()).sequence).toBe(before.sequence)
    await tellCalendars(world.ground, later())
    expect(await db().select({ told: registration.toldSequence }).from(registration)).toEqual([{ told: before.sequence }])
    expect(smtp.received).toEqual([])
  })

  const seen = { sequence: 0, previous: 0, guids: [] as string[], version: '' }
  it.each(matrix)('%s', async (_what, perform, expected) => {
    const before = await now()
    const guids = (await said()).guids
    await perform()
    // Not before it has been quiet.
    await tellCalendars(world.ground, Temporal.Now.instant())
    expect(smtp.received).toEqual([])
    await tellCalendars(world.ground, later())
    const { method, entry, text } = await mailed('member@nord.example')
    expect(method).toBe(expected.method)
    expect(entry).toMatchObject(expected.entry)
    expect(entry.sequence).toBe(before.sequence + 1)
    expect(text).toContain('Test member')
    const all = await said()
    // One entry, whoever shows it.
    for (const shown of [all.feed, all.own, all.file]) expect(shown).toEqual({ ...entry, sequence: before.sequence + 1 })
    expect(all.data).toMatchObject(expected.data)
    expect(all.data.previous.length).toBeGreaterThanOrEqual(seen.previous)
    seen.previous = all.data.previous.length
    expect(all.schedule.title).toBe(`${expected.prefix ?? ''}Høstkonferansen`)
    expect(all.xml).toContain(`<title>${expected.prefix ?? ''}Høstkonferansen</title>`)
    expect(all.guids).toEqual(guids)
    expect(all.page).toContain(expected.page)
    // Told once for each way in which it stands.
    await tellCalendars(world.ground, later())
    const [row] = await db().select().from(registration).where(eq(registration.email, 'member@nord.example'))
    expect(row!.toldSequence).toBe(before.sequence + 1)
  })

  it('many moves on one day are one mail', async () => {
    for (const start of ['09:00', '08:45', '08:30', '10:00']) await retime('Velkommen', start, null)
    await tellCalendars(world.ground, later())
    const { entry } = await mailed('member@nord.example')
    expect(entry.start).toBe('2027-10-05T10:00:00')
    expect(entry.sequence).toBe((await now()).sequence)
  })

  it('a worker that is stopped in the middle has told nobody, and the next one tells everybody once', async () => {
    await details({ place: 'Tromsø' })
    const { sequence } = await now()
    const teller = calendarTeller(world.ground)
    const stopped = tellBehind(db(), meeting.id, async (tx, about, row) => {
      await teller(tx, about, row)
      throw new Error('killed')
    })
    await expect(stopped).rejects.toThrow('killed')
    expect(smtp.received).toEqual([])
    expect((await db().select().from(registration))[0]!.toldSequence).toBeLessThan(sequence)
    // Two at once, as when a job was given out twice.
    await Promise.all([tellCalendars(world.ground, later()), tellCalendars(world.ground, later())])
    expect((await mailed('member@nord.example')).entry.sequence).toBe(sequence)
    await new Promise((done) => setTimeout(done, 1500))
    expect(smtp.received).toEqual([])
  })

  it('a part split off has an entry of its own tied to the whole, keeps guids and numbers, and comes back', async () => {
    const before = await said()
    const { sequence } = await now()
    const second = (await daysOf(db(), meeting.id))[1]!.id
    const split = { days: [second], items: [], title: 'Dag to', part: { ...asPlanned, fate: 'postpone' as const } }
    const tell = storyTeller(world.ground)
    const go = async (decision: Partial<Decision>) =>
      decide(
        db(),
        await owner(),
        meeting.id,
        { decision: { ...nothingDecided, ...decision }, version: (await now()).version },
        tell,
      )
    const { partId } = await go({ split })
    const part = (await meetingById(db(), partId!))!
    const { entry } = await mailed('member@nord.example')
    expect([entry.sequence, entry.start]).toEqual([sequence + 1, before.feed!.start])
    const [whole, halves] = [await said(), await body(`/nord/${part.slug}`)]
    for (const shown of [whole.feed, whole.own, whole.file]) expect(shown).toEqual(entry)
    for (const url of ['/nord/calendar.ics', ownCalendar, `/nord/${part.slug}.ics`]) {
      const text = await body(url)
      expect(entryIn(text, part.uid)).toMatchObject({ status: 'TENTATIVE', summary: 'UTSATT: Dag to' })
      const own = events(text).find((event) => value(event, 'uid') === part.uid)!
      expect(value(own, 'related-to')).toBe(meeting.uid)
    }
    expect(halves).toContain('https://schema.org/EventPostponed')
    const theirs = await body(`/nord/${part.slug}/schedule.xml`)
    expect(theirs).toContain('<title>UTSATT: Dag to</title>')
    for (const guid of before.guids) expect([whole.xml, theirs].filter((xml) => xml.includes(guid))).toHaveLength(1)
    expect(whole.page).toContain('En del av det som var planlagt, er utsatt.')

    await go({ merge: partId })
    const back = await mailed('member@nord.example')
    expect([back.method, back.entry.sequence]).toEqual(['REQUEST', sequence + 2])
    const again = await said()
    expect(again.guids).toEqual(before.guids)
    expect(entryIn(await body('/nord/calendar.ics'), part.uid)).toMatchObject({ status: 'CANCELLED' })
    expect(await body(`/nord/${part.slug}`)).toContain('https://schema.org/EventCancelled')
    expect(again.page).toContain('En utskilt del er tatt inn igjen.')
  })

  it('who withdraws is sent CANCEL alone, above all that they were told, and is told of nothing more', async () => {
    const [row] = await db().select().from(registration).where(eq(registration.state, 'registered'))

    await world.as(null, { url: `${registrationLink(world.ground.secret, row!)}/withdraw`, form: {} })
    const { method, entry } = await mailed('member@nord.example')
    expect([method, entry.status]).toEqual(['CANCEL', 'CANCELLED'])
    expect(entry.sequence).toBeGreaterThan(row!.toldSequence! + row!.sequence)
    await details({ place: 'Vadsø' })
    await tellCalendars(world.ground, later())
    const [gone] = await db().select().from(registration).where(eq(registration.id, row!.id))
    expect([gone!.state, gone!.toldSequence]).toEqual(['withdrawn', null])
  })
})
