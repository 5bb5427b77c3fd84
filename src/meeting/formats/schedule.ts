/**
 * The programme as congress apps read it: the schedule of frab and c3voc, version 1, before it is written as XML or JSON.
 * Days with a date, rooms, and in each room what has a time. What lies in both forms is decided here, once.
 */
import { createHash } from 'node:crypto'
import { instantOf } from '#platform/words/instant.ts'
import { slugOf } from '#platform/words/slug.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { ItemView, MeetingView } from '../reads.ts'
import { dateAt, nightOf, timesOf } from '../schedule/rules.ts'
import { peopleLine, plain, type SheetLink, type SheetRow, sheetOf } from './sheet.ts'

/** The slot that schedules are divided in; an item without an end takes one. */
const SLOT_MINUTES = 5

export interface Schedule {
  readonly version: string
  readonly title: string
  /** Small letters, digits and underscores: the two forms allow different signs, and both allow these. */
  readonly acronym: string
  readonly url: string
  readonly baseUrl: string
  readonly timezone: string
  readonly slot: string
  /** "YYYY-MM-DD" */
  readonly start: string
  readonly end: string
  readonly tracks: readonly string[]
  readonly rooms: readonly { readonly name: string; readonly guid: string; readonly online: boolean }[]
  readonly days: readonly ScheduleDay[]
}

export interface ScheduleDay {
  readonly index: number
  readonly date: string
  /** ISO 8601 with an offset. */
  readonly start: string
  readonly end: string
  readonly rooms: readonly { readonly name: string; readonly guid: string; readonly events: readonly ScheduleEvent[] }[]
}

export interface ScheduleEvent {
  readonly id: number
  readonly guid: string
  readonly slug: string
  readonly room: string
  readonly title: string
  readonly type: string
  readonly track: string | null
  readonly language: Locale
  readonly date: string
  readonly end: string
  /** "HH:MM" */
  readonly start: string
  readonly duration: string
  readonly abstract: string
  readonly description: string
  readonly persons: readonly { readonly name: string; readonly guid: string; readonly office: string | null }[]
  readonly links: readonly SheetLink[]
  readonly attachments: readonly SheetLink[]
  readonly url: string
}

/**
 * @param version changes whenever anything in the schedule does
 * @returns null while no day has a date: every day and every event of a schedule has one
 */
export function scheduleOf(
  view: MeetingView,
  options: { readonly locale: Locale; readonly baseUrl: string; readonly version: string },
): Schedule | null {
  return inLocale(options.locale, () => {
    const { meeting } = view
    const sheet = sheetOf(view, options.baseUrl)
    const acronym = `${view.network.slug}_${meeting.slug}`.replaceAll('-', '_')
    const prefix = statusPrefix(view)
    const days = view.days
      .flatMap((day, i) =>
        day.date === null ? [] : [dayOf(view, { date: day.date, items: day.items, rows: sheet.days[i]!.rows }, acronym, prefix)],
      )
      .map((day, i) => ({ ...day, index: i + 1 }))
    if (days.length === 0) return null
    const dates = days.map((day) => day.date).sort()
    const rooms = new Map(days.flatMap((day) => day.rooms.map(({ name, guid }) => [name, guid])))
    return {
      version: options.version,
      title: prefix + sheet.title.text,
      acronym,
      url: sheet.url,
      baseUrl: `${options.baseUrl}/`,
      timezone: meeting.timezone,
      slot: duration(SLOT_MINUTES),
      start: dates[0]!,
      end: dates.at(-1)!,
      tracks: [...new Set(days.flatMap((day) => day.rooms.flatMap((room) => room.events.flatMap((one) => one.track ?? []))))],
      rooms: [...rooms].map(([name, guid]) => ({ name, guid, online: meeting.attendance === 'online' })),
      days,
    }
  })
}

/** Readers of schedules know of no status, so the titles say it, as in calendars. */
function statusPrefix({ meeting }: MeetingView): string {
  if (meeting.statusNow.cancelled) return `${m.meeting_ics_cancelled()}: `
  return meeting.statusNow.postponed ? `${m.meeting_ics_postponed()}: ` : ''
}

