/**
 * The meeting as iCalendar (RFC 5545), for a file or a feed. UID and SEQUENCE are stored, DTSTAMP is the time of the last
 * revision: the same meeting gives the same bytes, so that an ETag can say that nothing is new.
 */
import { escape as escapeText, foldLines } from 'ical-generator'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick, typedText, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { DayView, ItemView, MeetingView } from '../reads.ts'
import { dateAt, nightOf, timesOf } from '../schedule/rules.ts'
import { vtimezone } from './timezone.ts'

export interface CalendarOptions {
  readonly locale: Locale
  readonly baseUrl: string
}

/** A meeting as an entry needs it; a `MeetingView` fits. */
export interface Entered {
  readonly meeting: MeetingView['meeting']
  /** `/{network}/{meeting}` */
  readonly path: string
}

/**
 * A calendar with one meeting, alone or with each of its items, which are tied to it by RELATED-TO.
 * @param partOf uid of the meeting that this one was split off from
 * @returns null while no date is known: an entry must have a start
 */
export function calendarOf(
  view: MeetingView,
  options: CalendarOptions & { readonly items: boolean },
  partOf: string | null = null,
): string | null {
  return inLocale(options.locale, () => {
    const whole = meetingEntry(view, options, partOf)
    if (whole === null) return null
    const items = options.items
      ? view.days.flatMap((day) => day.items.map((item) => itemEntry(view, options, item, day)).filter((one) => one !== null))
      : []
    const name = escaped(said(view.meeting.title, options))
    const head: Property[] = [
      ['NAME', name],
      ['X-WR-CALNAME', name],
    ]
    return wrap(head, [view], [whole, ...items])
  })
}

/** One item, for those who come for that alone. Null where it, or its day, has no time yet. */
export function itemCalendar(view: MeetingView, item: ItemView, options: CalendarOptions): string | null {
  return inLocale(options.locale, () => {
    const day = view.days.find((one) => one.id === item.dayId)
    const entry = day && item.parentId === null ? itemEntry(view, options, item, day) : null
    return entry && wrap([], [view], [entry])
  })
}

/** What one person's calendar is told by mail (RFC 5546 §3.2): to hold the meeting, or to hold it no more. */
export interface CalendarMessage {
  readonly method: 'REQUEST' | 'CANCEL'
  /** Counted on from the meeting's own by whoever tells: higher than all that this person was told before. */
  readonly sequence: number
  /** The mailbox it is sent from: some calendars believe nobody else. */
  readonly organiser: Mailbox
  /** Its receiver, and nobody besides. */
  readonly attendee: Mailbox
  /** When it was made: for a message DTSTAMP says that (RFC 5545 §3.8.7.2). */
  readonly at: Temporal.Instant
}

interface Mailbox {
  readonly name: string
  readonly email: string
}

/**
 * A meeting as a message to one person.
 * @param partOf uid of the meeting that this one was split off from
 * @returns null while no date is known, unless the entry is called back: that names it and needs no start (RFC 5546 §3.2.5)
 */
export function calendarMessage(
  view: Entered,
  options: CalendarOptions,
  message: CalendarMessage,
  partOf: string | null = null,
): string | null {
  return inLocale(options.locale, () => {
    const whole = meetingEntry(view, options, partOf, message.method === 'CANCEL')
    if (whole === null) return null
    const said: Record<string, string> = {
      SEQUENCE: String(message.sequence),
      DTSTAMP: utc(message.at.toString()),
      ...(message.method === 'CANCEL' && { STATUS: 'CANCELLED', TRANSP: 'TRANSPARENT' }),
    }
    const told = whole.map(([name, value]): Property => [name, said[name] ?? value])
    const { organiser, attendee } = message
    return wrap(
      [['METHOD', message.method]],
      [view],
      [
        [
          ...told,
          [`ORGANIZER;CN=${parameter(organiser.name)}`, `mailto:${organiser.email}`],
          [
            `ATTENDEE;CN=${parameter(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE`,
            `mailto:${attendee.email}`,
          ],
        ],
      ],
    )
  })
}

