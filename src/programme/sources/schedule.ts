/** The outline that a schedule becomes. What the formats have in common is here, once. */
import { isLocale, type Locale, type Words } from '#platform/words/text.ts'
import type { Outline, OutlineDay, OutlineItem, OutlineText } from '../intake/rules.ts'
import { kindOf } from '../reader/kinds.ts'
import { languageOf } from '../reader/language.ts'
import { inPlain, type Schedule, type ScheduleEvent, type Text } from './event.ts'
import { lanesOf } from './lanes.ts'
import { clockOf, hasTime, minutesBetween } from './moments.ts'
import type { Notes } from './notes.ts'

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
      noon: (item.start ?? '') >= '11:00' && (item.start ?? '') <= '13:30',
      speakers: item.speakers.length,
      own: item.speakers.length,
      led: false,
      panelled: false,
      points: item.subitems.length,
      beneath: item.subitems
        .slice(0, 12)
        .map((sub) => inPlain(sub.title))
        .join('\n'),
    })
    return { ...item, kind: guess === 'talk' ? (hint ?? guess) : guess }
  })
}
