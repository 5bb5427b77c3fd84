/** Indico's HTTP export: /export/timetable/{id}.json, and /export/event/{id}.json with sessions or contributions. */
import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import type { Outline, OutlineSpeaker } from '../intake/rules.ts'
import type { ScheduleEvent } from './event.ts'
import { endAfter, HOME_ZONE, hasTime, minutesOf, stampOf, type Zone, zoneOf } from './moments.ts'
import type { Notes } from './notes.ts'
import { localeOf, outlineOf } from './schedule.ts'
import { anything, line, listOf, membersOf, paragraphs } from './values.ts'

const envelope = z.looseObject({ results: anything })

/** The envelope, with one timetable or one event in it. */
export function isIndicoJson(data: unknown): boolean {
  const { results } = envelope.safeParse(data).data ?? {}
  return Array.isArray(results) || (typeof results === 'object' && results !== null)
}

/** "2027-05-20", "09:00:00" in a zone, as Indico writes every date. */
const moment = z.looseObject({ date: line, time: line, tz: line }).nullable().catch(null)

const person = z
  .looseObject({
    name: line,
    fullName: line,
    firstName: line,
    first_name: line,
    familyName: line,
    last_name: line,
    affiliation: line,
  })
  .transform((one) => {
    const parts = [one.firstName ?? one.first_name, one.familyName ?? one.last_name].filter((part) => part !== null)
    return { name: one.name ?? one.fullName ?? parts.join(' '), office: one.affiliation }
  })

const entry = z.looseObject({
  id: line,
  uniqueId: line,
  entryType: line,
  _type: line,
  title: line,
  slotTitle: line,
  description: paragraphs,
  startDate: moment,
  endDate: moment,
  duration: anything,
  room: line,
  track: line,
  session: anything,
  presenters: listOf(person),
  speakers: listOf(person),
  conveners: listOf(person),
  entries: anything,
  contributions: anything,
  subContributions: anything,
})

const conference = z.looseObject({
  title: line,
  description: paragraphs,
  timezone: line,
  location: line,
  address: line,
  room: line,
  language: line,
  sessions: anything,
  contributions: anything,
})

interface At {
  readonly zone: Zone
  readonly notes: Notes
  /** Counts the entries, to name those without a title. */
  seen: number
}

/** @throws Invalid({ file }) when no meeting in it has anything on its programme */
export function readIndicoJson(data: unknown, notes: Notes): Outline {
  const { results } = envelope.parse(data)
  const meetings = Array.isArray(results) ? results : membersOf(results).map(([, timetable]) => timetable)
  const [first] = meetings
  if (meetings.length > 1) notes.add('sources_note_several', conference.safeParse(first).data?.title ?? '1')
  const outline = Array.isArray(results) ? eventOutline(first, notes) : timetableOutline(first, notes)
  if (outline.days.every((day) => day.items.length === 0)) throw new Invalid({ file: 'sources_no_events' })
  return outline
}

/** Days by their date, entries by a key; it tells neither the meeting's title nor its place. */
function timetableOutline(timetable: unknown, notes: Notes): Outline {
  const given = new Map(membersOf(timetable).flatMap(([, day]) => membersOf(day)))
  const zone = zoneOf([...given.values()].map((one) => entry.safeParse(one).data?.startDate?.tz).find(Boolean)) ?? HOME_ZONE
  const at: At = { zone, notes, seen: 0 }
  const events = [...given.values()].flatMap((one) => eventsOf(one, at))
  return outlineOf({ title: null, locale: null, zone, place: null, events }, notes)
}

function eventOutline(given: unknown, notes: Notes): Outline {
  const meeting = conference.safeParse(given).data
  if (!meeting) throw new Invalid({ file: 'sources_no_events' })
  const zone = zoneOf(meeting.timezone) ?? HOME_ZONE
  if (meeting.timezone && !zoneOf(meeting.timezone)) notes.add('sources_note_zone', meeting.timezone)
  const at: At = { zone, notes, seen: 0 }
  const all = [...listOf(anything).parse(meeting.sessions), ...listOf(anything).parse(meeting.contributions)]
  const place = [...new Set([meeting.location, meeting.room, meeting.address])].filter((part) => part !== null).join(', ')
  const events = all
    .flatMap((one) => eventsOf(one, at))
    .map((event) => (event.room === meeting.room ? { ...event, room: null } : event))
  return outlineOf(
    {
      title: meeting.title,
      locale: localeOf(meeting.language),
      zone,
      place: place || null,
      introduction: meeting.description,
      events,
    },
    notes,
  )
}

/** Sessions hold contributions, which hold theirs: nothing lies deeper. */
const DEEPEST = 2

/** A session with its contributions, a contribution with its own, or a break. */
function eventsOf(given: unknown, at: At, depth = 0): ScheduleEvent[] {
  at.seen += 1
  const one = entry.safeParse(given).data
  if (!one) {
    at.notes.add('sources_note_not_event', String(at.seen))
    return []
  }
  const isSession = one.entryType === 'Session' || one._type === 'SessionSlot'
  // Of a session's export the title already says both.
  const slot = one._type === 'SessionSlot' || one.slotTitle === one.title ? null : one.slotTitle
  const title = [one.title, slot].filter((part) => part !== null).join(': ')
  const what = title || String(at.seen)
  if (title === '') at.notes.add('sources_note_no_title', String(at.seen))
  const from = momentOf(one.startDate, at.zone)
  if (from === null) at.notes.add(one.startDate ? 'sources_note_bad_time' : 'sources_note_no_start', what)
  const minutes = minutesOf(one.duration)
  const parts = listOf(anything).parse(one.subContributions)
  const within = [...membersOf(one.entries).map(([, child]) => child), ...listOf(anything).parse(one.contributions)]
  return [
    {
      id: one.uniqueId ?? one.id,
      title,
      from,
      to: momentOf(one.endDate, at.zone) ?? endAfter(from, minutes),
      ...(one.entryType === 'Break' ? { hint: 'break' as const } : isSession ? { hint: 'other' as const } : {}),
      track: one.track,
      room: one.room,
      description: one.description,
      speakers: [...named([...one.presenters, ...one.speakers], 'speaker'), ...named(one.conveners, 'moderator')],
      children: [
        ...(depth < DEEPEST ? within.flatMap((child) => eventsOf(child, at, depth + 1)) : []),
        ...parts.flatMap((part) => partOf(part)),
      ],
    },
  ]
}

/** A part of a contribution: a title and who speaks, without a time of its own. */
function partOf(given: unknown): ScheduleEvent[] {
  const one = entry.safeParse(given).data
  if (!one?.title) return []
  return [
    {
      id: one.id,
      title: one.title,
      from: null,
      to: null,
      track: null,
      room: null,
      description: one.description,
      speakers: named([...one.presenters, ...one.speakers], 'speaker'),
    },
  ]
}

function momentOf(given: z.output<typeof moment>, zone: Zone): ScheduleEvent['from'] {
  if (given === null) return null
  const at = stampOf([given.date, given.time].filter((part) => part !== null).join('T'), zone)
  const own = zoneOf(given.tz)
  return at && own && own !== zone && hasTime(at) ? at.toZonedDateTime(own).withTimeZone(zone).toPlainDateTime() : at
}

const named = (people: readonly { name: string; office: string | null }[], role: 'speaker' | 'moderator'): OutlineSpeaker[] =>
  people.filter((one) => one.name !== '').map((one) => ({ ...one, role }))
