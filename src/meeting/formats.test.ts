import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Invalid } from '#platform/errors.ts'
import { item, speaker } from '#programme/tables.ts'
import { type April, aprilMeeting, block, giveMinutes, givePresentation } from '../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { calendarOf } from './formats/calendar.ts'
import { meetingJson, readMeetingJson } from './formats/json.ts'
import { linkedData } from './formats/linkeddata.ts'
import { vtimezone } from './formats/timezone.ts'
import { daysOf, findMeeting, type MeetingView, readMeeting } from './reads.ts'
import { addScheduleChange, changeDetails, createMeeting, publish } from './writes.ts'

let world: World
let april: April
const baseUrl = 'https://samling.example.no'
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  await givePresentation(world.ground.db, april.item('handlingsplan'), 'Utkast')
  await giveMinutes(world.ground.db, april.item('handlingsplan'), `<p>Hei</p>${block('decision', 'b1', 'Planen sendes ut.')}`)
})
afterAll(() => world.end())

const view = async (slug: string, who: Who | null = null): Promise<MeetingView> => {
  const row = (await findMeeting(world.ground.db, world.networkId, slug))!
  return readMeeting(world.ground.db, await world.actor(who, row.id), row)
}
const published = async (title: string, date: string) => {
  const { db } = world.ground
  const { meeting, days } = await createMeeting(db, await world.actor('owner'), world.networkId, {
    title: { nb: title },
    locale: 'nb',
    attendance: 'onsite',
    place: 'Vadsø bibliotek',
    days: [{ date }],
  })
  await db.insert(item).values({
    networkId: world.networkId,
    meetingId: meeting.id,
    dayId: days[0]!.id,
    position: 0,
    start: '09:00',
    end: '15:15',
    kind: 'talk',
    title: { nb: 'Samtale; om "alt", og litt til' },
  })
  await changeDetails(db, await world.actor('owner', meeting.id), meeting.id, 1, { timezone: 'Europe/Berlin' })
  await changeDetails(db, await world.actor('owner', meeting.id), meeting.id, 2, { timezone: 'Europe/Oslo' })
  await publish(db, await world.actor('owner', meeting.id), meeting.id)
  return { ...meeting, day: days[0]! }
}
const change = async (id: string, what: Parameters<typeof addScheduleChange>[3]) =>
  addScheduleChange(world.ground.db, await world.actor('owner', id), id, what)

const calendar = async (slug: string, items = false) => {
  const text = calendarOf(await view(slug), { locale: 'nb', baseUrl, items })!
  const root = new ICAL.Component(ICAL.parse(text))
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return { text, events: root.getAllSubcomponents('vevent'), root }
}
const value = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name))

