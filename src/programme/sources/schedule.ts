/** A schedule as a file states it, and the outline it becomes. What the formats have in common is here, once. */
import type { AttendanceMode } from '#meeting/tables.ts'
import { isLocale, type Locale, pick, type Words } from '#platform/words/text.ts'
import type { Outline, OutlineDay, OutlineItem, OutlineSpeaker, OutlineText } from '../intake/rules.ts'
import { kindOf } from '../reader/kinds.ts'
import { languageOf } from '../reader/language.ts'
import type { Kind } from '../tables.ts'
import { lanesOf } from './lanes.ts'
import { clockOf, hasTime, minutesBetween, type Zone } from './moments.ts'
import type { Notes } from './notes.ts'

/** A text in one language, which the file may not name, or in several. */
export type Text = string | Words

/** One entry. Times are what the wall shows in the schedule's zone; a date alone has no time of day. */
export interface ScheduleEvent {
  /** What the file calls it, the same in a later file. */
  readonly id: string | null
  readonly title: Text
  readonly from: Temporal.PlainDateTime | Temporal.PlainDate | null
  readonly to: Temporal.PlainDateTime | Temporal.PlainDate | null
  /** As stated. */
  readonly kind?: Kind
  /** What it is unless its title tells: "Pause" in a list of breaks may still be lunch. */
  readonly hint?: Kind
  readonly track: string | null
  readonly room: string | null
  readonly description: Text | null
  readonly note?: string | null
  readonly speakers: readonly OutlineSpeaker[]
  /** What lies within it: with times of their own they become items beside it, else its parts. */
  readonly children?: readonly ScheduleEvent[]
}

export interface Schedule {
  readonly title: Text | null
  /** As stated by the file; guessed from its words where that is null. */
  readonly locale: Locale | null
  readonly zone: Zone
  readonly place: string | null
  readonly joinUrl?: string | null
  readonly attendance?: AttendanceMode
  readonly introduction?: string | null
  readonly events: readonly ScheduleEvent[]
}

const DAY = 24 * 60

/** "no", "nb-NO", "nob" → nb; null for a language that meetings are not written in. */
export function localeOf(code: unknown): Locale | null {
  const short = typeof code === 'string' ? code.toLowerCase().split(/[-_]/)[0]! : ''
  const known: Readonly<Record<string, Locale>> = { no: 'nb', nob: 'nb', nor: 'nb', nno: 'nn', sme: 'se', eng: 'en' }
  return isLocale(short) ? short : (known[short] ?? null)
}

/** The outline of a schedule: its days in order, what has no date last. Tells what could not stand as it is. */
export function outlineOf(schedule: Schedule, notes: Notes): Outline {
  const locale = schedule.locale ?? guessLocale(schedule)
  const flat = lanesOf(schedule.events).flatMap(rowsOf)
  const days = Map.groupBy(flat, (event) => (event.from === null ? '' : dateOf(event.from)))
  const dated = [...days].filter(([date]) => date !== '').sort(([a], [b]) => (a < b ? -1 : 1))
  const all = [...dated, ...(days.has('') ? [['', days.get('')!] as const] : [])]
  const outlined = all.map(([date, events], d): OutlineDay => {
    const inOrder = events.toSorted((a, b) => startOf(a).localeCompare(startOf(b)))
    const items = inOrder.map((event, i) => itemOf(event, `d${d}i${i}`, locale, notes))
    return { key: `d${d}`, date: date || null, label: null, items: withKinds(items, inOrder, locale), lines: [] }
  })
  return {
    title: inWords(schedule.title ?? '', locale),
    titleLines: [],
    locale,
    attendance: schedule.attendance ?? (schedule.joinUrl ? 'online' : 'onsite'),
    days: outlined.length > 0 ? outlined : [{ key: 'd0', date: null, label: null, items: [], lines: [] }],
    texts: schedule.introduction ? [introductionOf(schedule.introduction, locale)] : [],
    change: null,
    details: {
      summary: null,
      place: schedule.place,
      joinUrl: schedule.joinUrl ?? null,
      timezone: schedule.zone,
      audience: 'public',
    },
  }
}

const introductionOf = (body: string, locale: Locale): OutlineText => ({
  kind: 'introduction',
  heading: null,
  body: { [locale]: body },
  lines: [],
})

