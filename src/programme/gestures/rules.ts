/**
 * Gestures: what one hand does to a programme, as data, and what comes of it. The browser shows it before it is done, the
 * server does it; both run this. Nothing is written here, and nothing is thrown: a gesture that makes no sense says why.
 */
import type { Words } from '#platform/words/text.ts'
import type { ItemState, Kind, Programme } from '../document.ts'
import { siblingsOf, without } from '../operation/rules.ts'
import { blank, mayEndAt } from '../rules.ts'
import { type DayPlan, dayPlan, mover, settle } from './day/rules.ts'
import { type Collision, collisionsBetween } from './flow/rules.ts'
import { positionsFor } from './order/rules.ts'
import { merged, splitAt } from './shape/rules.ts'
import { clockAt, lengthOf, minutesOf, shareTrack } from './times/rules.ts'

/** Where something goes: a day, or the shelf (null); or into an item, as a part of it. Beside a neighbour, or where its time is. */
export interface Spot {
  readonly dayId: string | null
  readonly parentId?: string | null
  /** Absent: the track it has. */
  readonly track?: string | null
  readonly before?: string
  readonly after?: string
}

/** Whether what follows moves along, or stays where it is. */
export type Rest = 'flow' | 'stay'

export type Gesture =
  | { readonly do: 'move'; readonly id: string; readonly to: Spot; readonly rest: Rest }
  | {
      readonly do: 'insert'
      readonly to: Spot
      readonly title: Words
      readonly kind: Kind
      readonly start: string | null
      readonly minutes: number | null
      readonly rest: Rest
    }
  | { readonly do: 'remove'; readonly id: string; readonly rest: Rest }
  | {
      readonly do: 'retime'
      readonly id: string
      readonly start: string | null
      readonly end: string | null
      readonly rest: Rest
    }
  | { readonly do: 'stretch'; readonly id: string; readonly minutes: number; readonly rest: Rest }
  | { readonly do: 'split'; readonly id: string; readonly at: string; readonly title: Words | null }
  | { readonly do: 'merge'; readonly id: string; readonly with: string }
  | { readonly do: 'pin'; readonly id: string; readonly pinned: boolean }

/** What the programme alone does not tell. */
export interface Around {
  readonly newId: () => string
  /** Whether materials or minutes hang on an item: then it is not the one that goes when two become one. */
  readonly holds: (id: string) => boolean
}

/** Another start than before, on the same day. */
export interface Shift {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly minutes: number
}

export interface Outcome {
  readonly programme: Programme
  /** The item in hand. */
  readonly subject: string
  /** Of everything but the item in hand. */
  readonly shifts: readonly Shift[]
  readonly collisions: readonly Collision[]
}

/** A message key: why it cannot be done. */
export interface Refusal {
  readonly refused: string
}

const refuse = (refused: string): Refusal => ({ refused })

/** Does a gesture on a programme. */
export function perform(programme: Programme, gesture: Gesture, around: Around): Outcome | Refusal {
  if (gesture.do === 'insert') {
    const { start, minutes } = gesture
    const end = start !== null && minutes !== null ? clockAt(minutesOf(start) + minutes) : null
    // A stated time says where, better than a neighbour does.
    const { before, after, ...day } = gesture.to
    const to = start === null ? gesture.to : day
    return carry(programme, { ...blank(around.newId(), gesture), start, end }, null, to, gesture.rest, minutes)
  }
  const item = programme.items.find((one) => one.id === gesture.id)
  if (!item) return refuse('arranging_gone')
  switch (gesture.do) {
    case 'move':
      return carry(programme, item, item, gesture.to, gesture.rest)
    case 'remove':
      return remove(programme, item, gesture.rest)
    case 'retime':
      return retime(programme, item, gesture.start, gesture.end, gesture.rest)
    case 'stretch':
      return stretch(programme, item, gesture.minutes, gesture.rest)
    case 'split':
      return split(programme, item, gesture.at, gesture.title, around.newId())
    case 'merge':
      return merge(programme, item, gesture.with, around)
    case 'pin':
      return pin(programme, item, gesture.pinned)
  }
}

