/** What a meeting becomes before it is made: the outline that an organiser checks. Pure data, from a pasted text or from a file. */
import type { AttendanceMode, ScheduleStatus, TextKind } from '#meeting/tables.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import type { DoubtWhy, LineUse, Span } from '../../reader/shape.ts'
import type { Kind } from '../../tables.ts'

export interface OutlineSpeaker {
  readonly name: string
  readonly office: string | null
  readonly email?: string | null
}

/** A row of the programme to be. `lines` are numbers of source lines; `key` names it in the form and survives an edited text. */
export interface OutlineItem {
  readonly key: string
  readonly start: string | null
  readonly end: string | null
  readonly endInferred: boolean
  readonly kind: Kind
  readonly track: string | null
  readonly title: Words
  readonly description: Words | null
  readonly note: Words | null
  readonly expectsMaterial: boolean
  readonly expectsMinutes: boolean
  readonly speakers: readonly OutlineSpeaker[]
  readonly subitems: readonly OutlineItem[]
  readonly lines: readonly number[]
}

export interface OutlineDay {
  readonly key: string
  readonly date: string | null
  readonly label: Words | null
  readonly items: readonly OutlineItem[]
  readonly lines: readonly number[]
}

/** Text around the programme: one paragraph per line of `body`, a list item begins with "• ". */
export interface OutlineText {
  readonly kind: TextKind
  readonly heading: Words | null
  readonly body: Words
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
}

/** Something to look at. `chosen` is the alternative picked, null while nobody has looked. */
export interface OpenDoubt {
  readonly key: string
  readonly why: DoubtWhy
  /** `line` is the number of a source line, the offsets are UTF-16 units in it. */
  readonly where: Span
  readonly item: string | null
  readonly day: string | null
  readonly alternatives: readonly string[]
  readonly chosen: number | null
}

/** A line of the pasted text that is not blank; `n` counts those from 1. */
export interface SourceLine {
  readonly n: number
  readonly key: string
  readonly text: string
  readonly use: LineUse | null
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

/** A text, read and with the organiser's choices applied. */
export interface Checked {
  readonly outline: Outline
  readonly doubts: readonly OpenDoubt[]
  readonly lines: readonly SourceLine[]
  /** Lines that are neither programme nor anywhere else yet, and where each goes. */
  readonly unplaced: readonly (SourceLine & { readonly to: Placement })[]
  readonly cutAt: number | null
}
