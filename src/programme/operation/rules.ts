/**
 * What operations do to a programme: told as changes, taken back, and walked back through to how things stood before. Pure;
 * the browser runs it too.
 */
import type { Words } from '#platform/words/text.ts'
import type { Change, DayState, ItemState, Programme } from '../document.ts'

/** Fields that only make sense together: a start from one person and an end from another may be nonsense. */
const groups: Readonly<Record<string, string>> = {
  start: 'time',
  end: 'time',
  endInferred: 'time',
  dayId: 'place',
  parentId: 'place',
  position: 'place',
}
const groupOf = (field: string): string => groups[field] ?? field
const inWords = new Set(['title', 'description', 'note', 'label'])

/** A field of a thing that cannot be taken back without a decision: it has been changed again since. */
export interface Contest {
  readonly of: Change['of']
  readonly id: string
  /** 'title.nb', 'time', 'place', 'speakers', …; 'whole' where the thing itself was made, or has been removed, since. */
  readonly field: string
  /** How it stood before the operation, and how it stands now: partial states, null where it was or is not there. */
  readonly before: Partial<ItemState> | Partial<DayState> | null
  readonly now: Partial<ItemState> | Partial<DayState> | null
}

/** `item:0199…:title.nb`: what a decision about a contest is named by. */
export const contestKey = (one: Pick<Contest, 'of' | 'id' | 'field'>): string => `${one.of}:${one.id}:${one.field}`

type Fields = Readonly<Record<string, unknown>>

/** Whether two values hold the same, in whatever order their keys came back from the database. */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => alike(one, b[i]))
  const [own, others] = [Object.keys(a), Object.keys(b)]
  return own.length === others.length && own.every((key) => key in b && alike((a as Fields)[key], (b as Fields)[key]))
}

/** What leads from one state of a programme to another, days first. */
export function differences(before: Programme, after: Programme): Change[] {
  return [
    ...differ(before.days, after.days).map((one) => ({ of: 'day', ...one }) as Change),
    ...differ(before.items, after.items).map((one) => ({ of: 'item', ...one }) as Change),
  ]
}

function differ<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) {
  const was = new Map(before.map((one) => [one.id, one]))
  const changes: { id: string; before: Partial<T> | null; after: Partial<T> | null }[] = []
  for (const one of after) {
    const old = was.get(one.id)
    was.delete(one.id)
    if (!old) changes.push({ id: one.id, before: null, after: one })
    else if (old !== one) {
      const changed = new Set((Object.keys(one) as (keyof T & string)[]).filter((key) => !alike(old[key], one[key])).map(groupOf))
      const fields = (Object.keys(one) as (keyof T & string)[]).filter((key) => changed.has(groupOf(key)))
      const only = (from: T) => Object.fromEntries(fields.map((key) => [key, from[key]])) as Partial<T>
      if (fields.length > 0) changes.push({ id: one.id, before: only(old), after: only(one) })
    }
  }
  for (const gone of was.values()) changes.push({ id: gone.id, before: gone, after: null })
  return changes
}

/** The programme after some changes. What they concern and is not there is passed over. */
export function applied(programme: Programme, changes: readonly Change[]): Programme {
  const of = (kind: Change['of']) => changes.filter((one) => one.of === kind)
  return {
    days: inOrder(withChanges(programme.days, of('day') as Extract<Change, { of: 'day' }>[])),
    items: inOrder(withChanges(programme.items, of('item') as Extract<Change, { of: 'item' }>[])),
  }
}

function withChanges<T extends { readonly id: string }>(
  all: readonly T[],
  changes: readonly { id: string; before: Partial<T> | null; after: Partial<T> | null }[],
): T[] {
  if (changes.length === 0) return [...all]
  const byId = new Map(all.map((one) => [one.id, one]))
  for (const { id, before, after } of changes) {
    if (after === null) byId.delete(id)
    else if (before === null) byId.set(id, after as T)
    else if (byId.has(id)) byId.set(id, { ...byId.get(id)!, ...after })
  }
  return [...byId.values()]
}

