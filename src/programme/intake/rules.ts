/**
 * What a meeting becomes before it is made: the outline that an organiser checks, from a pasted text or from a file, and
 * the choices that shape it. What can be taken in, and what an outline must hold to become a meeting. Pure.
 */
import type { AttendanceMode, Audience, ScheduleStatus, TextKind } from '#meeting/tables.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { mayEndAt } from '../rules.ts'
import type { Kind } from '../tables.ts'

export interface OutlineSpeaker {
  readonly name: string
  readonly office: string | null
  readonly role?: 'speaker' | 'moderator'
}

/** A row of the programme to be. `lines` are numbers of source lines; `key` names it in the form and survives an edited text. */
export interface OutlineItem {
  readonly key: string
  readonly start: string | null
  readonly end: string | null
  readonly endInferred: boolean
  readonly kind: Kind
  readonly track: string | null
  readonly room?: string | null
  /** A fixed point. */
  readonly pinned?: boolean
  /** What the file it came from calls it: the same in a later file, though all else has changed. */
  readonly sourceId?: string | null
  readonly title: Words
  readonly description: Words | null
  readonly note: Words | null
  readonly expectsMaterial: boolean
  readonly expectsMinutes: boolean
  /** As wide as the meeting when absent. */
  readonly audience?: Audience
  readonly speakers: readonly OutlineSpeaker[]
  /** What only the place in the day, or what people mostly mean, speaks for. */
  readonly guessed?: readonly ('start' | 'end' | 'title' | 'kind' | 'speakers')[]
  readonly subitems: readonly OutlineItem[]
  readonly lines: readonly number[]
}

export interface OutlineDay {
  readonly key: string
  readonly date: string | null
  /** The one date near today that the text's weekday fits, where the text names no year. */
  readonly suggested?: string
  readonly label: Words | null
  readonly items: readonly OutlineItem[]
  readonly lines: readonly number[]
}

/** Text around the programme: one paragraph per line of `body`, a list item begins with "• ". */
export interface OutlineText {
  readonly kind: TextKind
  readonly heading: Words | null
  readonly body: Words
  readonly audience?: Audience
  readonly lines: readonly number[]
}

export interface Outline {
  readonly title: Words
  readonly titleLines: readonly number[]
  readonly locale: Locale
  readonly attendance: AttendanceMode
  readonly days: readonly OutlineDay[]
  readonly texts: readonly OutlineText[]
  /** A change of plan told in running text, to be shown as a notice on the page. */
  readonly change: { readonly status: ScheduleStatus; readonly reason: Words } | null
  /** What only a file tells. */
  readonly details?: {
    readonly summary: Words | null
    readonly place: string | null
    readonly joinUrl: string | null
    readonly timezone: string
    readonly audience: Audience
  }
}

/** Where a line that is no programme goes; 'out' keeps it in the stored text only. */
export type Placement = 'introduction' | 'practical' | 'about' | 'out'
export const placements: readonly Placement[] = ['introduction', 'practical', 'about', 'out']

/** An item as the organiser corrected it; absent fields stand as read. */
export interface ItemChoice {
  readonly start?: string
  readonly end?: string
  readonly title?: string
  readonly kind?: Kind
}

/** All that an organiser decided about a reading, by the keys of what it is about. */
export interface Choices {
  readonly settled: Readonly<Record<string, number>>
  readonly title?: string
  readonly locale?: Locale
  readonly attendance?: AttendanceMode
  readonly dates: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, ItemChoice>>
  /** For every line without a placement of its own. */
  readonly placeAll?: Placement
  readonly places: Readonly<Record<string, Placement>>
}

export const noChoices: Choices = { settled: {}, dates: {}, items: {}, places: {} }

/** What a text can be read in; it is found out unless somebody says. */
export const languages = ['nb', 'nn', 'se', 'sv', 'da', 'en'] as const
export type Language = (typeof languages)[number]

/** Bytes. A Word file with its pictures; of its text no more is read than of any other. */
export const FILE_LARGEST = 30_000_000

/** A book, not a programme; the reader stops at the same length. UTF-16 units. */
export const TEXT_LONGEST = 5_000_000
const PARTS_MOST = 2000

/** Days, items, their parts and the texts around them: each becomes a row. */
export const tooManyItems = ({ days, texts }: Outline): boolean =>
  days.reduce((sum, day) => sum + 1 + day.items.reduce((items, item) => items + 1 + item.subitems.length, 0), texts.length) >
  PARTS_MOST

/** PostgreSQL holds every character but NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '')

/** Whether a text can be read at all. */
export function mayRead(text: string): 'yes' | 'programme_text_empty' | 'programme_text_too_long' | 'programme_text_binary' {
  if (text.trim() === '') return 'programme_text_empty'
  if (text.length > TEXT_LONGEST) return 'programme_text_too_long'
  return looksBinary(text) ? 'programme_text_binary' : 'yes'
}

/** A file opened as text is full of control characters and of the mark for bytes that are no letters. */
function looksBinary(text: string): boolean {
  const start = text.slice(0, 20_000)
  const odd = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0
  return odd > 3 && odd / start.length > 0.01
}

/** What stands in the way of making the meeting: form fields and message keys. Only what the organiser typed is judged; what was read is shown as a doubt instead. */
export function outlineProblems(outline: Outline, typed: ReadonlySet<string>): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (!Object.values(outline.title).some((title) => title?.trim())) wrong.title = 'programme_needs_title'
  for (const item of outline.days.flatMap((day) => day.items)) {
    if (!typed.has(item.key)) continue
    if (!Object.values(item.title).some((title) => title?.trim())) wrong[`item/${item.key}/title`] = 'programme_needs_title'
    const times = mayEndAt(item.start, item.end)
    if (times !== 'yes') wrong[`item/${item.key}/end`] = times
  }
  return wrong
}
