/** Items, times and places of a programme in words. */
import { clock } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { ItemState, Programme } from '../../document.ts'
import { dayName } from '../../parts/day.ts'
import type { List } from '../layout/rules.ts'

export const titleOf = (item: Pick<ItemState, 'title'> | undefined): string => (item && pick(item.title, localeNow())?.text) ?? ''

export const titleIn = (programme: Programme, id: string): string => titleOf(programme.items.find((one) => one.id === id))

/** "10.00–10.30", "10.00", or that it has none. */
export function timeText({ start, end }: Pick<ItemState, 'start' | 'end'>): string {
  if (start === null) return m.arranging_no_time()
  return end === null ? clock(start) : `${clock(start)}–${clock(end)}`
}

/**
 * Where and when an item stands: "10.00–10.30, Spor: A". The day is said where there are several.
 * @param other another state of the item: what both have alike is left out
 */
export function placeText(programme: Programme, item: ItemState, other?: ItemState): string {
  if (item.parentId !== null) return m.arranging_as_part({ title: titleIn(programme, item.parentId) })
  if (item.dayId === null) return m.arranging_on_shelf()
  const n = programme.days.findIndex((day) => day.id === item.dayId)
  const sameDay = other?.dayId === item.dayId && other?.parentId === null
  const day = programme.days.length > 1 && programme.days[n] && !sameDay ? dayName(programme.days[n], n + 1) : null
  const sameTrack = sameDay && other?.track === item.track
  const track = item.track === null || sameTrack ? null : m.arranging_track({ track: item.track })
  return [day, timeText(item), track].filter(Boolean).join(', ')
}

/** What a list of the board is called. */
export function listName(programme: Programme, list: Pick<List, 'dayId' | 'track'>): string {
  if (list.dayId === null) return m.arranging_shelf()
  const n = programme.days.findIndex((day) => day.id === list.dayId)
  const day = dayName(programme.days[n] ?? { date: null, label: null }, n + 1)
  return list.track === null ? day : `${day}, ${m.arranging_track({ track: list.track })}`
}
