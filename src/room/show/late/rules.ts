/**
 * Behind the plan: what can be done with the rest of the day, each choice worked out in full before it is made. Pure.
 */
import type { NewTime } from '../document.ts'
import { type Expected, expect, lateness, lengthOf, MINUTE, type Planned, paceOf, type Show, timesOf } from '../rules.ts'

/** Taken back in coming breaks · one item shortened · a break left out · everything later. */
export type Way = 'breaks' | 'shorten' | 'drop' | 'move'

/** A break of up to twenty minutes may shrink to five, a meal to half an hour, anything else to ten minutes. */
const least = (kind: Planned['kind'], length: number): number =>
  (kind === 'lunch' ? 30 : kind === 'break' ? (length > 20 * MINUTE ? 15 : 5) : 10) * MINUTE

/** How one item changes. */
export interface Shift {
  readonly id: string
  readonly start: number
  readonly end: number
  /** Null where it is left out. */
  readonly newStart: number | null
  readonly newEnd: number | null
  /** It runs into a fixed point behind it by this many milliseconds. */
  readonly into: number
}

export interface Choice {
  readonly way: Way
  /** The item that is shortened or left out. */
  readonly itemId: string | null
  /** What changes, in the order of the day. */
  readonly shifts: readonly Shift[]
  /** When the day ends, as planned and then. */
  readonly ends: number
  readonly newEnds: number
  /** What the step says. */
  readonly times: readonly NewTime[]
  readonly dropped: readonly string[]
}

const isBreak = (one: Planned) => one.kind === 'break' || one.kind === 'lunch'

/**
 * The choices there are, best first; none where the meeting is not behind, or where what comes stands as it will be. Of a day that
 * is held at another time altogether nothing is taken back: it can only be moved to where it is.
 * @param shorten the item to shorten, where a chair chose one; else the longest that is still to come
 */
export function choicesAt(plan: readonly Planned[], show: Show, now: number, shorten: string | null = null): Choice[] {
  const rows = expect(plan, show, now)
  const late = lateness(rows, show, now)
  if (late < MINUTE) return []
  const shifted = (row: Expected) => row.state === 'coming' && row.start !== null && row.from! - row.start >= MINUTE
  if (!rows.some(shifted)) return []
  const coming = plan.filter((one) => rows.some((row) => row.id === one.id && row.state === 'coming' && row.start !== null))
  const movable = coming.filter((one) => !one.pinned)
  const room = (one: Planned) => lengthOf(one, show) - least(one.kind, lengthOf(one, show))
  const longest = movable.filter((one) => !isBreak(one) && room(one) > 0).sort((a, b) => room(b) - room(a))
  const shortened = longest.find((one) => one.id === shorten) ?? longest[0]
  const dropped = movable.find(isBreak)
  const choice = (way: Way, itemId: string | null) => worked({ plan, show, now, rows, coming, late }, way, itemId)
  if (paceOf(late)?.is === 'apart') return [choice('move', null)]
  return [
    ...(movable.some((one) => isBreak(one) && room(one) > 0) ? [choice('breaks', null)] : []),
    ...(shortened ? [choice('shorten', shortened.id)] : []),
    ...(dropped ? [choice('drop', dropped.id)] : []),
    ...(movable.length > 0 ? [choice('move', null)] : []),
  ]
}

interface Day {
  readonly plan: readonly Planned[]
  readonly show: Show
  readonly now: number
  readonly rows: readonly Expected[]
  readonly coming: readonly Planned[]
  readonly late: number
}

function worked({ plan, show, now, rows, coming, late }: Day, way: Way, itemId: string | null): Choice {
  const minutesLate = Math.ceil(late / MINUTE) * MINUTE
  // Where the first of what comes can begin: behind what runs, on a whole minute.
  let free = Math.ceil(Math.max(now, ...rows.filter((row) => row.state === 'now').map((row) => row.to!)) / MINUTE) * MINUTE
  const shifts: Shift[] = []
  for (const one of coming) {
    const { start, end } = timesOf(one, show) as { start: number; end: number }
    const length = lengthOf(one, show)
    if (way === 'drop' && one.id === itemId) {
      shifts.push({ id: one.id, start, end, newStart: null, newEnd: null, into: 0 })
      continue
    }
    // Moved as a whole, gaps and all; otherwise a gap takes up what it can.
    const newStart = one.pinned ? start : Math.max(way === 'move' ? start + minutesLate : start, free)
    const behind = Math.max(0, newStart - start)
    const shrinks = (way === 'breaks' && isBreak(one) && !one.pinned) || (way === 'shorten' && one.id === itemId)
    const newLength = shrinks ? Math.max(Math.min(length, least(one.kind, length)), length - behind) : length
    const last = shifts.at(-1)
    if (one.pinned && free > start && last) shifts[shifts.length - 1] = { ...last, into: free - start }
    shifts.push({ id: one.id, start, end, newStart, newEnd: newStart + newLength, into: 0 })
    free = newStart + newLength
  }
  const changed = shifts.filter((shift) => shift.newStart !== shift.start || shift.newEnd !== shift.end || shift.into > 0)
  const ends = Math.max(...plan.map((one) => timesOf(one, show).end ?? -Infinity))
  return {
    way,
    itemId,
    shifts: changed,
    ends,
    newEnds: Math.max(
      ...rows.filter((row) => row.state === 'now').map((row) => row.to!),
      ...shifts.map((shift) => shift.newEnd ?? -Infinity),
    ),
    times: changed.flatMap(({ id, newStart, newEnd }) =>
      newStart === null ? [] : [{ itemId: id, start: newStart, end: newEnd! }],
    ),
    dropped: changed.filter((shift) => shift.newStart === null).map((shift) => shift.id),
  }
}