describe('the calendar', () => {
  it('holds the meeting alone, with its stored uid and the clock of its zone', async () => {
    const { events, text } = await calendar(april.meeting.slug)
    expect(events).toHaveLength(1)
    const event = events[0]!
    expect(value(event, 'uid')).toBe(april.meeting.uid)
    expect(value(event, 'sequence')).toBe('0')
    expect(value(event, 'status')).toBe('CONFIRMED')
    const starts = new ICAL.Event(event).startDate
    expect(starts.zone?.tzid).toBe('Europe/Oslo')
    expect(starts.toJSDate().toISOString()).toBe('2020-04-29T07:00:00.000Z')
    expect(new ICAL.Event(event).endDate.toJSDate().toISOString()).toBe('2020-04-29T13:15:00.000Z')
    expect(value(event, 'url')).toBe(`${baseUrl}/nord/${april.meeting.slug}`)
    expect(text).toMatch(/^DTSTAMP:\d{8}T\d{6}Z\r$/m)
    expect(text).toMatch(/^LAST-MODIFIED:\d{8}T\d{6}Z\r$/m)
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })

  it('holds the items too when asked, each tied to the meeting', async () => {
    const { events } = await calendar(april.meeting.slug, true)
    const [whole, ...items] = events
    expect(items.length).toBeGreaterThan(10)
    expect(new Set(events.map((event) => value(event, 'uid'))).size).toBe(events.length)
    expect(items.every((event) => value(event, 'related-to') === value(whole!, 'uid'))).toBe(true)
    expect(items.map((event) => value(event, 'summary'))).toContain('Om biblioteksystem')
  })

  it('is the same bytes until something changes', async () => {
    const meeting = await published('Uendret', '2027-01-20')
    const first = (await calendar(meeting.slug)).text
    expect((await calendar(meeting.slug)).text).toBe(first)
    await change(meeting.id, { status: 'cancelled' })
    expect((await calendar(meeting.slug)).text).not.toBe(first)
  })

  it('tells of a postponed and a cancelled meeting in status and title, under the same uid', async () => {
    const meeting = await published('Vintermøte', '2027-02-10')
    const tell = async () => {
      const { events } = await calendar(meeting.slug)
      const event = events[0]!
      return [
        value(event, 'uid'),
        value(event, 'sequence'),
        value(event, 'status'),
        value(event, 'summary'),
        value(event, 'transp'),
      ]
    }
    expect(await tell()).toEqual([meeting.uid, '0', 'CONFIRMED', 'Vintermøte', 'OPAQUE'])
    await change(meeting.id, { status: 'postponed' })
    expect(await tell()).toEqual([meeting.uid, '1', 'TENTATIVE', 'UTSATT: Vintermøte', 'TRANSPARENT'])
    await change(meeting.id, { status: 'rescheduled', dates: { [meeting.day.id]: '2027-03-10' } })
    expect(await tell()).toEqual([meeting.uid, '2', 'CONFIRMED', 'Vintermøte', 'OPAQUE'])
    await change(meeting.id, { status: 'cancelled' })
    expect(await tell()).toEqual([meeting.uid, '3', 'CANCELLED', 'AVLYST: Vintermøte', 'TRANSPARENT'])
    await change(meeting.id, { status: 'resumed' })
    expect(await tell()).toEqual([meeting.uid, '4', 'CONFIRMED', 'Vintermøte', 'OPAQUE'])
  })

  it('leads to our page when online, never to the room', async () => {
    const meeting = await published('På nett', '2027-02-11')
    expect(value((await calendar(meeting.slug)).events[0]!, 'location')).toBe('Vadsø bibliotek')
    await change(meeting.id, { status: 'moved_online', joinUrl: 'https://room.example/secret' })
    const { events, text } = await calendar(meeting.slug)
    expect(value(events[0]!, 'location')).toBe(`${baseUrl}/nord/${meeting.slug}`)
    expect(value(events[0]!, 'conference')).toBe(`${baseUrl}/nord/${meeting.slug}`)
    expect(text).not.toContain('room.example')
  })

  it('keeps punctuation as written', async () => {
    const meeting = await published('Tegn', '2027-02-12')
    const { events } = await calendar(meeting.slug, true)
    expect(value(events[1]!, 'summary')).toBe('Samtale; om "alt", og litt til')
  })

  it('is nothing while no date is known', async () => {
    const { meeting } = await createMeeting(world.ground.db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Uten dato' },
      locale: 'nb',
      days: [],
    })
    expect(calendarOf(await view(meeting.slug, 'owner'), { locale: 'nb', baseUrl, items: true })).toBeNull()
  })
})

