/**
 * Advice on a programme while it is edited: what people who plan a day overlook. It is shown and never stands in the way.
 * Pure; tells facts, `parts/advice` has the words.
 */
import type { ItemState, Programme, SpeakerState } from '../document.ts'
import { overlapsOf } from '../gestures/flow/rules.ts'
import { clockAt, type Span, shareTrack, spansOf } from '../gestures/times/rules.ts'
import { siblingsOf } from '../operation/rules.ts'
import { isPause } from '../rules.ts'

/** One piece of advice: about which items, and what there is to say of them. Times are "HH:MM". */
export type Advice = { readonly dayId: string; readonly ids: readonly string[] } & (
  | { readonly about: 'overlap'; readonly minutes: number; readonly track: string | null }
  | { readonly about: 'speaker'; readonly name: string; readonly at: string }
  | { readonly about: 'late'; readonly end: string }
  | {
      readonly about: 'break'
      readonly minutes: number
      readonly from: string
      readonly to: string
      readonly track: string | null
    }
  | { readonly about: 'lunch' }
  | { readonly about: 'nothing' }
)

/** Longer than this people need a break. */
const WITHOUT_BREAK = 90
/** A day at least this long, over noon, has a meal in it. */
const LUNCH_DAY = 5 * 60
const NOON = 12 * 60
/** A stretch of the middle of the day without anything is a lunch that nobody wrote down. */
const MEAL = 30

interface Timed {
  readonly item: ItemState
  readonly span: Span
}

/** All advice on a programme, day by day in the order of time. */
export const adviceOn = (programme: Programme): Advice[] => programme.days.flatMap((day) => adviceOnDay(programme, day.id))

function adviceOnDay(programme: Programme, dayId: string): Advice[] {
  const items = siblingsOf(programme, { dayId, parentId: null })
  const spans = spansOf(items)
  const timed = items
    .flatMap((item): Timed[] => (spans.has(item.id) ? [{ item, span: spans.get(item.id)! }] : []))
    .toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to)
  const overlaps = [...overlapsOf(items, spans).values()].map(
    ({ first, second, minutes }): Advice => ({
      about: 'overlap',
      dayId,
      ids: [first.id, second.id],
      minutes,
      track: first.track ?? second.track,
    }),
  )
  return [
    ...overlaps,
    ...speakersTwice(programme, timed, dayId),
    ...pastTheEnd(timed, dayId),
    ...withoutBreak(timed, dayId),
    ...withoutLunch(timed, dayId),
    ...timed
      .filter(({ item, span }) => item.end !== null && span.to === span.from)
      .map(({ item }): Advice => ({ about: 'nothing', dayId, ids: [item.id] })),
  ]
}

/** Speakers of an item and of the parts in it. */
function speakersIn(programme: Programme, item: ItemState): SpeakerState[] {
  return [item, ...programme.items.filter((one) => one.parentId === item.id)].flatMap((one) => one.speakers)
}

const whoIs = (one: SpeakerState): string => one.personId ?? one.name.trim().toLocaleLowerCase()

/** Somebody who speaks in two items at once. One item across the other in a track is told as an overlap already. */
function speakersTwice(programme: Programme, timed: readonly Timed[], dayId: string): Advice[] {
  const found: Advice[] = []
  for (const [i, one] of timed.entries())
    for (let j = i + 1; j < timed.length && timed[j]!.span.from < one.span.to; j++) {
      const other = timed[j]!
      if (shareTrack(one.item, other.item)) continue
      const there = new Set(speakersIn(programme, other.item).map(whoIs))
      for (const speaker of new Map(speakersIn(programme, one.item).map((who) => [whoIs(who), who])).values())
        if (there.has(whoIs(speaker)))
          found.push({
            about: 'speaker',
            dayId,
            ids: [one.item.id, other.item.id],
            name: speaker.name,
            at: clockAt(other.span.from),
          })
    }
  return found
}

/** The day ends where its last closing does: what goes on behind it, but for an evening together, was hardly meant to. */
function pastTheEnd(timed: readonly Timed[], dayId: string): Advice[] {
  const closing = timed.findLast(({ item }) => item.kind === 'closing')
  if (!closing) return []
  const late = timed.filter(
    ({ item, span }) => item !== closing.item && item.kind !== 'social' && span.to > closing.span.to && span.stated,
  )
  return late.map(({ item }) => ({ about: 'late', dayId, ids: [item.id], end: clockAt(closing.span.to) }))
}

const isRest = ({ kind }: ItemState): boolean => isPause(kind) || kind === 'registration' || kind === 'social'

/** More than 90 minutes on end, without a break or a gap, for whoever sits in one track. */
function withoutBreak(timed: readonly Timed[], dayId: string): Advice[] {
  const tracks = [...new Set(timed.map(({ item }) => item.track).filter((track) => track !== null))]
  const found = (tracks.length > 0 ? tracks : [null]).flatMap((track) => {
    const sat = timed.filter(({ item }) => item.track === null || item.track === track)
    return sittings(sat).map((run): Advice => {
      const [from, to] = [run[0]!.span.from, Math.max(...run.map(({ span }) => span.to))]
      return {
        about: 'break',
        dayId,
        ids: run.map(({ item }) => item.id),
        minutes: to - from,
        from: clockAt(from),
        to: clockAt(to),
        track: run.every(({ item }) => item.track === null) ? null : track,
      }
    })
  })
  // What all sit through together is told once.
  return [...new Map(found.map((one) => [one.ids.join(), one])).values()]
}

function sittings(timed: readonly Timed[]): Timed[][] {
  const runs: Timed[][] = []
  let end = -Infinity
  for (const one of timed) {
    // A length that nobody stated says nothing about how long they sit.
    const sits = !isRest(one.item) && one.span.stated
    if (sits && one.span.from <= end && runs.length > 0) runs.at(-1)!.push(one)
    else if (sits) runs.push([one])
    end = sits ? Math.max(one.span.from <= end ? end : -Infinity, one.span.to) : -Infinity
  }
  return runs.filter((run) => Math.max(...run.map(({ span }) => span.to)) - run[0]!.span.from > WITHOUT_BREAK)
}

/** A long day over noon with neither lunch nor room for one. */
function withoutLunch(timed: readonly Timed[], dayId: string): Advice[] {
  const working = timed.filter(({ item }) => item.kind !== 'social')
  if (working.length === 0 || working.some(({ item }) => item.kind === 'lunch')) return []
  const [from, to] = [working[0]!.span.from, Math.max(...working.map(({ span }) => span.to))]
  if (to - from <= LUNCH_DAY || from >= NOON || to <= NOON) return []
  return hasRoom(working) ? [] : [{ about: 'lunch', dayId, ids: [] }]
}

/** Half an hour between eleven and two in which nobody has anything, or a break that long. */
function hasRoom(timed: readonly Timed[]): boolean {
  const [earliest, latest] = [11 * 60, 14 * 60]
  let free = earliest
  for (const { item, span } of timed) {
    if (isPause(item.kind) && span.from < latest && span.to > earliest && span.to - span.from >= MEAL) return true
    if (isPause(item.kind)) continue
    if (Math.min(span.from, latest) - free >= MEAL) return true
    free = Math.max(free, span.to)
  }
  return latest - free >= MEAL && timed.some(({ span }) => span.from >= latest)
}