const inOrder = <T extends { readonly id: string; readonly position: number }>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

/** The same changes the other way. */
export const inverse = (changes: readonly Change[]): Change[] =>
  changes.map((one) => ({ ...one, before: one.after, after: one.before }) as Change)

/** How a programme stood before its latest operations. @param operations newest first */
export const earlier = (now: Programme, operations: readonly { readonly changes: readonly Change[] }[]): Programme =>
  operations.reduce((programme, one) => applied(programme, inverse(one.changes)), now)

/**
 * Takes an operation back, field by field, in the programme as it stands now. What has been changed again since is left
 * alone and told, unless it was decided.
 * @param decided keys of contests in which the state before the operation is wanted all the same
 * @returns the programme with everything taken back that may be, and what is contested beyond `decided`
 */
export function takenBack(
  now: Programme,
  changes: readonly Change[],
  decided: ReadonlySet<string> = new Set(),
): { programme: Programme; contests: Contest[] } {
  const contests: Contest[] = []
  const back: Change[] = []
  for (const change of changes) {
    const all: readonly (ItemState | DayState)[] = change.of === 'item' ? now.items : now.days
    const stands = all.find((one) => one.id === change.id) ?? null
    const one = takeBack(change, stands as Fields | null, decided)
    if (one.change) back.push(one.change)
    contests.push(...one.contests)
  }
  return { programme: settled(applied(now, back)), contests }
}

function takeBack(
  { of, id, before, after }: Change,
  stands: Fields | null,
  decided: ReadonlySet<string>,
): { change: Change | null; contests: Contest[] } {
  const contest = (field: string, was: Fields | null, now: Fields | null): Contest => ({ of, id, field, before: was, now })
  const whole = contest('whole', before as Fields | null, stands)
  if (before === null) {
    // It was made: taking that back removes it, with whatever has been written into it since.
    if (stands === null) return { change: null, contests: [] }
    const untouched = alike(stands, after) || decided.has(contestKey(whole))
    return untouched
      ? { change: { of, id, before: stands, after: null } as Change, contests: [] }
      : { change: null, contests: [whole] }
  }
  if (after === null)
    return { change: stands === null ? ({ of, id, before: null, after: before } as Change) : null, contests: [] }
  if (stands === null) return { change: null, contests: [whole] }
  const contests: Contest[] = []
  let result: Fields = {}
  for (const [field, was, then] of partsOf(before as Fields, after as Fields)) {
    const now = partOf(stands, field)
    if (alike(now, was)) continue
    const one = contest(field, was, now)
    if (alike(now, then) || decided.has(contestKey(one))) result = { ...result, ...merged(stands, result, field, was) }
    else contests.push(one)
  }
  const changed = Object.keys(result)
  const present = Object.fromEntries(changed.map((key) => [key, stands[key]]))
  return { change: changed.length > 0 ? ({ of, id, before: present, after: result } as Change) : null, contests }
}

/** The fields of a change as they are compared: groups together, each language of a text alone. */
function* partsOf(before: Fields, after: Fields): Generator<[field: string, was: Fields, then: Fields]> {
  const seen = new Set<string>()
  for (const key of Object.keys(after)) {
    if (inWords.has(key)) {
      const [was, then] = [(before[key] ?? {}) as Fields, (after[key] ?? {}) as Fields]
      for (const locale of new Set([...Object.keys(was), ...Object.keys(then)]))
        if (!alike(was[locale], then[locale])) yield [`${key}.${locale}`, oneWord(key, was, locale), oneWord(key, then, locale)]
      continue
    }
    const group = groupOf(key)
    if (seen.has(group)) continue
    seen.add(group)
    const keys = Object.keys(after).filter((other) => groupOf(other) === group)
    yield [group, some(before, keys), some(after, keys)]
  }
}

