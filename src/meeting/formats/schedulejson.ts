/** `schedule.json` of c3voc, version 1. Events and days may bear no other keys than these. */
import type { Schedule, ScheduleEvent } from './schedule.ts'
import type { SheetLink } from './sheet.ts'

export function scheduleJson(schedule: Schedule) {
  return {
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: { name: 'Samling', url: schedule.baseUrl },
    schedule: {
      version: schedule.version,
      base_url: schedule.baseUrl,
      conference: {
        acronym: schedule.acronym,
        title: schedule.title,
        start: schedule.start,
        end: schedule.end,
        daysCount: schedule.days.length,
        timeslot_duration: schedule.slot,
        // The format knows zones of two words only; times bear their offsets anyway.
        ...(ZONE.test(schedule.timezone) && { time_zone_name: schedule.timezone }),
        url: schedule.url,
        tracks: schedule.tracks.map((name) => ({ name })),
        rooms: schedule.rooms.map(({ name, guid, online }) => ({ name, guid, ...(online && { type: 'online' }) })),
        days: schedule.days.map((day) => ({
          index: day.index,
          date: day.date,
          day_start: day.start,
          day_end: day.end,
          rooms: Object.fromEntries(day.rooms.map((room) => [room.name, room.events.map(eventJson)])),
        })),
      },
    },
  }
}

const ZONE = /^([A-Z][a-z]+\/[A-Z][a-z]+)$|^UTC$/

const eventJson = (event: ScheduleEvent) => ({
  guid: event.guid,
  id: event.id,
  date: event.date,
  start: event.start,
  end: event.end,
  duration: event.duration,
  room: event.room,
  slug: event.slug,
  url: event.url,
  title: event.title,
  subtitle: null,
  track: event.track,
  type: event.type,
  language: event.language,
  abstract: event.abstract || null,
  description: event.description || null,
  // A person is a name or a numbered public name, never both.
  persons: event.persons.map(({ name, guid, office }) => ({ name, guid, biography: office })),
  links: event.links.map(reference),
  attachments: event.attachments.map(reference),
})

const TYPES: Record<SheetLink['kind'], string> = {
  presentation: 'slides',
  paper: 'paper',
  link: 'web',
  recording: 'media',
  minutes: 'related',
}
const reference = (link: SheetLink) => ({ type: TYPES[link.kind], url: link.href, title: link.title.text })