/**
 * Many meetings in one calendar to subscribe to.
 * @param feed.address where it is fetched again
 * @param feed.partOf for a meeting that was split off: uid of the one it was part of, by its own id
 */
export function calendarFeed(
  meetings: readonly Entered[],
  feed: { readonly name: Words; readonly address: string; readonly partOf: ReadonlyMap<string, string> },
  options: CalendarOptions,
): string {
  return inLocale(options.locale, () => {
    const name = escaped(said(feed.name, options))
    const head: Property[] = [
      ['NAME', name],
      ['X-WR-CALNAME', name],
      ['SOURCE;VALUE=URI', feed.address],
      // Hints: some ask every few hours whatever they are told.
      ['REFRESH-INTERVAL;VALUE=DURATION', 'PT6H'],
      ['X-PUBLISHED-TTL', 'PT6H'],
    ]
    const entries = meetings
      .map((one) => meetingEntry(one, options, feed.partOf.get(one.meeting.id) ?? null))
      .filter((one) => one !== null)
    return wrap(head, meetings, entries)
  })
}

/** The properties of one entry, name with parameters first. */
type Property = readonly [name: string, value: string]

function meetingEntry(
  view: Entered,
  options: CalendarOptions,
  partOf: string | null,
  undated = false,
): readonly Property[] | null {
  const { meeting } = view
  if (meeting.startsAt === null && !undated) return null
  return [
    ...entry(view, options, {
      uid: meeting.uid,
      sequence: meeting.sequence,
      revisedAt: meeting.updatedAt,
      createdAt: meeting.createdAt,
      title: meeting.title,
      description: said(meeting.summary, options),
      room: null,
      span: meeting.startsAt === null ? null : { from: meeting.startsAt, to: meeting.endsAt ?? meeting.startsAt },
      path: view.path,
    }),
    ...(partOf === null ? [] : [['RELATED-TO', partOf] as const]),
  ]
}

