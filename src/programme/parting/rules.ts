/** What goes to another meeting, what stays, and where it stands there. Pure. */
import type { DayState, ItemState, Programme } from '../document.ts'
import { settled } from '../operation/rules.ts'

export interface Parting {
  /** Days that go with all that stands on them, by id. */
  readonly days: readonly string[]
  /** Items that go alone, with their parts, by id. */
  readonly items: readonly string[]
}

/** A programme in two; what goes names the days that its items stood on, whether those go too or not. */
export function parted(programme: Programme, { days, items }: Parting): { stays: Programme; goes: Programme } {
  const whole = new Set(days)
  const alone = new Set(items)
  const goes = (one: ItemState): boolean =>
    (one.dayId !== null && whole.has(one.dayId)) || alone.has(one.id) || (one.parentId !== null && alone.has(one.parentId))
  const going = programme.items.filter(goes)
  const stoodOn = new Set(going.map((one) => one.dayId))
  return {
    stays: {
      days: programme.days.filter((day) => !whole.has(day.id)),
      items: programme.items.filter((one) => !goes(one)),
    },
    goes: { days: programme.days.filter((day) => whole.has(day.id) || stoodOn.has(day.id)), items: going },
  }
}

/**
 * A programme with what comes from another meeting. A day that comes whole keeps its id; on a date that is there already, and
 * for items that come alone, what comes stands on the day of that date, or on a new one.
 * @param whole ids of the days that come whole
 * @returns also the day on which what stood on each day stands now, by the id of the old one
 */
export function received(
  programme: Programme,
  goes: Programme,
  whole: ReadonlySet<string>,
  newDay: () => string,
): { programme: Programme; days: ReadonlyMap<string, string> } {
  // A meeting is made with a day that nothing stands on and that has no date: it makes way for the first that has something.
  // So does one that only keeps the date of what comes back to it.
  const comesBack = new Set(goes.days.flatMap((day) => (whole.has(day.id) && day.date !== null ? [day.date] : [])))
  const makesWay = (day: DayState) => (day.date === null ? programme.items.length === 0 : comesBack.has(day.date))
  const isBare = (day: DayState) => !programme.items.some((one) => one.dayId === day.id)
  const there = programme.days.filter((day) => !(isBare(day) && makesWay(day)))
  const at = new Map<string, string>()
  for (const day of goes.days) {
    const same = day.date === null ? undefined : there.find((one) => one.date === day.date)
    const id = same?.id ?? (whole.has(day.id) ? day.id : newDay())
    if (!same) there.push({ ...day, id })
    at.set(day.id, id)
  }
  const days = there
    .toSorted((a, b) => (a.date ?? '~').localeCompare(b.date ?? '~') || a.position - b.position)
    .map((day, position) => ({ ...day, position }))
  const items = goes.items.map((one) => ({ ...one, dayId: one.dayId === null ? null : (at.get(one.dayId) ?? null) }))
  return { programme: inOrderOfTime(settled({ days, items: [...programme.items, ...items] })), days: at }
}

/** Where two programmes meet on a day, they stand by the clock; each keeps its own order where there is none. */
function inOrderOfTime(programme: Programme): Programme {
  const positions = new Map<string, number>()
  for (const day of programme.days) {
    const own = programme.items.filter((one) => one.dayId === day.id && one.parentId === null)
    const tangled = new Set(own.map((one) => one.position)).size < own.length
    const timed = own.every((one) => one.start !== null)
    const sorted = timed ? own.toSorted((a, b) => a.start!.localeCompare(b.start!) || a.position - b.position) : own
    if (tangled || (timed && sorted.some((one, i) => one !== own[i])))
      for (const [i, one] of sorted.entries()) positions.set(one.id, i)
  }
  if (positions.size === 0) return programme
  const items = programme.items.map((one) => ({ ...one, position: positions.get(one.id) ?? one.position }))
  return { days: programme.days, items: items.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)) }
}