function dayOf(
  view: MeetingView,
  day: { readonly date: string; readonly items: readonly ItemView[]; readonly rows: readonly SheetRow[] },
  acronym: string,
  prefix: string,
): Omit<ScheduleDay, 'index'> {
  const night = nightOf(day.items)
  const events = day.items.flatMap((item, i) =>
    item.start === null
      ? []
      : [eventOf(view, item, day.rows[i]!, { date: dateAt(day.date, night, item), start: item.start }, acronym, prefix)],
  )
  const byRoom = Map.groupBy(
    events.sort((a, b) => compare(a.date, b.date)),
    (event) => event.room,
  )
  const { timezone } = view.meeting
  const midnight = (date: Temporal.PlainDate) => zoned(date.toZonedDateTime(timezone).toInstant(), timezone)
  const date = Temporal.PlainDate.from(day.date)
  return {
    date: day.date,
    start: events[0]?.date ?? midnight(date),
    end:
      events
        .map((event) => event.end)
        .sort(compare)
        .at(-1) ?? midnight(date.add({ days: 1 })),
    rooms: [...byRoom].map(([name, inRoom]) => ({ name, guid: uuidOf(`room ${view.network.id} ${name}`), events: inRoom })),
  }
}

function eventOf(
  view: MeetingView,
  item: ItemView,
  row: SheetRow,
  at: { readonly date: string; readonly start: string },
  acronym: string,
  prefix: string,
): ScheduleEvent {
  const { timezone } = view.meeting
  const [from, until] = timesOf(at.date, at.start, item.end, timezone).map(instantOf) as [Temporal.Instant, Temporal.Instant]
  const to = item.end === null ? from.add({ minutes: SLOT_MINUTES }) : until
  return {
    id: item.publicId,
    guid: item.uid,
    slug: [acronym, item.publicId, slugOf(row.title.text)].filter(Boolean).join('-'),
    room: roomOf(view, row),
    title: prefix + row.title.text,
    type: item.kind,
    track: row.track,
    language: row.title.lang,
    date: zoned(from, timezone),
    end: zoned(to, timezone),
    start: from.toZonedDateTimeISO(timezone).toPlainTime().toString({ smallestUnit: 'minute' }),
    duration: duration(from.until(to).total('minutes')),
    abstract: row.about?.text ?? '',
    description: describe(row),
    persons: row.people
      .filter((one) => !one.moderator)
      .map(({ name, office }) => ({ name, office, guid: uuidOf(`person ${view.network.id} ${name.toLocaleLowerCase('nb')}`) })),
    links: row.links.filter((link) => link.kind !== 'presentation' && link.kind !== 'paper'),
    attachments: row.links.filter((link) => link.kind === 'presentation' || link.kind === 'paper'),
    url: row.url,
  }
}

/** Parallel parts are in different rooms, also where nobody has said in which. In the meeting's own language: rooms keep their names. */
function roomOf({ meeting }: MeetingView, row: SheetRow): string {
  if (row.room ?? row.track) return (row.room ?? row.track)!
  const place = plain(meeting.place)
  if (place && meeting.attendance !== 'online') return place
  return inLocale(meeting.locale, () => (meeting.attendance === 'online' ? m.meeting_mode_online() : m.meeting_mode_onsite()))
}

/** What the fields of a schedule have no place for: who leads, a remark, the parts. */
function describe(row: SheetRow): string {
  const moderators = row.people.filter((one) => one.moderator)
  return [
    peopleLine(moderators),
    row.note?.text,
    ...row.parts.map((part) => `– ${[part.title.text, peopleLine(part.people)].filter(Boolean).join(': ')}`),
  ]
    .filter(Boolean)
    .join('\n')
}

const zoned = (at: Temporal.Instant, timezone: string): string =>
  at.toZonedDateTimeISO(timezone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
const compare = (a: string, b: string) => Temporal.Instant.compare(instantOf(a), instantOf(b))

/** "01:30"; at most 25 hours, since an end lies on the day of the start or the next. */
function duration(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(Math.round(minutes % 60))}`
}

/** The same for the same name, for ever: a uuid of version 8 (RFC 9562 §5.8). */
function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