it.each([
  ['Europe/Oslo', '2020-03-29T00:59:59Z', '+0100'],
  ['Europe/Oslo', '2020-03-29T01:00:00Z', '+0200'],
  ['Europe/Oslo', '2020-10-25T01:00:00Z', '+0100'],
  ['America/New_York', '2020-07-01T00:00:00Z', '-0400'],
  ['Asia/Kolkata', '2020-07-01T00:00:00Z', '+0530'],
])('gives the clock of %s at %s as %s', (zone, at, offset) => {
  const component = new ICAL.Component(
    ICAL.parse(['BEGIN:VCALENDAR', ...vtimezone(zone, 2020, 2020), 'END:VCALENDAR'].join('\r\n')),
  )
  const timezone = new ICAL.Timezone(component.getFirstSubcomponent('vtimezone')!)
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString()
  const seconds = timezone.utcOffset(ICAL.Time.fromDateTimeString(local))
  const sign = seconds < 0 ? '-' : '+'
  const hhmm = [Math.floor(Math.abs(seconds) / 3600), (Math.abs(seconds) / 60) % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join('')
  expect(sign + hhmm).toBe(offset)
})

describe('the data', () => {
  it('can be read back as it was written', async () => {
    const seen = await view(april.meeting.slug)
    const written = meetingJson(seen, await world.actor(null, april.meeting.id), baseUrl)
    const back = readMeetingJson(JSON.stringify(written))
    expect(back).toEqual(written)
    expect(back.format).toBe('samling.meeting/1')
    expect(back.days[0]!.items.find((one) => one.title.nb?.startsWith('Vi blir kjent'))!.parts).toHaveLength(4)
    const plan = back.days[0]!.items.find((one) => one.uid === april.item('handlingsplan').uid)!
    expect(plan.minutes?.outcomes.map((one) => one.text)).toEqual(['Planen sendes ut.'])
    expect(plan.materials[0]).toMatchObject({ title: { nb: 'Utkast' }, file: { mediaType: 'application/pdf', pages: 18 } })
    expect(plan.materials[0]!.url).toMatch(/^https:\/\/samling\.example\.no\/files\//)
  })

  it('gives the way into the room to members only', async () => {
    const meeting = await published('Rom', '2027-02-13')
    await change(meeting.id, { status: 'moved_online', joinUrl: 'https://room.example/secret' })
    const of = async (who: Who | null) => meetingJson(await view(meeting.slug, who), await world.actor(who, meeting.id), baseUrl)
    expect((await of('member')).joinUrl).toBe('https://room.example/secret')
    expect((await of(null)).joinUrl).toBeNull()
  })

  it('gives the e-mail addresses of speakers to nobody', async () => {
    const [one] = await world.ground.db.select().from(speaker).where(eq(speaker.meetingId, april.meeting.id)).limit(1)
    await world.ground.db.update(speaker).set({ email: 'birgit@nord.example' }).where(eq(speaker.id, one!.id))
    for (const who of ['owner', null] as const) {
      const seen = await view(april.meeting.slug, who)
      const told = JSON.stringify(meetingJson(seen, await world.actor(who, april.meeting.id), baseUrl))
      const forms = [
        told,
        JSON.stringify(linkedData(seen, 'nb', baseUrl)),
        calendarOf(seen, { locale: 'nb', baseUrl, items: true }),
      ]
      expect(told).toContain(one!.name)
      for (const form of forms) expect(form).not.toContain('birgit@nord.example')
    }
  })

  it.each([
    ['no JSON', '{', 'meeting_json_bad'],
    ['something else', '{"format":"else"}', 'meeting_json_bad'],
    ['nothing', 'null', 'meeting_json_bad'],
    ['a later version', '{"format":"samling.meeting/2"}', 'meeting_json_newer'],
  ])('refuses %s in words', (_what, text, key) => {
    expect(() => readMeetingJson(text)).toThrow(Invalid)
    try {
      readMeetingJson(text)
    } catch (error) {
      expect((error as Invalid).fields).toEqual({ source: key })
    }
  })

  it('passes over fields it does not know', async () => {
    const written = meetingJson(await view(april.meeting.slug), await world.actor(null, april.meeting.id), baseUrl)
    expect(readMeetingJson(JSON.stringify({ ...written, later: true }))).toEqual(written)
  })
})

describe('linked data', () => {
  it('describes the event and its talks, without breaks', async () => {
    const data = linkedData(await view(april.meeting.slug), 'nb', baseUrl) as Record<string, unknown>
    expect(data).toMatchObject({ '@type': 'Event', startDate: '2020-04-29T09:00:00+02:00', endDate: '2020-04-29T15:15:00+02:00' })
    const talks = data.subEvent as { name: string; startDate: string }[]
    expect(talks.map((talk) => talk.name)).toContain('Om biblioteksystem')
    expect(talks.map((talk) => talk.name)).not.toContain('Pause')
  })

  it('tells every status, with the dates before', async () => {
    const meeting = await published('Alle tilstander', '2027-04-10')
    const tell = async () => {
      const data = linkedData(await view(meeting.slug), 'nb', baseUrl)!
      return [data.eventStatus, data.eventAttendanceMode, data.previousStartDate, data.startDate]
    }
    const at = '2027-04-10T09:00:00+02:00'
    const org = (name: string) => `https://schema.org/${name}`
    expect(await tell()).toEqual([org('EventScheduled'), org('OfflineEventAttendanceMode'), undefined, at])
    await change(meeting.id, { status: 'postponed' })
    expect(await tell()).toEqual([org('EventPostponed'), org('OfflineEventAttendanceMode'), at, at])
    const [day] = await daysOf(world.ground.db, meeting.id)
    await change(meeting.id, { status: 'rescheduled', dates: { [day!.id]: '2027-11-10' } })
    expect(await tell()).toEqual([org('EventRescheduled'), org('OfflineEventAttendanceMode'), at, '2027-11-10T09:00:00+01:00'])
    await change(meeting.id, { status: 'moved_online' })
    expect(await tell()).toEqual([
      [org('EventRescheduled'), org('EventMovedOnline')],
      org('OnlineEventAttendanceMode'),
      at,
      '2027-11-10T09:00:00+01:00',
    ])
    await change(meeting.id, { status: 'moved_onsite', attendance: 'mixed' })
    expect(await tell()).toEqual([org('EventRescheduled'), org('MixedEventAttendanceMode'), at, '2027-11-10T09:00:00+01:00'])
    await change(meeting.id, { status: 'cancelled' })
    expect((await tell())[0]).toBe(org('EventCancelled'))
  })
})
