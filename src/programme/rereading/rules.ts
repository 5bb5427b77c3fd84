/**
 * A programme that stands, beside what a new text says: which item is which, and what differs. What a text is silent about
 * is no difference. Pure; the same input always gives the same answer.
 */
import type { DayState, ItemState, Programme } from '../document.ts'
import type { Outline, OutlineDay, OutlineItem } from '../intake/rules.ts'
import { pairDays } from './days/rules.ts'
import { type Field, fieldsThatDiffer, nameOfDifference, wordsHold } from './fields/rules.ts'
import { outOfOrder } from './order/rules.ts'
import { type Mark, pairUp, plainly } from './pairing/rules.ts'

/** What became of an item as a whole. Several may hold: moved and given another time. */
export type Fate = 'same' | 'moved' | 'retimed' | 'renamed' | 'changed' | 'new' | 'gone'

/** An item of the text, out of its nest. */
export interface Told {
  readonly item: OutlineItem
  /** The day's place in the text. */
  readonly day: number
  readonly parent: Told | null
}

export interface FieldChange {
  /** Names this very change, from what to what: one that has become another meanwhile has another name. */
  readonly key: string
  readonly field: Field
  /** The text says what it said last time: someone has changed it by hand since, and that stands unless asked otherwise. */
  readonly own: boolean
}

/** One item on both sides, or on one of them. */
export interface ItemDifference {
  readonly standing: ItemState | null
  readonly told: Told | null
  readonly fates: readonly Fate[]
  /** For a pair, field by field; for what is new or gone a single one, of its place. */
  readonly changes: readonly FieldChange[]
  /** False where the two may well be different matters. */
  readonly sure: boolean
  /** Stays in its day or item, and has changed places with others there. */
  readonly reordered: boolean
  /** Gone, but it or a part of it has materials or minutes: it goes to the shelf. */
  readonly toShelf: boolean
}

export interface DayDifference {
  /** Null for a day that only the text has; it comes with its first item. */
  readonly standing: DayState | null
  readonly told: OutlineDay
  readonly change: FieldChange | null
}

export interface Difference {
  readonly days: readonly DayDifference[]
  /** In the order of the text; what is gone stands behind what it stood behind. */
  readonly items: readonly ItemDifference[]
}

export interface Comparing {
  readonly programme: Programme
  readonly outline: Outline
  /** What the stored text said, where that is another text: tells what the text changed from what people changed. */
  readonly last: Outline | null
  /** By the told item's key: the id of the item it is, or null for a new one. */
  readonly said: Readonly<Record<string, string | null>>
  /** Items with materials or minutes. */
  readonly bearing: ReadonlySet<string>
}

const plain = { sure: true, reordered: false, toShelf: false } as const

type Partners = ReadonlyMap<Told, { readonly standing: ItemState; readonly sure: boolean }>

export function compare(comparing: Comparing): Difference {
  const { programme, outline, last, said } = comparing
  const told = flatten(outline)
  const partners = partnersOf(comparing, told)
  const votes = [...partners].map(([one, { standing }]) => [standing.dayId, one.day] as const)
  const days = pairDays(programme.days, outline.days, votes)
  const remembered = last ? rememberedBy(last, outline, told) : new Map<Told, Told>()
  const reordered = reorderedIn(told, partners, days)
  const items = told.map((one): ItemDifference => {
    const pair = partners.get(one)
    const before = remembered.get(one) ?? null
    if (!pair) {
      const change: FieldChange = {
        key: `new.${one.item.key}`,
        field: 'place',
        own: before !== null && said[one.item.key] !== null,
      }
      return { standing: null, told: one, fates: ['new'], changes: [change], ...plain }
    }
    const { standing, sure } = pair
    const fields: { field: Field; own: boolean }[] = fieldsThatDiffer(standing, one.item, before?.item ?? null)
    if (movesFrom(standing, one, partners, days)) fields.push({ field: 'place', own: before !== null && samePlace(before, one) })
    else if (reordered.has(standing.id) && !fields.some(({ field }) => field === 'time'))
      fields.push({ field: 'order', own: false })
    const changes = fields.map(
      ({ field, own }): FieldChange => ({ key: `${standing.id}.${nameOfDifference(standing, field, one.item)}`, field, own }),
    )
    return {
      ...plain,
      standing,
      told: one,
      fates: fatesOf(changes.filter((change) => !change.own)),
      changes,
      sure,
      reordered: reordered.has(standing.id),
    }
  })
  return { days: dayDifferences(comparing, days), items: withGone(comparing, items) }
}

/** Items and their parts in the order of the text. */
export const flatten = ({ days }: Pick<Outline, 'days'>): Told[] =>
  days.flatMap((day, d) =>
    day.items.flatMap((item) => {
      const whole: Told = { item, day: d, parent: null }
      return [whole, ...item.subitems.map((part): Told => ({ item: part, day: d, parent: whole }))]
    }),
  )

/** What was said goes before what is likely. */
function partnersOf({ programme, outline, said }: Comparing, told: readonly Told[]): Partners {
  const byId = new Map(programme.items.map((one) => [one.id, one]))
  const partners = new Map<Told, { standing: ItemState; sure: boolean }>()
  const taken = new Set<string>()
  for (const one of told) {
    const standing = byId.get(said[one.item.key] ?? '')
    if (!standing || taken.has(standing.id)) continue
    taken.add(standing.id)
    partners.set(one, { standing, sure: true })
  }
  const days = pairDays(programme.days, outline.days, [])
  const left = programme.items.filter((one) => !taken.has(one.id))
  const right = told.filter((one) => !partners.has(one) && said[one.item.key] !== null)
  const pairs = pairUp(
    left.map((one) => markOfState(one, byId)),
    right.map((one) => markOfTold(one, days.get(one.day) ?? null)),
  )
  for (const pair of pairs) partners.set(right[pair.right]!, { standing: left[pair.left]!, sure: pair.sure })
  return partners
}

