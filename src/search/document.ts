/** What a passage is, before it is stored. */
import type { Locale } from '#platform/words/text.ts'

export const kinds = [
  'decision',
  'action',
  'minutes',
  'item',
  'presentation',
  'paper',
  'recording',
  'question',
  'plan',
  'matter',
  'topic',
  'meeting',
  'person',
] as const
export type Kind = (typeof kinds)[number]

/** Where in its source a passage stands, as far as its kind has such places. */
export interface Place {
  /** What the browser jumps to. */
  readonly anchor?: string
  /** A page of a file, from 1. */
  readonly page?: number
  /** Which part of a source: two of one source at the same place are one. */
  readonly part?: string
}

/** 0 everybody, 1 members, 2 those invited, 3 organisers. */
export type Level = 0 | 1 | 2 | 3

export interface Passage {
  readonly kind: Kind
  readonly sourceId: string
  readonly meetingId: string | null
  readonly itemId: string | null
  readonly seriesId: string | null
  readonly organisationId: string | null
  /** "2020-04-29" */
  readonly day: string
  readonly level: Level
  readonly locale: Locale
  readonly title: string
  readonly text: string
  readonly place: Place
  /** Names of people that stand apart from the text: speakers, owners. */
  readonly names: readonly string[]
}
