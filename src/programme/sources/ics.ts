/** iCalendar (RFC 5545): the entries of a calendar as a programme, or one invitation as a meeting with its agenda. */
import ICAL from 'ical.js'
import { Invalid } from '#platform/errors.ts'
import { outlineOf as outlineOfText } from '../intake/reader/outline.ts'
import { noChoices, type Outline } from '../intake/rules.ts'
import type { Schedule, ScheduleEvent } from './event.ts'
import { HOME_ZONE, hasTime, stampOf, type Zone, zoneOf } from './moments.ts'
import type { Notes } from './notes.ts'
import { outlineOf } from './schedule.ts'
import { lineOf, paragraphsOf } from './values.ts'

export const looksLikeCalendar = (text: string): boolean => /^\s*BEGIN:VCALENDAR/i.test(text)

/** An entry with what ties it to others. */
interface CalendarEvent extends ScheduleEvent {
  readonly uid: string
  readonly parent: string | null
  readonly cancelled: boolean
  readonly place: string | null
  readonly joinUrl: string | null
}

type Component = InstanceType<typeof ICAL.Component>
type Time = InstanceType<typeof ICAL.Time>

/** What reading one entry needs to know of the file. */
interface Calendar {
  readonly zone: Zone
  /** By the UID of the entry that repeats: what stands in place of one of its times. */
  readonly exceptions: ReadonlyMap<unknown, readonly Component[]>
  readonly notes: Notes
}

/** Of one entry that repeats, and of all in a file: RRULE can count without end. */
const REPEATS_MOST = 400
const EVENTS_MOST = 10_000
/** By the hour or the second nobody meets, but a calculator can be kept busy with it. */
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])

/** @throws Invalid({ file }) when the lines are no calendar, or a calendar without entries */
export function readCalendar(text: string, notes: Notes): Outline {
  const root = rootOf(text)
  const zone = zoneOfCalendar(root)
  const components = root.getAllSubcomponents('vevent').slice(0, EVENTS_MOST)
  const exceptions = Map.groupBy(
    components.filter((component) => component.hasProperty('recurrence-id')),
    (component) => propertyOf(component, 'uid'),
  )
  const all: CalendarEvent[] = []
  for (const [i, component] of components.entries()) {
    if (all.length >= EVENTS_MOST) break
    all.push(...eventsOf(component, i + 1, { zone, exceptions, notes }))
  }
  if (all.length === 0) throw new Invalid({ file: 'sources_no_events' })
  // A calendar that only says that all is cancelled is still the programme that was.
  const kept = all.every((event) => event.cancelled) ? all : all.filter((event) => !event.cancelled)
  for (const event of all) if (event.cancelled && kept !== all) notes.add('sources_note_cancelled', String(event.title))
  const named = lineOf(root.getFirstPropertyValue('x-wr-calname') ?? root.getFirstPropertyValue('name'))
  const whole = wholeOf(kept, named)
  const rest = kept.filter((event) => event !== whole)
  if (whole && rest.length === 0) return invitation(whole, zone, notes)
  return outlineOf(scheduleOf(whole, rest, zone, named), notes)
}

function rootOf(text: string): Component {
  try {
    const parsed: unknown[] = ICAL.parse(text.replace(/^\s+/, ''))
    // Several calendars in one file are one list of entries.
    const [first, ...more] = (Array.isArray(parsed[0]) ? parsed : [parsed]).map((one) => new ICAL.Component(one as unknown[]))
    for (const other of more) for (const part of other.getAllSubcomponents()) first!.addSubcomponent(part)
    return first!
  } catch (error) {
    // ical.js tells a broken line by quoting it; its number is what helps to find it.
    const quoted = /"([^"]*)"$/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
    const at = quoted === '' ? -1 : text.split(/\r?\n/).findIndex((line) => line.startsWith(quoted.slice(0, 60)))
    throw new Invalid({ file: `sources_broken_line?line=${at + 1 || text.split('\n').length}` })
  }
}

/** The zone most of the entries are in; those in others are moved to its clock. */
function zoneOfCalendar(root: Component): Zone {
  const stated = zoneOf(root.getFirstPropertyValue('x-wr-timezone'))
  if (stated) return stated
  const counted = new Map<Zone, number>()
  for (const event of root.getAllSubcomponents('vevent')) {
    const found = zoneOf(event.getFirstProperty('dtstart')?.getParameter('tzid'))
    if (found) counted.set(found, (counted.get(found) ?? 0) + 1)
  }
  return [...counted].sort((a, b) => b[1] - a[1])[0]?.[0] ?? HOME_ZONE
}

