/**
 * What follows from a change of time. In a track, what stood right behind another goes on standing right behind it, earlier
 * or later; gaps take up what they can; a fixed point stays where it is, and what then runs into it is told. Pure.
 */
import type { ItemState } from '../../document.ts'
import { type Span, shareTrack } from '../times/rules.ts'

/** One place in a day's running order. */
export interface Place {
  readonly item: ItemState
  /** Where it stood on this day; null for one that comes from elsewhere. */
  readonly was: Span | null
  /** Minutes it takes. */
  readonly length: number
  /** A fixed minute; 'flow' with what stands before it; 'behind' whatever ends last before it; null without a time. */
  readonly start: number | 'flow' | 'behind' | null
  /** Nothing is here any more: the place that the item has left. What stood behind it closes up. */
  readonly hole?: true
  /** The minute of one that shall stand behind others, where its track has none. */
  readonly otherwise?: number | null
  /** It is given an end where its length is over, even if none was stated. */
  readonly ends?: true
}

interface Done {
  readonly item: ItemState
  readonly wasTo: number | null
  readonly to: number
}

/**
 * Where everything of a day begins, in one walk through its running order.
 * @returns minutes by item; nothing for those without a time
 */
export function flow(order: readonly Place[]): Map<string, number> {
  const starts = new Map<string, number>()
  const done: Done[] = []
  for (const [i, place] of order.entries()) {
    const start = startOf(place, done, () => order.slice(i + 1))
    if (start === null) continue
    if (!place.hole) starts.set(place.item.id, start)
    done.push({ item: place.item, wasTo: place.was?.to ?? null, to: start + place.length })
  }
  return starts
}

function startOf(place: Place, done: readonly Done[], following: () => readonly Place[]): number | null {
  if (place.start === null || typeof place.start === 'number') return place.start
  if (place.start === 'behind' || place.was === null) {
    const before = done.filter((one) => shareTrack(one.item, place.item))
    if (before.length > 0) return Math.max(...before.map((one) => one.to))
    const next = following().find((one) => one.was !== null && shareTrack(one.item, place.item))
    return next?.was?.from ?? place.otherwise ?? null
  }
  const from = place.was.from
  let [earliest, attached] = [-Infinity, false]
  for (const one of done) {
    // Two that lay across each other before are not pulled apart: that is somebody's plan, or a doubt for the advice.
    if (!shareTrack(one.item, place.item) || (one.wasTo !== null && one.wasTo > from)) continue
    earliest = Math.max(earliest, one.to)
    attached ||= one.wasTo === from
  }
  return attached ? earliest : Math.max(from, earliest)
}

/** Two that lie across each other in a track, or more than they did. */
export interface Collision {
  readonly id: string
  readonly with: string
  readonly minutes: number
  /** One of them is a fixed point, or was told to stay. */
  readonly why: 'pinned' | 'stays'
}

interface Timed {
  readonly item: ItemState
  readonly span: Span
}

/** Overlaps in the tracks of a day, as minutes by both ids. */
export function overlapsOf(items: readonly ItemState[], spans: ReadonlyMap<string, Span>): Map<string, Overlap> {
  const timed = items
    .flatMap((item): Timed[] => (spans.has(item.id) ? [{ item, span: spans.get(item.id)! }] : []))
    .toSorted((a, b) => a.span.from - b.span.from)
  const found = new Map<string, Overlap>()
  for (const [i, one] of timed.entries())
    for (let j = i + 1; j < timed.length && timed[j]!.span.from < one.span.to; j++) {
      const other = timed[j]!
      const minutes = Math.min(one.span.to, other.span.stated ? other.span.to : one.span.to) - other.span.from
      if (minutes > 0 && shareTrack(one.item, other.item))
        found.set([one.item.id, other.item.id].sort().join(), { first: one.item, second: other.item, minutes })
    }
  return found
}

export interface Overlap {
  readonly first: ItemState
  readonly second: ItemState
  readonly minutes: number
}

/** What lies across each other now and did not before, or not as much. */
export function collisionsBetween(
  before: ReadonlyMap<string, Overlap>,
  after: ReadonlyMap<string, Overlap>,
  subject: string | null,
): Collision[] {
  return [...after].flatMap(([key, { first, second, minutes }]): Collision[] => {
    if (minutes <= (before.get(key)?.minutes ?? 0)) return []
    const [one, other] = second.id === subject || (first.pinned && first.id !== subject) ? [second, first] : [first, second]
    return [{ id: one.id, with: other.id, minutes, why: one.pinned || other.pinned ? 'pinned' : 'stays' }]
  })
}
