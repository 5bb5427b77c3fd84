/** A schedule as a file states it: what every format comes to, before it becomes an outline. */
import type { AttendanceMode } from '#meeting/tables.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import type { OutlineSpeaker } from '../intake/rules.ts'
import type { Kind } from '../tables.ts'
import type { Zone } from './moments.ts'

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

export const inPlain = (text: Text | null): string => (typeof text === 'string' ? text : (pick(text, 'nb')?.text ?? ''))
