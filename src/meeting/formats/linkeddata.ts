/** The meeting as schema.org describes events, for search engines. One fact of status, the same as on the page. */
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import type { ItemView, MeetingView } from '../reads.ts'
import { dateAt, nightOf, type StatusNow, timesOf } from '../schedule/rules.ts'
import type { AttendanceMode } from '../tables.ts'

const MODES: Record<AttendanceMode, string> = {
  onsite: 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  mixed: 'https://schema.org/MixedEventAttendanceMode',
}

/**
 * A schema.org Event with its talks as sub-events. Null while no date is known: an Event must have a start.
 * @param page the page's full address
 */
export function linkedData(view: MeetingView, locale: Locale, baseUrl: string): Record<string, unknown> | null {
  const { meeting, network } = view
  const page = baseUrl + view.path
  if (meeting.startsAt === null) return null
  const zoned = (at: string) =>
    instantOf(at).toZonedDateTimeISO(meeting.timezone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
  const text = (words: Words | null) => pick(words, locale)?.text
  const where = placeOf(view, page)
  const previous = meeting.statusNow.previous.flatMap((planned) => planned.startsAt ?? [])
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': page,
    url: page,
    identifier: meeting.uid,
    name: text(meeting.title),
    ...(meeting.summary && { description: text(meeting.summary) }),
    inLanguage: meeting.locale,
    startDate: zoned(meeting.startsAt),
    ...(meeting.endsAt && { endDate: zoned(meeting.endsAt) }),
    eventStatus: statusesOf(meeting.statusNow),
    ...(previous.length > 0 && { previousStartDate: one(previous.map(zoned)) }),
    eventAttendanceMode: MODES[meeting.attendance],
    location: where,
    organizer: { '@type': 'Organization', name: text(network.name), url: `${baseUrl}/${network.slug}` },
    ...(view.series && {
      superEvent: {
        '@type': 'EventSeries',
        name: text(view.series.name),
        url: `${baseUrl}/${network.slug}/series/${view.series.slug}`,
      },
    }),
    subEvent: view.days.flatMap((day) => {
      const night = nightOf(day.items)
      return day.items.flatMap((item) => talk(item, day.date && dateAt(day.date, night, item)) ?? [])
    }),
  }

  function talk(item: ItemView, date: string | null) {
    if (date === null || item.start === null || item.kind === 'break' || item.kind === 'lunch') return null
    const [from, to] = timesOf(date, item.start, item.end, meeting.timezone)
    return {
      '@type': 'Event',
      '@id': baseUrl + item.path,
      url: baseUrl + item.path,
      name: text(item.title),
      startDate: zoned(from),
      ...(item.end && { endDate: zoned(to) }),
      eventStatus: statusesOf(meeting.statusNow),
      eventAttendanceMode: MODES[meeting.attendance],
      location: where,
      ...(item.speakers.length > 0 && {
        performer: item.speakers.map((speaker) => ({
          '@type': 'Person',
          name: speaker.name,
          ...(speaker.office && { jobTitle: speaker.office }),
        })),
      }),
    }
  }
}

/** Several hold at once for a meeting moved both in time and online. */
function statusesOf(status: StatusNow): string | string[] {
  const of = (name: string) => `https://schema.org/Event${name}`
  if (status.cancelled) return of('Cancelled')
  if (status.postponed) return of('Postponed')
  return (
    one([...(status.rescheduled ? [of('Rescheduled')] : []), ...(status.movedOnline ? [of('MovedOnline')] : [])]) ??
    of('Scheduled')
  )
}

const one = <T>(all: T[]): T | T[] | undefined => (all.length > 1 ? all : all[0])

/** The room itself is for participants: the virtual place is the meeting's own page. */
function placeOf({ meeting, network }: MeetingView, page: string) {
  const virtual = { '@type': 'VirtualLocation', url: page }
  const place = {
    '@type': 'Place',
    name: meeting.place ?? pick(network.name, meeting.locale)?.text,
    ...(meeting.place && { address: meeting.place }),
  }
  return meeting.attendance === 'online' ? virtual : meeting.attendance === 'onsite' ? place : [place, virtual]
}
