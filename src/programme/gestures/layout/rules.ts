/** The board's lists: a day as one list, or as bands of what is for everyone and of tracks side by side. Pure. */
import type { ItemState, Programme } from '../../document.ts'
import { siblingsOf } from '../../operation/rules.ts'
import type { Spot } from '../rules.ts'

export interface List {
  readonly key: string
  /** Null: the shelf. */
  readonly dayId: string | null
  readonly track: string | null
  readonly items: readonly ItemState[]
  /** Where something dropped into an empty list goes. */
  readonly lead: Spot
}

/** Lists side by side: one for everyone, or one for each track of the day. */
export type Band = readonly List[]

const byName = new Intl.Collator('nb', { numeric: true }).compare

/** The tracks of a day, by name: their order does not change with what is moved in them. */
export const tracksOf = (items: readonly ItemState[]): string[] =>
  [...new Set(items.flatMap((one) => (one.track === null ? [] : [one.track])))].sort(byName)

export function bandsOf(programme: Programme, dayId: string): Band[] {
  const items = siblingsOf(programme, { dayId, parentId: null })
  const tracks = tracksOf(items)
  const list = (key: string, track: string | null, own: readonly ItemState[], lead: Spot): List => ({
    key: `${dayId}/${key}`,
    dayId,
    track,
    items: own,
    lead,
  })
  if (tracks.length === 0) return [[list('all', null, items, { dayId })]]
  const bands: Band[] = []
  for (let i = 0; i < items.length; ) {
    const together = items[i]!.track === null
    let to = i
    while (to < items.length && (items[to]!.track === null) === together) to++
    const run = items.slice(i, to)
    const n = bands.length
    bands.push(
      together
        ? [list(`${n}`, null, run, { dayId, before: run[0]!.id })]
        : tracks.map((track, t) =>
            list(
              `${n}.${t}`,
              track,
              run.filter((one) => one.track === track),
              { dayId, track, before: run[0]!.id },
            ),
          ),
    )
    i = to
  }
  return bands
}

export const shelfOf = (programme: Programme): List => ({
  key: 'shelf',
  dayId: null,
  track: null,
  items: siblingsOf(programme, { dayId: null, parentId: null }),
  lead: { dayId: null },
})

/** All lists of the board, as they stand on it. */
export const listsOf = (programme: Programme): List[] => [
  ...programme.days.flatMap((day) => bandsOf(programme, day.id).flat()),
  shelfOf(programme),
]

/** A place between two rows of a list: `at` rows stand before it. */
export interface Slot {
  readonly list: string
  readonly at: number
}

/** What a slot means for one that is carried: its own row does not count as a neighbour. */
export function spotAt(list: List, at: number, carried: string): Spot {
  const home = list.dayId === null ? { dayId: null } : { dayId: list.dayId, track: list.track }
  const next = list.items.slice(at).find((one) => one.id !== carried)
  const last = list.items.slice(0, at).findLast((one) => one.id !== carried)
  // Behind the one above, for there is no gap above it; only at the top does the one below say where.
  if (last) return { ...home, after: last.id }
  if (next) return { ...home, before: next.id }
  return list.lead.before === carried ? home : { ...list.lead, ...home }
}

/** Whether a slot is where the carried one stands already. */
export function isSame(list: List, at: number, carried: string): boolean {
  const own = list.items.findIndex((one) => one.id === carried)
  return own !== -1 && (at === own || at === own + 1)
}
