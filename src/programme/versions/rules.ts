/** How two states of a programme differ, item by item, as a person reads it. Pure. */
import type { Words } from '#platform/words/text.ts'
import type { Change, DayState, ItemState, Programme } from '../document.ts'
import { differences, siblingsOf } from '../operation/rules.ts'
import type { Field } from '../rules.ts'

/** A field of an item, or where it stands. */
export type ChangedField = Field | 'place' | 'order'

export interface FieldDifference {
  readonly field: ChangedField
  readonly before: Partial<ItemState>
  readonly after: Partial<ItemState>
}

/** One item that differs: new, gone, or changed in some fields. `title` as it is called in the later state. */
export interface ItemDifference {
  readonly id: string
  readonly title: Words
  readonly what: 'new' | 'gone' | 'changed'
  readonly fields: readonly FieldDifference[]
}

export interface DayDifference {
  readonly id: string
  readonly before: DayState | null
  readonly after: DayState | null
}

export interface Difference {
  readonly days: readonly DayDifference[]
  readonly items: readonly ItemDifference[]
}

const plain = ['kind', 'track', 'room', 'pinned', 'audience', 'expectsMaterial', 'expectsMinutes', 'speakers'] as const
const texts = ['title', 'description', 'note'] as const

/** What a version is called: the programme as it was made is the first. @param number of the operation that made it */
export const nameOf = (number: number): number => number + 1

/** As a programme is read: day by day, each item followed by its parts, the shelf at the end. */
const asRead = (programme: Programme): ItemState[] =>
  [...programme.days.map((day) => day.id), null].flatMap((dayId) =>
    siblingsOf(programme, { dayId, parentId: null }).flatMap((one) => [
      one,
      ...siblingsOf(programme, { dayId, parentId: one.id }),
    ]),
  )

/** What differs between two states; items in the order of the later one, those that are gone last. */
export function difference(before: Programme, after: Programme): Difference {
  const changes = differences(before, after)
  const order = new Map(asRead(after).map((one, i) => [one.id, i]))
  const was = new Map(before.items.map((one) => [one.id, one]))
  const is = new Map(after.items.map((one) => [one.id, one]))
  const items = changes
    .filter((one): one is Extract<Change, { of: 'item' }> => one.of === 'item')
    .map((one): ItemDifference => {
      const title = (is.get(one.id) ?? was.get(one.id))!.title
      if (one.before === null || one.after === null)
        return { id: one.id, title, what: one.before === null ? 'new' : 'gone', fields: [] }
      return { id: one.id, title, what: 'changed', fields: fieldsOf(one.before, one.after) }
    })
    .filter((one) => one.what !== 'changed' || one.fields.length > 0)
    .sort((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity))
  const days = changes
    .filter((one) => one.of === 'day')
    .map(({ id }) => ({
      id,
      before: before.days.find((day) => day.id === id) ?? null,
      after: after.days.find((day) => day.id === id) ?? null,
    }))
  return { days, items }
}

function fieldsOf(before: Partial<ItemState>, after: Partial<ItemState>): FieldDifference[] {
  const found: FieldDifference[] = []
  for (const text of texts) {
    const [was, is] = [before[text] ?? {}, after[text] ?? {}]
    for (const locale of new Set([...Object.keys(was), ...Object.keys(is)]) as Set<keyof Words>)
      if ((was[locale] ?? '') !== (is[locale] ?? '')) found.push({ field: `${text}.${locale}`, before, after })
  }
  // An end that only is no longer inferred reads the same.
  if ('start' in after && (before.start !== after.start || before.end !== after.end)) found.push({ field: 'time', before, after })
  if ('position' in after) {
    const moved = before.dayId !== after.dayId || before.parentId !== after.parentId
    found.push({ field: moved ? 'place' : 'order', before, after })
  }
  for (const field of plain) if (field in after) found.push({ field, before, after })
  return found
}
