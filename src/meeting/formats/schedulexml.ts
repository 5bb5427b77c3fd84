/** `schedule.xml` of frab and c3voc. The order of elements is fixed for the schedule, its days and rooms. */
import { element } from '#platform/xml.ts'
import type { Schedule, ScheduleDay, ScheduleEvent } from './schedule.ts'
import type { SheetLink } from './sheet.ts'

/** @param schedule of a meeting that has a date */
export function scheduleXml(schedule: Schedule): string {
  const conference = element('conference', {}, [
    element('title', {}, schedule.title),
    element('acronym', {}, schedule.acronym),
    element('start', {}, schedule.start),
    element('end', {}, schedule.end),
    element('days', {}, String(schedule.days.length)),
    element('timeslot_duration', {}, schedule.slot),
    element('base_url', {}, schedule.baseUrl),
    element('url', {}, schedule.url),
    element('time_zone_name', {}, schedule.timezone),
    ...schedule.tracks.map((name) => element('track', { name }, name)),
  ])
  const whole = element('schedule', {}, [
    element('generator', { name: 'Samling', system: schedule.baseUrl }, []),
    // Where a reader fetches the next version.
    element('url', {}, `${schedule.url}/schedule.xml`),
    element('version', {}, schedule.version),
    conference,
    ...schedule.days.map(dayElement),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole}\n`
}

const dayElement = ({ index, date, start, end, rooms }: ScheduleDay): string =>
  element(
    'day',
    { index: String(index), date, start, end },
    rooms.map((room) => element('room', { name: room.name, guid: room.guid }, room.events.map(eventElement))),
  )

function eventElement(event: ScheduleEvent): string {
  const reference = (name: string) => (link: SheetLink) => element(name, { href: link.href, type: link.kind }, link.title.text)
  return element('event', { id: String(event.id), guid: event.guid }, [
    element('date', {}, event.date),
    element('start', {}, event.start),
    element('duration', {}, event.duration),
    element('room', {}, event.room),
    ...(SLUG.test(event.slug) ? [element('slug', {}, event.slug)] : []),
    element('url', {}, event.url),
    element('title', {}, event.title),
    element('type', {}, event.type),
    element('track', {}, event.track ?? ''),
    element('language', {}, event.language),
    element('abstract', {}, event.abstract),
    ...(event.description ? [element('description', {}, event.description)] : []),
    element(
      'persons',
      {},
      event.persons.map(({ guid, name }) => element('person', { guid }, name)),
    ),
    element('links', {}, event.links.map(reference('link'))),
    element('attachments', {}, event.attachments.map(reference('attachment'))),
  ])
}

/** The slug is optional, and narrower here than in JSON. */
const SLUG = /^[a-z0-9_]{4,}-[a-z0-9\-_]{4,}$/