/** From where it stands (nowhere, for a new one) to a spot. */
function carry(
  programme: Programme,
  one: ItemState,
  from: ItemState | null,
  to: Spot,
  rest: Rest,
  minutes: number | null = null,
): Outcome | Refusal {
  const neighbour = programme.items.find((other) => other.id === (to.before ?? to.after))
  if ((to.before ?? to.after) && (!neighbour || neighbour.id === one.id)) return refuse('arranging_gone')
  const parent = to.parentId ? programme.items.find((other) => other.id === to.parentId) : null
  if (parent === undefined) return refuse('arranging_gone')
  if (to.dayId !== null && !parent && !programme.days.some((day) => day.id === to.dayId)) return refuse('arranging_gone')
  if (parent) {
    if (parent.id === one.id || parent.parentId !== null) return refuse('arranging_part_of_part')
    if (programme.items.some((other) => other.parentId === one.id)) return refuse('arranging_has_parts')
  }
  const home = parent ? { dayId: parent.dayId, parentId: parent.id } : { dayId: to.dayId, parentId: null }
  const track = to.track === undefined ? one.track : to.track
  // A part has neither time nor track of its own; what lies on the shelf keeps its length.
  const placed: ItemState = parent
    ? { ...one, ...home, track: null, start: null, end: null, endInferred: false, pinned: false }
    : { ...one, ...home, track, ...(home.dayId === null && { pinned: false }) }
  const plans: DayPlan[] = []
  const leaves = from?.parentId === null && from.dayId !== null
  const arrives = home.parentId === null && home.dayId !== null
  if (leaves && !(arrives && home.dayId === from.dayId)) plans.push(dayPlan(programme, from.dayId!, rest, { leaving: from.id }))
  if (arrives) {
    const hole = leaves && home.dayId === from.dayId ? { leaving: one.id } : {}
    plans.push(dayPlan(programme, home.dayId!, rest, { ...hole, arriving: mover(programme, placed, from, to, minutes) }))
  }
  const base = arrives ? withOne(programme, placed) : standingIn(programme, placed, to)
  return concluded(followed(base, placed), plans, one.id)
}

/** Puts an item among siblings that no clock orders: parts, and the shelf. */
function standingIn(programme: Programme, placed: ItemState, to: Spot): Programme {
  const others = siblingsOf(programme, placed).filter((one) => one.id !== placed.id)
  const beside = others.findIndex((one) => one.id === (to.before ?? to.after))
  const at = beside === -1 ? others.length : to.before ? beside : beside + 1
  const positions = positionsFor(others.toSpliced(at, 0, placed), new Set([placed.id]))
  return placedAt(withOne(programme, placed), positions)
}

const withOne = (programme: Programme, one: ItemState): Programme => ({
  days: programme.days,
  items: programme.items.some((other) => other.id === one.id)
    ? programme.items.map((other) => (other.id === one.id ? one : other))
    : [...programme.items, one],
})

/** Parts go with the item they lie in. */
const followed = (programme: Programme, whole: ItemState): Programme => ({
  days: programme.days,
  items: programme.items.map((one) =>
    one.parentId === whole.id && one.dayId !== whole.dayId ? { ...one, dayId: whole.dayId } : one,
  ),
})

const placedAt = (programme: Programme, positions: ReadonlyMap<string, number>): Programme => ({
  days: programme.days,
  items: programme.items
    .map((one) => (positions.has(one.id) ? { ...one, position: positions.get(one.id)! } : one))
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
})

function remove(programme: Programme, item: ItemState, rest: Rest): Outcome | Refusal {
  const after = without(programme, new Set([item.id]))
  if (item.parentId !== null || item.dayId === null) return concluded(after, [], item.id)
  return concluded(after, [dayPlan(programme, item.dayId, rest, { leaving: item.id })], item.id)
}

