/** schedule.json in the form of schedule.xml, and its successor "schedule2" with one flat list of events. */
import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import type { Outline, OutlineSpeaker } from '../intake/rules.ts'
import type { Kind } from '../tables.ts'
import type { ScheduleEvent, Text } from './event.ts'
import { type FrabDay, frabConference, frabOutline, withoutLoneRoom } from './frab.ts'
import { endAfter, HOME_ZONE, minutesOf, stampOf, type Zone, zoneOf } from './moments.ts'
import type { Notes } from './notes.ts'
import { localeOf, outlineOf } from './schedule.ts'
import { anything, joined, line, lineOf, listOf, membersOf, paragraphsOf } from './values.ts'

const loose = z.looseObject({}).catch({})

/** Whether it is version 1: days hold rooms, rooms hold events. */
export const isScheduleJson = (data: unknown): boolean =>
  Array.isArray(
    z.object({ schedule: z.object({ conference: z.object({ days: z.unknown() }) }) }).safeParse(data).data?.schedule.conference
      .days,
  ) && !isSchedule2(data)

export const isSchedule2 = (data: unknown): boolean =>
  Array.isArray(z.object({ schedule: z.object({ events: z.unknown() }) }).safeParse(data).data?.schedule.events)

/** @throws Invalid({ file }) when there is nothing on the programme */
export function readScheduleJson(data: unknown, notes: Notes): Outline {
  const conference = loose.parse(loose.parse(loose.parse(data).schedule).conference)
  const days = (Array.isArray(conference.days) ? conference.days : []).map((given): FrabDay => {
    const day = loose.parse(given)
    return {
      date: lineOf(day.date),
      start: lineOf(day.day_start),
      events: membersOf(day.rooms).flatMap(([room, events]) =>
        (Array.isArray(events) ? events : []).map((event) => ({ room: lineOf(room), event })),
      ),
    }
  })
  const generator = loose.parse(loose.parse(data).generator).name
  return frabOutline(frabConference.parse({ ...conference, generator }), days, notes)
}

const participant = z.looseObject({ name: line, public_name: line, role: line }).transform((one): OutlineSpeaker | null => {
  const name = one.name ?? one.public_name
  const leads = one.role === 'MODERATOR' || one.role === 'HOST'
  return name ? { name, office: null, role: leads ? 'moderator' : 'speaker' } : null
})

const event2 = z.looseObject({
  guid: line,
  code: line,
  title: anything,
  subtitle: anything,
  abstract: anything,
  description: anything,
  start: line,
  end: line,
  duration: line,
  type: line,
  state: line,
  language: line,
  room: anything,
  track: anything,
  participants: listOf(participant),
})

const HINTS: Readonly<Record<string, Kind>> = {
  BREAK: 'break',
  META: 'other',
  WORKSHOP: 'other',
  'HANDS-ON': 'other',
  MEETING: 'other',
  PERFORMANCE: 'social',
  CONCERT: 'social',
  GAME: 'social',
  DISCUSSION: 'panel',
}
const NOT_HELD = new Set(['CANCELED', 'CANCELLED', 'REJECTED', 'WITHDRAWN', 'DELETED'])

/** @throws Invalid({ file }) when there is nothing on the programme */
export function readSchedule2(data: unknown, notes: Notes): Outline {
  const schedule = loose.parse(loose.parse(data).schedule)
  const conference = frabConference.parse(loose.parse(schedule.conference))
  const zone = zoneOf(conference.time_zone_name)
  const given = listOf(anything).parse(schedule.events)
  const events = given.flatMap((one, i): ScheduleEvent[] => {
    const read = event2.safeParse(one)
    if (!read.success) notes.add('sources_note_not_event', String(i + 1))
    return read.success ? eventOf(read.data, i + 1, zone, notes) : []
  })
  if (events.length === 0) throw new Invalid({ file: 'sources_no_events' })
  const language = given.map((one) => localeOf(loose.parse(one).language)).find((locale) => locale !== null)
  return outlineOf(
    { title: conference.title, locale: language ?? null, zone: zone ?? HOME_ZONE, place: null, events: withoutLoneRoom(events) },
    notes,
  )
}

function eventOf(one: z.output<typeof event2>, n: number, zone: Zone | null, notes: Notes): ScheduleEvent[] {
  const title = textIn(one.title, lineOf)
  const what = (typeof title === 'string' ? title : Object.values(title ?? {})[0]) ?? String(n)
  if (title === null) notes.add('sources_note_no_title', String(n))
  if (NOT_HELD.has(one.state ?? '')) {
    notes.add('sources_note_cancelled', what)
    return []
  }
  const from = stampOf(one.start, zone)
  if (from === null) notes.add(one.start ? 'sources_note_bad_time' : 'sources_note_no_start', what)
  const minutes = minutesOf(one.duration)
  const after = endAfter(from, minutes)
  const hint = HINTS[one.type ?? '']
  return [
    {
      id: one.guid ?? one.code,
      title: title ?? '',
      from,
      to: stampOf(one.end, zone) ?? after,
      ...(hint && { hint }),
      track: nameOf(one.track),
      room: nameOf(one.room),
      description: wholeOf([one.subtitle, one.abstract, one.description].map((text) => textIn(text, paragraphsOf))),
      speakers: one.participants.filter((who) => who !== null),
    },
  ]
}

/** A name, or an object that bears one. */
const nameOf = (value: unknown): string | null => lineOf(value) ?? lineOf(loose.parse(value).name)

/** A text, or a map from language to text: the languages we write meetings in, or else the first there is. */
function textIn(value: unknown, clean: (value: unknown) => string | null): Text | null {
  if (value === null || typeof value !== 'object') return clean(value)
  const versions = membersOf(value).flatMap(([code, text]) => {
    const cleaned = clean(text)
    return cleaned === null ? [] : [{ locale: localeOf(code), cleaned }]
  })
  const ours: Words = Object.fromEntries(versions.flatMap(({ locale, cleaned }) => (locale ? [[locale, cleaned]] : [])))
  return Object.keys(ours).length > 0 ? ours : (versions[0]?.cleaned ?? null)
}

/** Texts after each other; those in several languages keep them where they stand alone. */
function wholeOf(texts: readonly (Text | null)[]): Text | null {
  const written = texts.filter((text) => text !== null)
  if (written.length === 1) return written[0]!
  return joined(...written.map((text) => (typeof text === 'string' ? text : (Object.values(text)[0] ?? null))))
}
