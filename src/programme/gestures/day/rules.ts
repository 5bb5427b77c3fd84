/** One day under a gesture: its running order with what leaves, arrives or changes, and how it settles. Pure. */
import type { ItemState, Programme } from '../../document.ts'
import { siblingsOf } from '../../operation/rules.ts'
import { mayEndAt } from '../../rules.ts'
import { flow, type Overlap, overlapsOf, type Place } from '../flow/rules.ts'
import { positionsFor } from '../order/rules.ts'
import type { Rest, Shift, Spot } from '../rules.ts'
import { clockAt, lengthOf, minutesOf, type Span, spansOf } from '../times/rules.ts'

/** Minutes of one that is put somewhere by hand and says nothing of how long it takes. */
const USUAL_LENGTH = 30

export interface DayPlan {
  readonly order: readonly Place[]
  readonly overlaps: ReadonlyMap<string, Overlap>
  /** Whose position is of no account. */
  readonly free: ReadonlySet<string>
}

interface Arrival {
  readonly place: Place
  readonly spot: Spot
}

const topOf = (programme: Programme, dayId: string): readonly ItemState[] => siblingsOf(programme, { dayId, parentId: null })

/**
 * An item on its way to a spot.
 * @param placed as it shall be, but for its time
 * @param from as it stands, where it does: it takes as long as it took there
 * @param minutes how long a new one takes, which then ends where that is over
 */
export function mover(
  programme: Programme,
  placed: ItemState,
  from: ItemState | null,
  spot: Spot,
  minutes: number | null = null,
): Arrival {
  const beside = spot.before ?? spot.after
  const known = from?.dayId && from.parentId === null ? spansOf(topOf(programme, from.dayId)).get(from.id) : undefined
  const said = placed.start !== null && placed.end !== null ? lengthOf(placed.start, placed.end) : undefined
  const length = said ?? minutes ?? (known && known.to > known.from ? known.to - known.from : USUAL_LENGTH)
  // A fixed point is placed by its time alone, and what has neither time nor length gets none by being moved.
  const hasTime = placed.start !== null
  const byNeighbour = !placed.pinned && (hasTime ? beside !== undefined : minutes !== null)
  const own = hasTime ? placedFrom(programme, placed) : null
  const start = byNeighbour ? 'behind' : own
  const place: Place = { item: placed, was: null, length, start, otherwise: own, ...(minutes !== null && { ends: true }) }
  return { place, spot: byNeighbour || start === null ? spot : { dayId: spot.dayId } }
}

/** The minute of a stated start: in the small hours it is the night's, if the day has an afternoon. */
function placedFrom(programme: Programme, placed: ItemState): number {
  const clock = minutesOf(placed.start!)
  const others = placed.dayId === null ? [] : topOf(programme, placed.dayId).filter((one) => one.id !== placed.id)
  const isNight = clock < 5 * 60 && [...spansOf(others).values()].some((span) => span.from >= 17 * 60)
  return isNight ? clock + 1440 : clock
}

/** The running order of a day with everything that happens to it. */
export function dayPlan(
  programme: Programme,
  dayId: string,
  rest: Rest,
  happens: { readonly leaving?: string; readonly arriving?: Arrival; readonly changing?: ItemState },
): DayPlan {
  const items = topOf(programme, dayId)
  const spans = spansOf(items)
  const order = items.map((item): Place => {
    const was = spans.get(item.id) ?? null
    const own = { item, was, length: was ? was.to - was.from : 0 }
    const stays = was && (rest === 'stay' || item.pinned ? was.from : 'flow')
    if (item.id === happens.leaving) return { ...own, length: 0, start: stays, hole: true }
    if (item.id === happens.changing?.id) return { ...own, ...changed(happens.changing, was!) }
    return { ...own, start: stays }
  })
  const plan = { overlaps: overlapsOf(items, spans), free: new Set(happens.arriving ? [happens.arriving.place.item.id] : []) }
  return { ...plan, order: happens.arriving ? arrived(order, happens.arriving) : order }
}

