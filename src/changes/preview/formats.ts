/** What everybody will be told, in the shape in which it is shown before anything happens. */
import type { MeetingView } from '#meeting/reads.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Hanging } from '../hanging/reads.ts'
import type { Kind } from '../story/rules.ts'

export interface Preview {
  readonly receivers: number
  readonly kinds: readonly PreviewKind[]
  /** The meeting, and the part that goes or comes. */
  readonly meetings: readonly PreviewMeeting[]
  /** How many calendars are brought up to date, and from how many it is taken. */
  readonly request: number
  readonly cancel: number
  /** What goes along with a part. */
  readonly goes: Hanging | null
  /** How many are asked whether they still come. */
  readonly asked: number
  readonly speakers: number
}

/** Those who are the same to the change: each language with one letter, exactly as the first of them gets it. */
export interface PreviewKind {
  readonly kind: Kind
  readonly count: number
  readonly request: number
  readonly cancel: number
  readonly letters: readonly {
    readonly locale: Locale
    readonly count: number
    readonly subject: string
    readonly text: string
  }[]
}

export interface PreviewMeeting {
  readonly view: MeetingView
  /** As calendars show it; null without a date. */
  readonly entry: { readonly summary: string; readonly status: string; readonly sequence: string } | null
  /** As search engines read it, in schema.org's words without their address; null without a date. */
  readonly data: {
    readonly status: readonly string[]
    readonly mode: string
    readonly start: string
    readonly previous: readonly string[]
  } | null
}