/** An entry as many times as it happens. */
function eventsOf(component: Component, n: number, at: Calendar): CalendarEvent[] {
  const text = (name: string) => propertyOf(component, name)
  const title = lineOf(text('summary')) ?? ''
  if (title === '') at.notes.add('sources_note_no_title', String(n))
  const what = title || String(n)
  const location = lineOf(text('location'))
  const link = [text('x-microsoft-skypeteamsmeetingurl'), text('x-google-conference'), text('conference')].find(isUrl) ?? null
  const one: CalendarEvent = {
    uid: lineOf(text('uid')) ?? `#${n}`,
    parent: lineOf(text('related-to')),
    cancelled: text('status') === 'CANCELLED',
    place: location && placeOf(location),
    joinUrl: link,
    id: lineOf(text('uid')),
    title,
    track: null,
    room: location && placeOf(location),
    description: paragraphsOf(text('description')),
    speakers: [],
    from: null,
    to: null,
  }
  return timesOf(component, what, at).map((times) => ({ ...one, ...times }))
}

type Times = Pick<ScheduleEvent, 'from' | 'to'>

/** @returns one pair of times for each time it happens; nowhere in time when it says nothing that can be read */
function timesOf(component: Component, what: string, { zone, exceptions, notes }: Calendar): Times[] {
  try {
    const start = component.getFirstPropertyValue('dtstart')
    if (!(start instanceof ICAL.Time)) {
      notes.add('sources_note_no_start', what)
      return [{ from: null, to: null }]
    }
    // ical.js counts on where a calendar ends: the 40th of the 13th month is a day in February to it.
    const written: unknown = component.getFirstProperty('dtstart')?.jCal[3]
    if (stampOf(written, zone) === null) throw new RangeError('no such date')
    const tzid = component.getFirstProperty('dtstart')?.getParameter('tzid')
    if (typeof tzid === 'string' && !zoneOf(tzid) && start.zone?.tzid === 'floating') notes.add('sources_note_zone', tzid)
    const hasEnd = !start.isDate && (component.hasProperty('dtend') || component.hasProperty('duration'))
    const times = (from: Time, to: Time): Times => ({
      from: onWall(from, tzid, zone),
      to: hasEnd ? onWall(to, component.getFirstProperty('dtend')?.getParameter('tzid') ?? tzid, zone) : null,
    })
    const replaces = component.hasProperty('recurrence-id')
    // Told which entries stand in its place, ical.js does not look through the whole calendar for each.
    const related = replaces ? [] : (exceptions.get(propertyOf(component, 'uid')) ?? [])
    const event = new ICAL.Event(component, { exceptions: [...related] })
    const rule: unknown = component.getFirstPropertyValue('rrule')
    const tooOften = rule instanceof ICAL.Recur && !FREQUENCIES.has(rule.freq)
    if (tooOften) notes.add('sources_note_repeats', what)
    if (replaces || tooOften || !event.isRecurring()) return [times(start, event.endDate)]
    return occurrences(event, what, notes).map(({ startDate, endDate }) => times(startDate, endDate))
  } catch {
    // ical.js reads values when they are asked for, and throws on those that are none ("banana").
    notes.add('sources_note_bad_time', what)
    return [{ from: null, to: null }]
  }
}

/** The times of a repeating entry but for those that another entry replaces, which come as entries of their own. */
function occurrences(event: InstanceType<typeof ICAL.Event>, what: string, notes: Notes): { startDate: Time; endDate: Time }[] {
  const found: { startDate: Time; endDate: Time }[] = []
  const next = event.iterator()
  for (let at = next.next(); at; at = next.next()) {
    if (found.length === REPEATS_MOST) {
      notes.add('sources_note_repeats', what)
      break
    }
    const occurrence = event.getOccurrenceDetails(at)
    if (occurrence.item.component === event.component) found.push(occurrence)
  }
  return found
}

