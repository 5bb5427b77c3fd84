/** What schedule.xml and schedule.json (frab, version 1) have in common: pretalx, frab and the congress programs write them. */
import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import type { Outline, OutlineSpeaker } from '../intake/rules.ts'
import { kinds } from '../rules.ts'
import type { Kind } from '../tables.ts'
import type { ScheduleEvent } from './event.ts'
import { endAfter, HOME_ZONE, hasTime, minutesOf, stampOf, timeOf, type Zone, zoneOf } from './moments.ts'
import type { Notes } from './notes.ts'
import { localeOf, outlineOf } from './schedule.ts'
import { joined, line, listOf, paragraphs } from './values.ts'

const person = z
  .union([z.string(), z.looseObject({ public_name: line, full_public_name: line, name: line })])
  .transform((one): OutlineSpeaker | null => {
    const name = typeof one === 'string' ? one.trim() : (one.public_name ?? one.full_public_name ?? one.name)
    return name ? { name, office: null, role: 'speaker' } : null
  })

const event = z.looseObject({
  guid: line,
  id: line,
  title: line,
  subtitle: line,
  date: line,
  start: line,
  duration: line,
  room: line,
  track: line,
  type: line,
  language: line,
  abstract: paragraphs,
  description: paragraphs,
  persons: listOf(person),
})

/** A conference as either file states it. `days` hold their events in the order of the file. */
export const frabConference = z.looseObject({
  /** The program that wrote the file. */
  generator: line,
  title: line,
  acronym: line,
  time_zone_name: line,
  venue: line,
  city: line,
})
export interface FrabDay {
  readonly date: string | null
  /** When the programme's day begins; what is earlier on the clock belongs to the night after. */
  readonly start: string | null
  readonly events: readonly { readonly room: string | null; readonly event: unknown }[]
}

/** What tools call their sorts of events, where that says what they are, and where it does by and large. */
const KINDS: Readonly<Record<string, Kind>> = {
  panel: 'panel',
  lunch: 'lunch',
  registration: 'registration',
  welcome: 'welcome',
  closing: 'closing',
  social: 'social',
  podium: 'panel',
}
const HINTS: Readonly<Record<string, Kind>> = {
  break: 'break',
  pause: 'break',
  other: 'other',
  workshop: 'other',
  meeting: 'other',
  concert: 'social',
  performance: 'social',
  party: 'social',
}

/** @throws Invalid({ file }) when there is nothing on the programme */
export function frabOutline(conference: z.output<typeof frabConference>, days: readonly FrabDay[], notes: Notes): Outline {
  const zone = zoneOf(conference.time_zone_name)
  if (conference.time_zone_name && zone === null) notes.add('sources_note_zone', conference.time_zone_name)
  const languages: string[] = []
  let n = 0
  const events = days.flatMap((day) =>
    day.events.flatMap(({ room, event: given }): ScheduleEvent[] => {
      n += 1
      const read = event.safeParse(given)
      if (!read.success) {
        notes.add('sources_note_not_event', String(n))
        return []
      }
      if (read.data.language) languages.push(read.data.language)
      return [eventOf(read.data, room, day, { n, zone, notes, isOurs: conference.generator === 'Samling' })]
    }),
  )
  if (events.length === 0) throw new Invalid({ file: 'sources_no_events' })
  return outlineOf(
    {
      title: conference.title ?? conference.acronym,
      locale: localeOf(mostOften(languages)),
      zone: zone ?? HOME_ZONE,
      place: joined(conference.venue, conference.city)?.replace('\n', ', ') ?? null,
      events: withoutLoneRoom(events),
    },
    notes,
  )
}

function eventOf(
  one: z.output<typeof event>,
  room: string | null,
  day: FrabDay,
  { n, zone, notes, isOurs }: { n: number; zone: Zone | null; notes: Notes; isOurs: boolean },
): ScheduleEvent {
  const title = one.title ?? ''
  const what = title || String(n)
  if (title === '') notes.add('sources_note_no_title', String(n))
  const from = startOf(one, day, zone)
  if (from === null) notes.add(one.start || one.date ? 'sources_note_bad_time' : 'sources_note_no_start', what)
  else if (!hasTime(from)) notes.add(one.start ? 'sources_note_bad_time' : 'sources_note_no_time', what)
  const minutes = minutesOf(one.duration)
  if (one.duration !== null && minutes === null) notes.add('sources_note_bad_time', what)
  const type = one.type?.toLowerCase() ?? ''
  // To many programs all is a talk; what we wrote ourselves means what it says.
  const kind = isOurs ? kinds.find((known) => known === type) : KINDS[type]
  return {
    id: one.guid ?? one.id,
    title,
    from,
    to: endAfter(from, minutes),
    ...(kind && { kind }),
    ...(HINTS[type] && { hint: HINTS[type] }),
    track: one.track,
    room: one.room ?? room,
    description: joined(one.subtitle, one.abstract, one.description),
    speakers: one.persons.filter((who) => who !== null),
  }
}

/** The full date of the event, or else its clock time on the day it is listed under, which may run on past midnight. */
function startOf(one: z.output<typeof event>, day: FrabDay, zone: Zone | null): ScheduleEvent['from'] {
  const stamp = stampOf(one.date, zone)
  if (stamp && hasTime(stamp)) return stamp
  const date = stamp ?? stampOf(day.date, zone)
  const time = timeOf(one.start)
  if (date === null) return null
  const on = hasTime(date) ? date.toPlainDate() : date
  if (time === null) return on
  const begins = stampOf(day.start, zone)
  const ofNight =
    begins !== null && hasTime(begins) && Temporal.PlainTime.compare(time, begins.toPlainTime()) < 0 && time.hour < 6
  return on.add({ days: ofNight ? 1 : 0 }).toPlainDateTime(time)
}

/** The format wants a room even where there is only one: then it says nothing. */
export function withoutLoneRoom(events: readonly ScheduleEvent[]): ScheduleEvent[] {
  const rooms = new Set(events.map((event) => event.room))
  const tracks = new Set(events.map((event) => event.track))
  return events.map((event) => ({
    ...event,
    room: rooms.size > 1 ? event.room : null,
    track: tracks.size > 1 ? event.track : null,
  }))
}

const mostOften = (words: readonly string[]): string | null =>
  [...Map.groupBy(words, (word) => word)].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null
