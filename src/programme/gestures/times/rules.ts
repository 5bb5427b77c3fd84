/** Clock times of a day as minutes since its midnight: what comes after the next midnight goes on counting. Pure. */
import { nightOf } from '#meeting/schedule/rules.ts'
import type { ItemState } from '../../document.ts'

export interface Span {
  readonly from: number
  /** Where no end is stated, the next start in the same track, or `from` when nothing follows soon. */
  readonly to: number
  readonly stated: boolean
}

const DAY = 24 * 60
/** An item without an end lasts until the next begins, but hardly longer than this. */
const LONGEST_UNSAID = 120

/** "09:45" → 585. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** 585 → "09:45", 1485 → "00:45". */
export const clockAt = (minutes: number): string => {
  const inDay = ((minutes % DAY) + DAY) % DAY
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

/** Whether two items concern the same people: one without a track concerns them all. */
export const shareTrack = (a: Pick<ItemState, 'track'>, b: Pick<ItemState, 'track'>): boolean =>
  a.track === null || b.track === null || a.track === b.track

/** @param items those of one day (no parts), in their order; whoever has no start has no span */
export function spansOf(items: readonly ItemState[]): Map<string, Span> {
  const night = nightOf(items)
  const timed = items.flatMap((item) =>
    item.start === null ? [] : [{ item, from: minutesOf(item.start) + (night.has(item.id) ? DAY : 0) }],
  )
  const spans = new Map<string, Span>()
  for (const [i, { item, from }] of timed.entries())
    spans.set(
      item.id,
      spanAt(item, from, () => nextIn(timed, i)),
    )
  return spans
}

function spanAt(item: ItemState, from: number, next: () => number | undefined): Span {
  if (item.end !== null) return { from, to: from + lengthOf(item.start!, item.end), stated: true }
  const following = next()
  const to = following !== undefined && following - from <= LONGEST_UNSAID ? following : from
  return { from, to, stated: false }
}

const nextIn = (timed: readonly { item: ItemState; from: number }[], i: number): number | undefined =>
  timed.find((other, at) => at > i && other.from > timed[i]!.from && shareTrack(other.item, timed[i]!.item))?.from

/** From a start to an end; an end before the start lies on the next day. The same clock is no time at all. */
export function lengthOf(start: string, end: string): number {
  const length = minutesOf(end) - minutesOf(start)
  return length < 0 ? length + DAY : length
}