const markOfState = (one: ItemState, byId: ReadonlyMap<string, ItemState>): Mark => ({
  titles: Object.values(one.title),
  speakers: one.speakers.map((who) => who.name),
  day: one.dayId,
  start: one.start ?? byId.get(one.parentId ?? '')?.start ?? null,
  kind: one.kind,
  isPart: one.parentId !== null,
})

const markOfTold = ({ item, parent }: Told, day: string | null): Mark => ({
  titles: Object.values(item.title),
  speakers: item.speakers.map((who) => who.name),
  day,
  start: item.start ?? parent?.item.start ?? null,
  kind: item.kind,
  isPart: parent !== null,
})

/** For each told item what the last text said of it, if anything. */
function rememberedBy(last: Outline, now: Outline, told: readonly Told[]): ReadonlyMap<Told, Told> {
  const before = flatten(last)
  const marksOf = (all: readonly Told[], { days }: Outline) =>
    all.map((one) => markOfTold(one, days[one.day]?.date ?? String(one.day)))
  const pairs = pairUp(marksOf(before, last), marksOf(told, now))
  return new Map(pairs.flatMap(({ left, right, sure }) => (sure ? [[told[right]!, before[left]!] as const] : [])))
}

const samePlace = (a: Told, b: Told): boolean => a.day === b.day && nameOf(a.parent) === nameOf(b.parent)
const nameOf = (told: Told | null): string => plainly(Object.values(told?.item.title ?? {}).join(' '))

/** Whether the text has an item on another day, in another item, or no longer in one. Parts go with their item to its day. */
function movesFrom(standing: ItemState, told: Told, partners: Partners, days: ReadonlyMap<number, string>): boolean {
  if (told.parent) return standing.parentId !== (partners.get(told.parent)?.standing.id ?? '')
  return standing.parentId !== null || standing.dayId !== (days.get(told.day) ?? '')
}

/** Ids of items that stay in their day or item, and change places with others there. */
function reorderedIn(told: readonly Told[], partners: Partners, days: ReadonlyMap<number, string>): Set<string> {
  const groups = new Map<string, { one: string; position: number }[]>()
  for (const one of told) {
    const standing = partners.get(one)?.standing
    if (!standing || movesFrom(standing, one, partners, days)) continue
    const group = standing.parentId ?? standing.dayId!
    const place = { one: standing.id, position: standing.position }
    groups.get(group)?.push(place) ?? groups.set(group, [place])
  }
  return new Set([...groups.values()].flatMap((group) => [...outOfOrder(group)]))
}

function withGone({ programme, bearing, last }: Comparing, both: readonly ItemDifference[]): ItemDifference[] {
  const kept = new Set(both.flatMap(({ standing }) => standing?.id ?? []))
  const lost = programme.items.filter((one) => !kept.has(one.id) && one.dayId !== null)
  const lostIds = new Set(lost.map((one) => one.id))
  // Parts that no text asks for go the way of the item they lie in.
  const alone = lost.filter((one) => one.parentId === null || !lostIds.has(one.parentId))
  const remembered = last && new Set(flatten(last).flatMap(({ item }) => Object.values(item.title).map(plainly)))
  const behind = new Map<string, ItemDifference[]>()
  for (const standing of alone) {
    const withParts = lost.filter((one) => one.id === standing.id || one.parentId === standing.id)
    // What the last text did not have either was added by hand.
    const own = remembered !== null && !Object.values(standing.title).some((title) => remembered.has(plainly(title)))
    const gone: ItemDifference = {
      standing,
      told: null,
      fates: ['gone'],
      changes: [{ key: `gone.${standing.id}`, field: 'place', own }],
      ...plain,
      toShelf: withParts.some(({ id }) => bearing.has(id)),
    }
    const above = programme.items.findLast(
      (one) =>
        one.dayId === standing.dayId &&
        one.parentId === standing.parentId &&
        one.position < standing.position &&
        kept.has(one.id),
    )
    const after = above?.id ?? standing.parentId ?? ''
    behind.get(after)?.push(gone) ?? behind.set(after, [gone])
  }
  return [...(behind.get('') ?? []), ...both.flatMap((one) => [one, ...(behind.get(one.standing?.id ?? 'none') ?? [])])]
}

function dayDifferences({ programme, outline, last }: Comparing, days: ReadonlyMap<number, string>): DayDifference[] {
  return outline.days.map((day, d): DayDifference => {
    const standing = programme.days.find(({ id }) => id === days.get(d)) ?? null
    // Where the text lacks the year, its label only says the date that is known.
    const told = day.date === null && standing?.date ? { ...day, label: null } : day
    const redated = standing !== null && told.date !== null && told.date !== standing.date
    const differs = redated || (standing !== null && !wordsHold(standing.label, told.label))
    const own = last?.days.some(({ date, label }) => date === told.date && wordsHold(label, told.label)) ?? false
    const key = `day.${standing?.id}.${told.date}`
    return { standing, told, change: differs ? { key, field: 'time', own } : null }
  })
}

const fateOf: Partial<Record<Field, Fate>> = { title: 'renamed', time: 'retimed', place: 'moved', order: 'moved' }

function fatesOf(changes: readonly FieldChange[]): Fate[] {
  const fates = [...new Set(changes.map(({ field }) => fateOf[field] ?? 'changed'))]
  return fates.length > 0 ? fates : ['same']
}
