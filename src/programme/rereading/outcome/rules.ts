/** What a programme becomes when an organiser follows a new text in some of its changes and not in others. Pure. */
import type { DayState, ItemState, Programme, SpeakerState } from '../../document.ts'
import type { Outline, OutlineDay, OutlineItem } from '../../intake/rules.ts'
import { siblingsOf, standing } from '../../operation/rules.ts'
import { placeByTime } from '../../rules.ts'
import { followed } from '../fields/rules.ts'
import type { Difference, ItemDifference, Told } from '../rules.ts'

/** A new part of a new item comes and goes with it, and is not asked about by itself. */
export const rides = (one: ItemDifference, all: readonly ItemDifference[]): boolean =>
  one.standing === null &&
  one.told?.parent != null &&
  all.some((other) => other.told === one.told!.parent && other.standing === null)

/** Every change that may be taken or left, by its key. */
export const offered = ({ days, items }: Difference): string[] => [
  ...days.flatMap(({ change }) => change?.key ?? []),
  ...items.filter((one) => !rides(one, items)).flatMap(({ changes }) => changes.map(({ key }) => key)),
]

/**
 * The programme with the changes that were taken. Ids stay, and with them addresses, materials and minutes; nothing that
 * bears any of these is removed.
 * @param taken keys of changes; the others are left as they stand
 */
export function outcome(
  programme: Programme,
  outline: Outline,
  difference: Difference,
  taken: ReadonlySet<string>,
  newId: () => string,
): Programme {
  const ids = new Map<Told, string>()
  const wanted = new Set(difference.items.filter((one) => isTaken(one, difference, taken)))
  for (const one of difference.items) {
    if (one.told && one.standing) ids.set(one.told, one.standing.id)
    else if (one.told && wanted.has(one)) ids.set(one.told, newId())
  }
  const { days, dayIds } = daysAfter(programme, outline, difference, taken, wanted, newId)
  let now: Programme = { days, items: withoutGone(programme, difference, wanted) }
  now = { days, items: withFields(now.items, difference, taken, newId) }
  const placing = new Map(
    difference.items.flatMap((one) => {
      const place = one.told && ids.has(one.told) ? placeOf(one.told, ids, dayIds) : null
      const moves = one.standing === null || takes(one, taken, ['place'])
      const reorders = one.reordered && takes(one, taken, ['order', 'time'])
      return one.told && place && (moves || reorders) ? [[one.told, moves ? place : {}] as const] : []
    }),
  )
  // In the order of the text: what stands before a thing has its place by then, what comes behind may be on its way.
  const still = new Set(ids.keys().filter((told) => !placing.has(told)))
  for (const [told, place] of placing) {
    const id = ids.get(told)!
    const state = now.items.find((other) => other.id === id) ?? newItem(told.item, id, told.parent !== null, newId)
    const neighbours = difference.items.flatMap(({ told: other }) =>
      other && (other === told || still.has(other)) && other.parent === told.parent && other.day === told.day ? [other] : [],
    )
    now = placed(now, { ...state, ...place }, told, neighbours, ids)
    still.add(told)
  }
  return withoutEmptied(programme, now, new Set(dayIds.values()))
}

const takes = (one: ItemDifference, taken: ReadonlySet<string>, fields: readonly string[]): boolean =>
  one.changes.some(({ key, field }) => fields.includes(field) && taken.has(key))

/** For what is new or gone: whether it comes, or goes. */
function isTaken(one: ItemDifference, { items }: Difference, taken: ReadonlySet<string>): boolean {
  if (one.standing && one.told) return false
  const whole = rides(one, items) ? items.find((other) => other.told === one.told!.parent)! : one
  return taken.has(whole.changes[0]!.key)
}

function daysAfter(
  programme: Programme,
  outline: Outline,
  difference: Difference,
  taken: ReadonlySet<string>,
  wanted: ReadonlySet<ItemDifference>,
  newId: () => string,
): { days: DayState[]; dayIds: ReadonlyMap<number, string> } {
  const changed = new Map(
    difference.days.flatMap(({ standing, told, change }) =>
      standing && change && taken.has(change.key) ? [[standing.id, told] as const] : [],
    ),
  )
  const days = programme.days.map((day) => withDay(day, changed.get(day.id)))
  const dayIds = new Map<number, string>()
  for (const [d, { standing }] of difference.days.entries()) {
    if (standing) {
      dayIds.set(d, standing.id)
      continue
    }
    const comes = difference.items.some(
      (one) => one.told?.day === d && one.told.parent === null && (wanted.has(one) || takes(one, taken, ['place'])),
    )
    if (!comes) continue
    const { date, label } = outline.days[d]!
    const day: DayState = { id: newId(), date, label, position: 0 }
    const before = days.findIndex((other) => other.id === dayIds.get(d - 1))
    days.splice(d === 0 ? 0 : before === -1 ? days.length : before + 1, 0, day)
    dayIds.set(d, day.id)
  }
  const grown = days.length > programme.days.length
  return { days: grown ? days.map((day, position) => ({ ...day, position })) : days, dayIds }
}

