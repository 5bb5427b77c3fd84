/**
 * The meeting as iCalendar (RFC 5545), for a file or a feed. UID and SEQUENCE are stored, DTSTAMP is the time of the last
 * revision: the same meeting gives the same bytes, so that an ETag can say that nothing is new.
 */
import { escape as escapeText, foldLines } from 'ical-generator'
import { instantOf } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { ItemView, MeetingView } from '../reads.ts'
import { timesOf } from '../schedule/rules.ts'
import { vtimezone } from './timezone.ts'

export interface CalendarOptions {
  readonly locale: Locale
  readonly baseUrl: string
  /** Also the meeting's items, each tied to the meeting by RELATED-TO. */
  readonly items: boolean
}

/**
 * A calendar with one meeting.
 * @returns null while no date is known: an entry must have a start
 */
export function calendarOf(view: MeetingView, options: CalendarOptions): string | null {
  return inLocale(options.locale, () => {
    const events = eventsOf(view, options)
    if (events.length === 0) return null
    const title = pick(view.meeting.title, options.locale)?.text ?? ''
    return wrap(
      [['NAME', escapeText(title, false)] as const, ['X-WR-CALNAME', escapeText(title, false)] as const],
      view.meeting.timezone,
      spanYears(view),
      events,
    )
  })
}

/** The properties of one entry, name with parameters first. */
type Property = readonly [name: string, value: string]

function eventsOf(view: MeetingView, options: CalendarOptions): Property[][] {
  const { meeting } = view
  if (meeting.startsAt === null) return []
  const whole = entry(view, options, {
    uid: meeting.uid,
    sequence: meeting.sequence,
    revisedAt: meeting.updatedAt,
    createdAt: meeting.createdAt,
    title: meeting.title,
    description: meeting.summary,
    from: meeting.startsAt,
    to: meeting.endsAt ?? meeting.startsAt,
    path: view.path,
  })
  const items = options.items
    ? view.days.flatMap((day) =>
        day.items.flatMap((item) => (day.date && item.start ? [itemEntry(view, options, item, day.date, item.start)] : [])),
      )
    : []
  return [whole, ...items]
}

function itemEntry(view: MeetingView, options: CalendarOptions, item: ItemView, date: string, start: string): Property[] {
  const [from, to] = timesOf(date, start, item.end, view.meeting.timezone)
  // When the meeting is postponed or moved, so is each item: its number counts on from both.
  return [
    ...entry(view, options, {
      uid: item.uid,
      sequence: item.sequence + view.meeting.sequence,
      revisedAt: later(item.updatedAt, view.meeting.updatedAt),
      createdAt: item.createdAt,
      title: item.title,
      description: item.description,
      from,
      to,
      path: item.path,
    }),
    ['RELATED-TO', view.meeting.uid],
  ]
}

interface Entry {
  readonly uid: string
  readonly sequence: number
  readonly revisedAt: string
  readonly createdAt: string
  readonly title: Words
  readonly description: Words | null
  readonly from: string
  readonly to: string
  readonly path: string
}

function entry(view: MeetingView, options: CalendarOptions, what: Entry): Property[] {
  const { meeting } = view
  const { cancelled, postponed } = meeting.statusNow
  const url = options.baseUrl + what.path
  const text = (words: Words | null) => pick(words, options.locale)?.text ?? ''
  // Google hides STATUS, so the title says it too.
  const prefix = cancelled ? `${m.meeting_ics_cancelled()}: ` : postponed ? `${m.meeting_ics_postponed()}: ` : ''
  const online = meeting.attendance !== 'onsite'
  const place = [meeting.attendance === 'online' ? null : meeting.place, online ? options.baseUrl + view.path : null].filter(
    (part) => part !== null,
  )
  return [
    ['UID', what.uid],
    ['SEQUENCE', String(what.sequence)],
    ['DTSTAMP', utc(what.revisedAt)],
    ['CREATED', utc(what.createdAt)],
    ['LAST-MODIFIED', utc(what.revisedAt)],
    [`DTSTART;TZID=${meeting.timezone}`, local(what.from, meeting.timezone)],
    // An entry without an end takes no time (RFC 5545 §3.6.1): the property is left out rather than equal to the start.
    ...(what.to === what.from ? [] : [[`DTEND;TZID=${meeting.timezone}`, local(what.to, meeting.timezone)] as const]),
    ['SUMMARY', escapeText(prefix + text(what.title), false)],
    ['DESCRIPTION', escapeText([text(what.description), m.meeting_ics_page({ url })].filter(Boolean).join('\n\n'), false)],
    ...(place.length > 0 ? [['LOCATION', escapeText(place.join(' · '), false)] as const] : []),
    ['URL;VALUE=URI', url],
    // Our page and never the room's own address: feeds get shared.
    ...(online ? [['CONFERENCE;VALUE=URI;FEATURE=VIDEO', options.baseUrl + view.path] as const] : []),
    ['STATUS', cancelled ? 'CANCELLED' : postponed ? 'TENTATIVE' : 'CONFIRMED'],
    ['TRANSP', cancelled || postponed ? 'TRANSPARENT' : 'OPAQUE'],
  ]
}

function wrap(head: readonly Property[], timezone: string, years: [number, number], events: readonly Property[][]): string {
  const lines: string[] = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Samling//Samling//NO', 'CALSCALE:GREGORIAN']
  for (const [name, value] of head) lines.push(`${name}:${value}`)
  lines.push(...vtimezone(timezone, ...years))
  for (const event of events) lines.push('BEGIN:VEVENT', ...event.map(([name, value]) => `${name}:${value}`), 'END:VEVENT')
  lines.push('END:VCALENDAR')
  return `${foldLines(lines.join('\r\n'))}\r\n`
}

function spanYears(view: MeetingView): [number, number] {
  const year = (at: string) => instantOf(at).toZonedDateTimeISO('UTC').year
  return [year(view.meeting.startsAt!), year(view.meeting.endsAt ?? view.meeting.startsAt!)]
}

const digits = (text: string) => text.replace(/[-:]/g, '')
const utc = (at: string) => digits(instantOf(at).round('second').toString())
const local = (at: string, timezone: string) =>
  digits(instantOf(at).toZonedDateTimeISO(timezone).toPlainDateTime().toString({ smallestUnit: 'second' }))
const later = (a: string, b: string) => (Temporal.Instant.compare(instantOf(a), instantOf(b)) > 0 ? a : b)