function retime(programme: Programme, item: ItemState, start: string | null, end: string | null, rest: Rest): Outcome | Refusal {
  if (item.parentId !== null) return refuse('arranging_part_has_no_time')
  const fits = mayEndAt(start, end)
  if (fits !== 'yes') return refuse(fits)
  const next = { ...item, start, end: start === null ? null : end, endInferred: false, pinned: item.pinned && start !== null }
  const base = withOne(programme, next)
  if (item.dayId === null) return concluded(base, [], item.id)
  if (start !== null && start === item.start)
    return concluded(base, [dayPlan(programme, item.dayId, rest, { changing: next })], item.id)
  const arriving = mover(programme, next, item, { dayId: item.dayId })
  return concluded(base, [dayPlan(programme, item.dayId, rest, { leaving: item.id, arriving })], item.id)
}

function stretch(programme: Programme, item: ItemState, minutes: number, rest: Rest): Outcome | Refusal {
  if (item.start === null || item.end === null) return refuse('arranging_needs_end')
  if (lengthOf(item.start, item.end) + minutes <= 0) return refuse('arranging_too_short')
  return retime(programme, item, item.start, clockAt(minutesOf(item.end) + minutes), rest)
}

function split(programme: Programme, item: ItemState, at: string, title: Words | null, id: string): Outcome | Refusal {
  if (item.parentId !== null || item.dayId === null) return refuse('arranging_part_has_no_time')
  const halves = splitAt(item, at, title, id)
  if (!halves) return refuse('arranging_split_outside')
  const [first, second] = halves
  const base = withOne(withOne(programme, first), second)
  const arriving = mover(programme, second, null, { dayId: item.dayId })
  return concluded(base, [dayPlan(programme, item.dayId, 'stay', { changing: first, arriving })], item.id)
}

function merge(programme: Programme, item: ItemState, otherId: string, { holds }: Around): Outcome | Refusal {
  const other = programme.items.find((one) => one.id === otherId)
  if (!other) return refuse('arranging_gone')
  const siblings = siblingsOf(programme, item).filter((one) => one.parentId !== null || shareTrack(one, item))
  const [a, b] = [siblings.findIndex((one) => one.id === item.id), siblings.findIndex((one) => one.id === otherId)]
  if (b === -1 || Math.abs(a - b) !== 1 || item.track !== other.track) return refuse('arranging_not_neighbours')
  const [first, second] = a < b ? [item, other] : [other, item]
  if (holds(first.id) && holds(second.id)) return refuse('arranging_both_hold')
  // The one on which something hangs is the one that stays, with its address.
  const [stays, goes] = holds(second.id) ? [second, first] : [first, second]
  const parts = [first, second].flatMap((whole) => programme.items.filter((one) => one.parentId === whole.id))
  const whole = { ...merged(first, second), id: stays.id, position: first.position }
  const moved = parts.map((one) => ({ ...one, parentId: stays.id }))
  const positions = positionsFor(
    moved,
    new Set(moved.filter((one) => goes.id === parentOf(programme, one.id)).map((one) => one.id)),
  )
  const kept = programme.items.filter((one) => one.id !== goes.id && !parts.some((part) => part.id === one.id))
  const all = { days: programme.days, items: [...kept.map((one) => (one.id === stays.id ? whole : one)), ...moved] }
  return concluded(placedAt(all, positions), [], stays.id)
}

const parentOf = (programme: Programme, id: string) => programme.items.find((one) => one.id === id)?.parentId

function pin(programme: Programme, item: ItemState, pinned: boolean): Outcome | Refusal {
  if (pinned && (item.start === null || item.dayId === null || item.parentId !== null)) return refuse('arranging_pin_needs_time')
  return concluded(withOne(programme, { ...item, pinned }), [], item.id)
}

/** Lays the days' new times and order into the programme, and tells what came of it. */
function concluded(base: Programme, plans: readonly DayPlan[], subject: string): Outcome | Refusal {
  let after = base
  const shifts: Shift[] = []
  const collisions: Collision[] = []
  for (const plan of plans) {
    const settled = settle(plan, after)
    if (settled === null) return refuse('arranging_past_night')
    after = placedAt(settled.programme, settled.positions)
    for (const shift of settled.shifts) if (shift.id !== subject) shifts.push(shift)
    collisions.push(...collisionsBetween(plan.overlaps, settled.overlaps, subject))
  }
  return { programme: placedAt(after, new Map()), subject, shifts, collisions }
}