function itemEntry(view: MeetingView, options: CalendarOptions, item: ItemView, day: DayView): Property[] | null {
  if (day.date === null || item.start === null) return null
  const date = dateAt(day.date, nightOf(day.items), item)
  const [from, to] = timesOf(date, item.start, item.end, view.meeting.timezone)
  const speakers = item.speakers.map(({ name, office }) => (office ? `${name}, ${office}` : name))
  // When the meeting is postponed or moved, so is each item: its number counts on from both.
  return [
    ...entry(view, options, {
      uid: item.uid,
      sequence: item.sequence + view.meeting.sequence,
      revisedAt: later(item.updatedAt, view.meeting.updatedAt),
      createdAt: item.createdAt,
      title: item.title,
      description: [...speakers, said(item.description, options)].filter(Boolean).join('\n'),
      room: item.room,
      span: { from, to },
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
  readonly description: string
  readonly room: string | null
  readonly span: { readonly from: string; readonly to: string } | null
  readonly path: string
}

function entry(view: Entered, options: CalendarOptions, what: Entry): Property[] {
  const { meeting } = view
  const { cancelled, postponed } = meeting.statusNow
  const url = options.baseUrl + what.path
  // Google hides STATUS, so the title says it too.
  const prefix = cancelled ? `${m.meeting_ics_cancelled()}: ` : postponed ? `${m.meeting_ics_postponed()}: ` : ''
  const online = meeting.attendance !== 'onsite'
  const place = [
    what.room,
    meeting.attendance === 'online' ? null : meeting.place,
    // Our page and never the room's own address: feeds get shared.
    online ? options.baseUrl + view.path : null,
  ].filter((part) => part !== null)
  return [
    ['UID', what.uid],
    ['SEQUENCE', String(what.sequence)],
    ['DTSTAMP', utc(what.revisedAt)],
    ['CREATED', utc(what.createdAt)],
    ['LAST-MODIFIED', utc(what.revisedAt)],
    ...(what.span === null ? [] : timesFor(what.span, meeting.timezone)),
    ['SUMMARY', escaped(prefix + said(what.title, options))],
    ['DESCRIPTION', escaped([what.description, m.meeting_ics_page({ url })].filter(Boolean).join('\n\n'))],
    ...(place.length > 0 ? [['LOCATION', escaped(place.join(' · '))] as const] : []),
    ['URL;VALUE=URI', url],
    ...(online ? [['CONFERENCE;VALUE=URI;FEATURE=VIDEO', options.baseUrl + view.path] as const] : []),
    ['STATUS', cancelled ? 'CANCELLED' : postponed ? 'TENTATIVE' : 'CONFIRMED'],
    ['TRANSP', cancelled || postponed ? 'TRANSPARENT' : 'OPAQUE'],
  ]
}

function timesFor({ from, to }: NonNullable<Entry['span']>, timezone: string): Property[] {
  const [start, end] = [from, to].map((at) => instantOf(at).toZonedDateTimeISO(timezone).toPlainDateTime()) as [
    Temporal.PlainDateTime,
    Temporal.PlainDateTime,
  ]
  // From midnight to midnight: the days are known and the times are not.
  if (from !== to && [start, end].every((at) => at.toPlainTime().equals(Temporal.PlainTime.from('00:00'))))
    return [
      ['DTSTART;VALUE=DATE', digits(start.toPlainDate().toString())],
      ['DTEND;VALUE=DATE', digits(end.toPlainDate().toString())],
    ]
  return [
    [`DTSTART;TZID=${timezone}`, local(start)],
    // An entry without an end takes no time (RFC 5545 §3.6.1): the property is left out rather than equal to the start.
    ...(to === from ? [] : [[`DTEND;TZID=${timezone}`, local(end)] as const]),
  ]
}

function wrap(head: readonly Property[], meetings: readonly Entered[], events: readonly (readonly Property[])[]): string {
  const lines: string[] = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Samling//Samling//NO', 'CALSCALE:GREGORIAN']
  for (const [name, value] of head) lines.push(`${name}:${value}`)
  for (const [zone, years] of yearsByZone(meetings)) lines.push(...vtimezone(zone, Math.min(...years), Math.max(...years)))
  for (const event of events) lines.push('BEGIN:VEVENT', ...event.map(([name, value]) => `${name}:${value}`), 'END:VEVENT')
  lines.push('END:VCALENDAR')
  return `${foldLines(lines.join('\r\n'))}\r\n`
}

function yearsByZone(meetings: readonly Entered[]): Map<string, number[]> {
  const zones = new Map<string, number[]>()
  for (const { meeting } of meetings)
    for (const at of [meeting.startsAt, meeting.endsAt])
      if (at !== null)
        zones.set(meeting.timezone, [...(zones.get(meeting.timezone) ?? []), instantOf(at).toZonedDateTimeISO('UTC').year])
  return zones
}

const said = (words: Words | null, options: CalendarOptions): string => pick(words, options.locale)?.text ?? ''
/** RFC 5545 §3.3.11 allows no control characters in a text. */
const escaped = (text: string): string => escapeText(typedText(text), false)
/** RFC 5545 §3.2: quoted, and so without quotes and line breaks of its own. */
const parameter = (text: string) => `"${typedText(text).replaceAll(/["\n]/g, ' ')}"`
const digits = (text: string) => text.replace(/[-:]/g, '')
const utc = (at: string) => digits(instantOf(at).round('second').toString())
const local = (at: Temporal.PlainDateTime) => digits(at.toString({ smallestUnit: 'second' }))
const later = (a: string, b: string) => (Temporal.Instant.compare(instantOf(a), instantOf(b)) > 0 ? a : b)