/** A time on the wall of the calendar's zone: by its own zone's rules in the file, or else by the name of that zone. */
function onWall(at: Time, tzid: unknown, zone: Zone): ScheduleEvent['from'] {
  if (at.isDate) return Temporal.PlainDate.from({ year: at.year, month: at.month, day: at.day })
  const plain = Temporal.PlainDateTime.from(
    { year: at.year, month: at.month, day: at.day, hour: at.hour, minute: at.minute },
    { overflow: 'reject' },
  )
  const own = at.zone?.tzid === 'UTC' ? 'UTC' : zoneOf(tzid)
  if (own) return own === zone ? plain : plain.toZonedDateTime(own).withTimeZone(zone).toPlainDateTime()
  if (!at.zone || at.zone.tzid === 'floating') return plain
  return Temporal.Instant.fromEpochMilliseconds(at.toUnixTime() * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
}

/** The entry that is the meeting itself: the one that others are part of, the only all-day one, or the only one there is. */
function wholeOf(events: readonly CalendarEvent[], named: string | null): CalendarEvent | null {
  if (events.length === 1) return events[0]!
  const parents = new Set(events.map((event) => event.parent))
  const related = events.filter((event) => event.parent === null && parents.has(event.uid))
  if (related.length === 1) return related[0]!
  const days = events.filter((event) => event.from !== null && !hasTime(event.from))
  if (days.length === 1) return days[0]!
  const spans = events.filter((event) => event.title === named && events.every((other) => covers(event, other)))
  return spans.length === 1 ? spans[0]! : null
}

const covers = (whole: CalendarEvent, part: CalendarEvent): boolean =>
  whole === part ||
  (String(whole.from ?? '') <= String(part.from ?? '') && String(whole.to ?? '') >= String(part.to ?? part.from ?? ''))

function scheduleOf(whole: CalendarEvent | null, events: readonly CalendarEvent[], zone: Zone, named: string | null): Schedule {
  const places = new Set(events.map((event) => event.place))
  const place = whole?.place ?? (places.size === 1 ? [...places][0]! : null)
  const within = Map.groupBy(events, (event) => (event.parent === whole?.uid ? null : event.parent))
  const uids = new Set(events.map((event) => event.uid))
  const withChildren = (event: CalendarEvent, depth: number): ScheduleEvent => ({
    ...event,
    room: event.room === place ? null : event.room,
    // An entry may be said to lie within itself.
    children: depth > 3 ? [] : (within.get(event.uid) ?? []).map((child) => withChildren(child, depth + 1)),
  })
  const top = events.filter((event) => event.parent === null || event.parent === whole?.uid || !uids.has(event.parent))
  return {
    title: whole ? withoutMark(String(whole.title)) : named,
    locale: null,
    zone,
    place,
    joinUrl: whole?.joinUrl ?? null,
    introduction: typeof whole?.description === 'string' ? whole.description : null,
    events: top.map((event) => withChildren(event, 0)),
  }
}

/** One entry alone is an invitation. Its description may hold the agenda, and is then read as any text is. */
function invitation(whole: CalendarEvent, zone: Zone, notes: Notes): Outline {
  const title = withoutMark(String(whole.title))
  const description = typeof whole.description === 'string' ? whole.description : null
  const base: Schedule = {
    title,
    locale: null,
    zone,
    place: whole.place,
    joinUrl: whole.joinUrl,
    introduction: description,
    events: [{ ...whole, title, description: null, room: null }],
  }
  const outline = outlineOf(base, notes)
  const agenda = description === null ? null : outlineOfText(description, noChoices, outline.locale).outline
  if (!agenda || agenda.days.flatMap((day) => day.items).length < 2) return outline
  notes.add('sources_note_agenda', '')
  const days = agenda.days.map((day, d) => (d === 0 && day.date === null ? { ...day, date: outline.days[0]!.date } : day))
  return { ...outline, locale: agenda.locale, title: { [agenda.locale]: title }, days, texts: agenda.texts }
}

/** Programs that cannot show a state say it in the title. */
const withoutMark = (title: string): string =>
  title.replace(/^(?:avlyst|utsatt|utsett|cancell?ed|postponed|šluhttejuvvon)\s*:\s*/i, '')

const isUrl = (value: string | null): value is string => value !== null && /^https?:\/\/\S+$/.test(value)

/** A place without rooms on the web; null where there is nothing else. */
const placeOf = (location: string): string | null =>
  location
    .replace(/https?:\/\/\S+/g, '')
    .replace(/^(?:microsoft )?teams[- ]?(?:meeting|møte|möte)\b/i, '')
    .replace(/^[\s·,;–-]+|[\s·,;–-]+$/g, '') || null

function propertyOf(component: Component, name: string): string | null {
  try {
    const value = component.getFirstPropertyValue(name)
    return value === null || value === undefined ? null : String(value)
  } catch {
    // A value that is none, as a broken date: as if it were not there.
    return null
  }
}