const changed = (item: ItemState, was: Span) => ({
  item,
  start: was.from,
  length: item.end === null ? was.to - was.from : lengthOf(item.start!, item.end),
})

/** Beside its neighbour; by its time; or at the end. */
function arrived(order: readonly Place[], { place, spot }: Arrival): Place[] {
  const beside = order.findIndex((one) => !one.hole && one.item.id === (spot.before ?? spot.after))
  const later = () => order.findIndex((one) => one.was !== null && one.was.from >= (place.start as number))
  const at = beside >= 0 ? beside + (spot.before ? 0 : 1) : typeof place.start === 'number' ? later() : -1
  return order.toSpliced(at === -1 ? order.length : at, 0, place)
}

export interface Settled {
  readonly programme: Programme
  readonly positions: ReadonlyMap<string, number>
  readonly shifts: readonly Shift[]
  readonly overlaps: ReadonlyMap<string, Overlap>
}

/**
 * Lets a day flow to where it comes to rest.
 * @param programme in which the arriving item stands already, and the leaving one no longer does
 * @returns null when something would have to begin after the night is over
 */
export function settle(plan: DayPlan, programme: Programme): Settled | null {
  const starts = flow(plan.order)
  const items = new Map<string, ItemState>()
  const shifts: Shift[] = []
  const moved = new Set(plan.free)
  for (const place of plan.order) {
    const from = starts.get(place.item.id)
    if (place.hole || from === undefined) continue
    const now = at(place.item, from, place)
    if (now === null) return null
    if (now !== place.item) items.set(now.id, now)
    if (place.was && from !== place.was.from) {
      shifts.push({ id: now.id, from: place.item.start!, to: now.start!, minutes: from - place.was.from })
      moved.add(now.id)
    }
  }
  const order = byTime(
    plan.order.filter((one) => !one.hole),
    starts,
    moved,
  )
  const present = new Map(programme.items.map((one) => [one.id, one]))
  const rows = order.map((place) => items.get(place.item.id) ?? present.get(place.item.id) ?? place.item)
  const spans = spansOf(rows)
  for (const id of moved) if (starts.has(id) && spans.get(id)?.from !== starts.get(id)) return null
  return {
    programme: { days: programme.days, items: programme.items.map((one) => items.get(one.id) ?? one) },
    positions: positionsFor(rows, plan.free),
    shifts,
    overlaps: overlapsOf(rows, spans),
  }
}

/** An item at another minute, as long as it was. */
function at(item: ItemState, from: number, place: Place): ItemState | null {
  if (place.was ? from === place.was.from : item.start === clockAt(from)) return item
  const start = clockAt(from)
  const end = item.end === null && !place.ends ? null : clockAt(from + place.length)
  const wasFine = item.start === null || mayEndAt(item.start, item.end) === 'yes'
  return wasFine && mayEndAt(start, end) !== 'yes' ? null : { ...item, start, end }
}

/**
 * The order after the flow: what moved goes to where its time is, the others keep theirs. Whatever has no time stays behind
 * what it stood behind.
 */
function byTime(order: readonly Place[], starts: ReadonlyMap<string, number>, moved: ReadonlySet<string>): Place[] {
  const groups: { readonly rank: number; readonly from: number; readonly places: Place[]; readonly moved: boolean }[] = []
  for (const place of order) {
    const from = starts.get(place.item.id)
    const last = groups.at(-1)
    if (from === undefined && last) last.places.push(place)
    else
      groups.push({
        rank: groups.length,
        from: from ?? -1,
        places: [place],
        moved: moved.has(place.item.id) && from !== undefined,
      })
  }
  const staying = groups.filter((one) => !one.moved)
  const going = groups.filter((one) => one.moved).toSorted((a, b) => a.from - b.from || a.rank - b.rank)
  const result: Place[] = []
  for (const group of staying) {
    while (going.length > 0 && (going[0]!.from < group.from || (going[0]!.from === group.from && going[0]!.rank < group.rank)))
      result.push(...going.shift()!.places)
    result.push(...group.places)
  }
  return [...result, ...going.flatMap((one) => one.places)]
}