const withDay = (day: DayState, told: OutlineDay | undefined): DayState =>
  told ? { ...day, date: told.date ?? day.date, label: told.label ? { ...day.label, ...told.label } : day.label } : day

/** Without what goes, and with what goes to the shelf there; parts that are asked for elsewhere stand by themselves until they are placed. */
function withoutGone(programme: Programme, { items }: Difference, wanted: ReadonlySet<ItemDifference>): ItemState[] {
  const kept = new Set(items.flatMap(({ standing, told }) => (standing && told ? [standing.id] : [])))
  const goes = new Map(items.flatMap((one) => (one.told === null && wanted.has(one) ? [[one.standing!.id, one] as const] : [])))
  return programme.items.flatMap((one): ItemState[] => {
    const own = goes.get(one.id)
    if (own) return own.toShelf ? [{ ...one, dayId: null, parentId: null }] : []
    const whole = goes.get(one.parentId ?? '')
    if (!whole) return [one]
    if (kept.has(one.id)) return [{ ...one, parentId: null }]
    return whole.toShelf ? [{ ...one, dayId: null }] : []
  })
}

function withFields(
  items: readonly ItemState[],
  difference: Difference,
  taken: ReadonlySet<string>,
  newId: () => string,
): ItemState[] {
  const pairs = new Map(difference.items.flatMap((one) => (one.standing && one.told ? [[one.standing.id, one] as const] : [])))
  return items.map((state) => {
    const pair = pairs.get(state.id)
    if (!pair) return state
    return pair.changes
      .filter(({ key }) => taken.has(key))
      .reduce((now, { field }) => followed(now, field, pair.told!.item, newId), state)
  })
}

/** Where the text has an item; null where that place does not come to be. */
function placeOf(
  told: Told,
  ids: ReadonlyMap<Told, string>,
  days: ReadonlyMap<number, string>,
): Pick<ItemState, 'dayId' | 'parentId'> | null {
  const dayId = days.get(told.day) ?? null
  if (!told.parent) return dayId === null ? null : { dayId, parentId: null }
  const parentId = ids.get(told.parent)
  return parentId ? { dayId, parentId } : null
}

/**
 * Behind the nearest of its neighbours that stands there, or before the next one; else by its time.
 * @param neighbours in the order of the text, the item itself among them
 */
function placed(
  programme: Programme,
  state: ItemState,
  told: Told,
  neighbours: readonly Told[],
  ids: ReadonlyMap<Told, string>,
): Programme {
  // A part bears the day of its item, wherever that stands by now.
  const whole = state.parentId === null ? undefined : programme.items.find((one) => one.id === state.parentId)
  const one = whole ? { ...state, dayId: whole.dayId } : state
  const siblings = siblingsOf(programme, one).filter((other) => other.id !== one.id)
  const at = new Map(siblings.map((other, i) => [other.id, i]))
  const places = neighbours.map((other) => at.get(ids.get(other)!))
  const here = neighbours.indexOf(told)
  const above = places.slice(0, here).findLast((place) => place !== undefined)
  const below = places.slice(here + 1).find((place) => place !== undefined)
  return standing(programme, one, above === undefined ? (below ?? placeByTime(siblings, one.start)) : above + 1)
}

function newItem(told: OutlineItem, id: string, isPart: boolean, newId: () => string): ItemState {
  const { start, end, endInferred, kind, track, room, title, description, note, audience, expectsMaterial, expectsMinutes } = told
  return {
    id,
    dayId: null,
    parentId: null,
    position: 0,
    start: isPart ? null : start,
    end: isPart ? null : end,
    endInferred: isPart ? false : endInferred,
    pinned: false,
    kind,
    track,
    room: room ?? null,
    title,
    description,
    note,
    audience: audience ?? 'public',
    expectsMaterial,
    expectsMinutes,
    speakers: told.speakers.map(
      ({ name, office, role }): SpeakerState => ({
        id: newId(),
        personId: null,
        name,
        office,
        email: null,
        role: role ?? 'speaker',
      }),
    ),
  }
}

/** A day that the text no longer has goes with its last item. */
function withoutEmptied(before: Programme, after: Programme, told: ReadonlySet<string>): Programme {
  const had = new Set(before.items.map((one) => one.dayId))
  const has = new Set(after.items.map((one) => one.dayId))
  return { ...after, days: after.days.filter(({ id }) => told.has(id) || has.has(id) || !had.has(id)) }
}