const some = (from: Fields, keys: readonly string[]): Fields => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]))
const oneWord = (key: string, words: Fields, locale: string): Fields => ({ [key]: { [locale]: words[locale] ?? '' } })

/** How a field of `partsOf` stands in a whole state. */
function partOf(state: Fields, field: string): Fields {
  const [key, locale] = field.split('.') as [string, string | undefined]
  if (locale) return oneWord(key, (state[key] ?? {}) as Fields, locale)
  const grouped = Object.keys(groups).filter((one) => groups[one] === field)
  return some(state, grouped.length > 0 ? grouped.filter((one) => one in state) : [field])
}

/** One field's part laid into what is written: a text keeps its other languages, and is null without any. */
function merged(stands: Fields, result: Fields, field: string, was: Fields): Fields {
  const [key, locale] = field.split('.') as [string, string | undefined]
  if (!locale) return was
  const words = { ...((result[key] ?? stands[key] ?? {}) as Words), ...(was[key] as Words) }
  const filled = Object.fromEntries(Object.entries(words).filter(([, text]) => text))
  return { [key]: key === 'title' || Object.keys(filled).length > 0 ? filled : null }
}

/**
 * A programme in which everything has a place: an item whose day is gone stands on the last one, a part whose item is gone
 * stands by itself, and parts bear the day of the item they lie in.
 */
export function settled(programme: Programme): Programme {
  const days = new Set(programme.days.map((day) => day.id))
  const last = programme.days.at(-1)?.id ?? null
  const byId = new Map(programme.items.map((one) => [one.id, one]))
  const items = programme.items.map((one): ItemState => {
    const parent = one.parentId === null ? null : byId.get(one.parentId)
    const parentId = parent && parent.parentId === null ? parent.id : null
    const given = parentId ? parent!.dayId : one.dayId
    const dayId = given === null || days.has(given) ? given : last
    return parentId === one.parentId && dayId === one.dayId ? one : { ...one, parentId, dayId }
  })
  return { days: programme.days, items }
}

/** Those an item stands among, in order: on its day, on the shelf, or in the item it is part of. */
export const siblingsOf = (programme: Programme, place: Pick<ItemState, 'dayId' | 'parentId'>): readonly ItemState[] =>
  programme.items.filter((one) =>
    place.parentId === null ? one.parentId === null && one.dayId === place.dayId : one.parentId === place.parentId,
  )

/** Below this, doubles near a few hundred begin to lose the middle. */
const NARROWEST = 1e-6

/**
 * Puts an item, new or known, among its siblings to be. Only its own position changes, unless there is no room left between
 * the neighbours. Its parts follow it to another day.
 * @param at counts the siblings that stand before it, itself left out
 */
export function standing(programme: Programme, one: ItemState, at: number): Programme {
  const others = siblingsOf(programme, one).filter((other) => other.id !== one.id)
  const [before, after] = [others[at - 1]?.position, others[at]?.position]
  const position =
    before === undefined && after === undefined
      ? 0
      : before === undefined
        ? after! - 1
        : after === undefined
          ? before + 1
          : (before + after) / 2
  const narrow = before !== undefined && after !== undefined && after - before < NARROWEST
  const order = narrow ? new Map(others.toSpliced(at, 0, one).map((other, i) => [other.id, i])) : new Map([[one.id, position]])
  const known = programme.items.some((other) => other.id === one.id)
  const items = (known ? programme.items : [...programme.items, one]).map((other) => {
    const state = other.id === one.id ? one : other
    const place = order.get(other.id)
    const followed = state.parentId === one.id && state.dayId !== one.dayId ? { ...state, dayId: one.dayId } : state
    return place === undefined || place === followed.position ? followed : { ...followed, position: place }
  })
  return { days: programme.days, items: inOrder(items) }
}

/** The programme without some items and the parts in them. */
export const without = (programme: Programme, ids: ReadonlySet<string>): Programme => ({
  days: programme.days,
  items: programme.items.filter((one) => !ids.has(one.id) && !(one.parentId !== null && ids.has(one.parentId))),
})
