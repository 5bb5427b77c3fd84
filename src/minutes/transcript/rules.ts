/**
 * From the clock of a recording to that on the wall, and from there to the items that were on. Moments are milliseconds since
 * 1970, offsets milliseconds on the recording's own clock. Pure.
 */

import { instantOf } from '#platform/words/instant.ts'
import type { Kind } from '#programme/document.ts'
import { MINUTE, type Run } from '#room/show/rules.ts'
import { noMinutes } from '../outcome/rules.ts'
import type { transcript, transcriptLine } from './tables.ts'

export type TranscriptRow = typeof transcript.$inferSelect
export type LineRow = typeof transcriptLine.$inferSelect

/** How a recording's clock is set. Without a beginning there are no anchors. */
export type Setting = Pick<TranscriptRow, 'beganAt' | 'anchors'>

/** When something was said, by its offset; null while nobody has said when the recording began. */
export function clockOf({ beganAt, anchors }: Setting): ((offset: number) => number) | null {
  if (beganAt === null) return null
  const began = instantOf(beganAt).epochMilliseconds
  return (offset) => {
    const anchor = anchors.findLast((one) => one.offset <= offset)
    return anchor ? anchor.at + offset - anchor.offset : began + offset
  }
}

export interface Told {
  readonly offset: number
  readonly at: number
  /** The whole recording moves, or all from here on: it was paused before this was said. */
  readonly reach: 'all' | 'onwards'
}

/**
 * Sets the clock by something that was said at a known moment.
 * @returns the message key of what is wrong when less time would have passed on the wall than in the recording
 */
export function setBy(setting: Setting, { offset, at, reach }: Told): Setting | 'transcript_error_order' {
  const clock = clockOf(setting)
  if (!clock) return { beganAt: stamp(at - offset), anchors: [] }
  if (reach === 'all') {
    const by = at - clock(offset)
    return {
      beganAt: stamp(instantOf(setting.beganAt!).epochMilliseconds + by),
      anchors: setting.anchors.map((one) => ({ ...one, at: one.at + by })),
    }
  }
  const others = unset(setting, offset)
  // A recording can pause, and never runs ahead: what lies between two anchors takes at least as long on the wall.
  const earliest = clockOf(others)!(offset)
  const next = others.anchors.find((one) => one.offset > offset)
  const latest = next ? next.at - (next.offset - offset) : Infinity
  // People read clocks to the minute.
  if (at < earliest - MINUTE || at > latest + MINUTE) return 'transcript_error_order'
  const anchor = { offset, at: Math.max(earliest, Math.min(at, latest)) }
  return { ...others, anchors: [...others.anchors, anchor].sort((a, b) => a.offset - b.offset) }
}

/** Sets when the recording began. What is known of single lines stands, as far as both can be true. */
export const begunAt = ({ anchors }: Setting, at: number): Setting | 'transcript_error_order' =>
  anchors.reduce<Setting | 'transcript_error_order'>(
    (set, anchor) => (typeof set === 'string' ? set : setBy(set, { ...anchor, reach: 'onwards' })),
    { beganAt: stamp(at), anchors: [] },
  )

/** Takes an anchor away again. */
export const unset = (setting: Setting, offset: number): Setting => ({
  ...setting,
  anchors: setting.anchors.filter((one) => one.offset !== offset),
})

/** Whether something can have been recorded then, in milliseconds since 1970; nothing can at NaN. */
export const isOfOurTime = (at: number): boolean => at >= Date.UTC(1900) && at < Date.UTC(3000)

const stamp = (at: number) => new Date(at).toISOString()

/** When an item was on. */
export interface Span {
  readonly itemId: string
  readonly track: string | null
  readonly from: number
  readonly to: number
  /** From the run of show; else from the programme. */
  readonly logged: boolean
}

export interface PlannedItem {
  readonly id: string
  readonly kind: Kind
  readonly track: string | null
  readonly start: number | null
  readonly end: number | null
}

/**
 * When each item was on: as it was logged, on dates on which nothing was logged as it was planned. Pauses, breaks and meals are
 * in none.
 * @param dateOf the date of a moment where the meeting is
 */
export function spansOf(
  items: readonly PlannedItem[],
  runs: readonly Run[],
  pauses: readonly { readonly from: number; readonly to: number | null }[],
  dateOf: (moment: number) => string,
): Span[] {
  const known = new Map(items.filter((one) => !noMinutes.has(one.kind)).map((one) => [one.id, one]))
  const loggedOn = new Set(runs.map((run) => dateOf(run.from)))
  const logged = runs.flatMap(({ itemId, from, to }) => {
    const item = known.get(itemId)
    return item ? without(pauses, { itemId, track: item.track, from, to: to ?? Infinity, logged: true }) : []
  })
  const planned = [...known.values()].flatMap(({ id, track, start, end }) =>
    start === null || end === null || loggedOn.has(dateOf(start))
      ? []
      : [{ itemId: id, track, from: start, to: end, logged: false }],
  )
  return [...logged, ...planned].sort((a, b) => a.from - b.from)
}

function without(pauses: readonly { readonly from: number; readonly to: number | null }[], span: Span): Span[] {
  return pauses.reduce<Span[]>(
    (parts, pause) =>
      parts.flatMap((part) => {
        const [from, to] = [Math.max(part.from, pause.from), Math.min(part.to, pause.to ?? Infinity)]
        if (from >= to) return [part]
        return [
          { ...part, to: from },
          { ...part, from: to },
        ].filter((one) => one.from < one.to)
      }),
    [span],
  )
}

/** Lines one after another that belong to the same item, or between items. */
export interface Stretch {
  readonly first: number
  readonly last: number
  readonly itemId: string | null
}

/** Splits lines over items by when they begin. @param lines in the order of time, numbered onwards */
export function split(
  lines: readonly { readonly number: number; readonly start: number }[],
  setting: Setting & Pick<TranscriptRow, 'track'>,
  spans: readonly Span[],
): Stretch[] {
  const clock = clockOf(setting)
  const heard = spans.filter((span) => setting.track === null || span.track === null || span.track === setting.track)
  const stretches: Stretch[] = []
  for (const { number, start } of lines) {
    const at = clock?.(start)
    // Where two are on, the one that began last.
    const itemId = (at !== undefined && heard.findLast((span) => span.from <= at && at < span.to)?.itemId) || null
    const last = stretches.at(-1)
    if (last && last.itemId === itemId) stretches[stretches.length - 1] = { ...last, last: number }
    else stretches.push({ first: number, last: number, itemId })
  }
  return stretches
}

/** A moment as clocks where the meeting is show it. */
export function wallOf(at: number, timezone: string): { readonly date: string; readonly time: string } {
  const there = Temporal.Instant.fromEpochMilliseconds(Math.round(at / 1000) * 1000).toZonedDateTimeISO(timezone)
  return { date: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'second' }) }
}

/** The other way; a clock time that summer time leaves out is an hour later. @param time "HH:MM:SS" */
export const momentOf = (date: string, time: string, timezone: string): number =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timezone).epochMilliseconds

/** An offset as players show it: 12:30, 1:02:03, -0:05. */
export function offsetText(offset: number): string {
  const seconds = Math.floor(Math.abs(offset) / 1000)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(seconds % 60)}`
  const minutes = (seconds / 60) % 60
  return `${offset < 0 ? '-' : ''}${hours > 0 ? `${hours}:${two(minutes)}` : Math.floor(minutes)}:${rest}`
}