/** By the words of titles and descriptions. Swedish and Danish are read as their neighbours read them. */
function guessLocale(schedule: Schedule): Locale {
  const words = schedule.events
    .slice(0, 400)
    .map((event) => `${inPlain(event.title)}\n${inPlain(event.description)}`)
    .join('\n')
  const language = languageOf(`${inPlain(schedule.title)}\n${schedule.introduction ?? ''}\n${words}`.slice(0, 100_000))
  return isLocale(language) ? language : 'nb'
}

const inWords = (text: Text, locale: Locale): Words => (typeof text === 'string' ? { [locale]: text } : text)
export const inPlain = (text: Text | null): string => (typeof text === 'string' ? text : (pick(text, 'nb')?.text ?? ''))

const dateOf = (at: Temporal.PlainDateTime | Temporal.PlainDate): string => (hasTime(at) ? at.toPlainDate() : at).toString()

/** Orders a day: entries without a time first, as they hold for all of it. */
const startOf = ({ from }: ScheduleEvent): string => (from !== null && hasTime(from) ? clockOf(from) : '')

/** An event and what lies within it as rows of their own; a child that says nothing new about time is a part. */
function rowsOf(event: ScheduleEvent): ScheduleEvent[] {
  const { children = [] } = event
  const isPart = (child: ScheduleEvent) => child.from === null || (same(child.from, event.from) && same(child.to, event.to))
  const beside = children.filter((child) => !isPart(child))
  const frame: ScheduleEvent = { ...event, children: children.filter(isPart) }
  if (beside.length === 0) return [frame]
  // A stretch around others is their frame, as a session is; its own name tells parallel ones apart.
  return [
    { ...frame, kind: frame.kind ?? 'other' },
    ...beside.flatMap((child) => rowsOf({ ...child, track: child.track ?? frame.track })),
  ]
}

const same = (a: ScheduleEvent['from'], b: ScheduleEvent['from']): boolean => (a?.toString() ?? '') === (b?.toString() ?? '')

function itemOf(event: ScheduleEvent, key: string, locale: Locale, notes: Notes): OutlineItem {
  return {
    ...partOf(event, key, locale),
    start: event.from !== null && hasTime(event.from) ? clockOf(event.from) : null,
    end: endOf(event, notes),
    subitems: (event.children ?? []).map((child, i) => partOf(child, `${key}_${i}`, locale)),
  }
}

const partOf = (event: ScheduleEvent, key: string, locale: Locale): OutlineItem => ({
  key,
  start: null,
  end: null,
  endInferred: false,
  kind: event.kind ?? event.hint ?? 'talk',
  track: event.track,
  room: event.room,
  sourceId: event.id,
  title: inWords(event.title, locale),
  description: event.description === null ? null : inWords(event.description, locale),
  note: event.note ? { [locale]: event.note } : null,
  expectsMaterial: false,
  expectsMinutes: false,
  speakers: event.speakers,
  subitems: [],
  lines: [],
})

/** An end at or before its start lies on the next day; what lasts longer than a day has none that a clock could show. */
function endOf({ from, to, title }: ScheduleEvent, notes: Notes): string | null {
  if (from === null || to === null || !hasTime(from) || !hasTime(to)) return null
  const minutes = minutesBetween(from, to)
  if (minutes < 0) notes.add('sources_note_ends_before', inPlain(title))
  if (minutes > DAY) notes.add('sources_note_many_days', inPlain(title))
  return minutes > 0 && minutes <= DAY ? clockOf(to) : null
}

/** What is not stated is guessed from the titles, as in a text. */
function withKinds(items: readonly OutlineItem[], events: readonly ScheduleEvent[], locale: Locale): OutlineItem[] {
  return items.map((item, i) => {
    const { kind, hint } = events[i]!
    if (kind !== undefined) return item
    const { kind: guess } = kindOf(inPlain(item.title), locale, {
      early: i < 3,
      last: i === items.length - 1,
      evening: (item.start ?? '') >= '17:30',
      speakers: item.speakers.length,
      beneath: item.subitems
        .slice(0, 12)
        .map((sub) => inPlain(sub.title))
        .join('\n'),
    })
    return { ...item, kind: guess === 'talk' ? (hint ?? guess) : guess }
  })
}
