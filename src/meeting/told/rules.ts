/**
 * What has changed in a meeting's plan since members were last told. A plan is what a notice could be about: when, where,
 * how, and what is on. Items are known by their ids, so that one renamed is not a new one. Pure.
 */
import type { Actor } from '#actor.ts'
import type { Words } from '#platform/words/text.ts'
import { type MeetingRow, mayEdit, narrowest } from '../rules.ts'
import type { AttendanceMode, Audience } from '../tables.ts'

export interface PlannedItem {
  readonly id: string
  readonly dayId: string
  /** Of the item it is a part of. */
  readonly parentId: string | null
  readonly title: Words
  /** "HH:MM"; parts have none. */
  readonly start: string | null
  readonly end: string | null
  readonly track: string | null
  readonly room: string | null
  readonly speakers: readonly string[]
  /** As narrow as what it lies in: what is for those invited is not told to all. */
  readonly audience: Audience
}

export interface Plan {
  readonly title: Words
  readonly state: 'on' | 'postponed' | 'cancelled'
  readonly attendance: AttendanceMode
  readonly place: string | null
  readonly joinUrl: string | null
  /** In order; dates "YYYY-MM-DD". */
  readonly days: readonly { readonly id: string; readonly date: string | null; readonly label: Words | null }[]
  /** In the order of the programme. */
  readonly items: readonly PlannedItem[]
}

/** One thing to tell. `was` and `now` are what stood and what stands. */
export type Difference =
  | { readonly kind: 'title'; readonly was: Words; readonly now: Words }
  | { readonly kind: 'state'; readonly was: Plan['state']; readonly now: Plan['state'] }
  | { readonly kind: 'dates'; readonly was: readonly string[]; readonly now: readonly string[] }
  | { readonly kind: 'hours'; readonly was: Hours; readonly now: Hours }
  | { readonly kind: 'mode'; readonly now: AttendanceMode }
  | { readonly kind: 'place'; readonly was: string | null; readonly now: string | null }
  | { readonly kind: 'join'; readonly now: string | null }
  | { readonly kind: 'new' | 'gone'; readonly item: PlannedItem }
  | {
      readonly kind: 'renamed' | 'retimed' | 'moved' | 'reordered' | 'room' | 'speakers'
      readonly item: PlannedItem
      readonly was: PlannedItem
    }

/** First start and last end on one day; null where none is known. */
export interface Hours {
  readonly start: string | null
  readonly end: string | null
}

/** What a plan is made from: a meeting as organisers see it. */
export interface Planned {
  readonly meeting: Pick<MeetingRow, 'title' | 'attendance' | 'place' | 'joinUrl'> & {
    readonly statusNow: { readonly postponed: boolean; readonly cancelled: boolean }
  }
  readonly days: readonly {
    readonly id: string
    readonly date: string | null
    readonly label: Words | null
    readonly items: readonly Row[]
  }[]
}
type Row = Omit<PlannedItem, 'dayId' | 'speakers'> & {
  readonly speakers: readonly { readonly name: string }[]
  readonly subitems: readonly Row[]
}

/** The plan as it stands. */
export function planOf({ meeting, days }: Planned): Plan {
  const { title, attendance, place, joinUrl, statusNow } = meeting
  return {
    title,
    state: statusNow.cancelled ? 'cancelled' : statusNow.postponed ? 'postponed' : 'on',
    attendance,
    place,
    joinUrl,
    days: days.map(({ id, date, label }) => ({ id, date, label })),
    items: days.flatMap((day) => day.items.flatMap((item) => plannedOf(item, day.id, 'public'))),
  }
}

function plannedOf(row: Row, dayId: string, around: Audience): PlannedItem[] {
  const { id, parentId, title, start, end, track, room, speakers } = row
  const audience = narrowest(row.audience, around)
  const own = { id, dayId, parentId, title, start, end, track, room, speakers: speakers.map((one) => one.name), audience }
  return [own, ...row.subitems.flatMap((part) => plannedOf(part, dayId, audience))]
}

/** What there is to tell between two plans: the meeting first, then its items in the order of the programme. */
export function differences(was: Plan, now: Plan): Difference[] {
  return [...ofMeeting(was, now), ...ofItems(was, now)]
}

function ofMeeting(was: Plan, now: Plan): Difference[] {
  const found: Difference[] = []
  if (!same(was.title, now.title)) found.push({ kind: 'title', was: was.title, now: now.title })
  if (was.state !== now.state) found.push({ kind: 'state', was: was.state, now: now.state })
  const [before, after] = [datesOf(was), datesOf(now)]
  if (!same(before, after)) found.push({ kind: 'dates', was: before, now: after })
  const [hoursBefore, hoursAfter] = [hoursOf(was), hoursOf(now)]
  if (hoursBefore && hoursAfter && !same(hoursBefore, hoursAfter))
    found.push({ kind: 'hours', was: hoursBefore, now: hoursAfter })
  if (was.attendance !== now.attendance) found.push({ kind: 'mode', now: now.attendance })
  if (was.place !== now.place) found.push({ kind: 'place', was: was.place, now: now.place })
  if (was.joinUrl !== now.joinUrl) found.push({ kind: 'join', now: now.joinUrl })
  return found
}

/** An item may have been renamed and moved and more: each is told. */
function ofItems(was: Plan, now: Plan): Difference[] {
  const before = new Map(was.items.map((one) => [one.id, one]))
  const known = new Set(now.items.map((one) => one.id))
  const reordered = outOfOrder(was, now)
  const found: Difference[] = []
  for (const item of now.items) {
    const old = before.get(item.id)
    if (!old) {
      found.push({ kind: 'new', item })
      continue
    }
    const tell = (kind: Extract<Difference, { was: PlannedItem }>['kind']) => found.push({ kind, item, was: old })
    if (!same(old.title, item.title)) tell('renamed')
    if (old.dayId !== item.dayId || old.parentId !== item.parentId) tell('moved')
    else if (old.start !== item.start || old.end !== item.end) tell('retimed')
    else if (reordered.has(item.id)) tell('reordered')
    if (old.room !== item.room || old.track !== item.track) tell('room')
    if (!same(old.speakers, item.speakers)) tell('speakers')
  }
  // What lay in an item that is gone went with it.
  const goneWith = (item: PlannedItem) => item.parentId !== null && before.has(item.parentId) && !known.has(item.parentId)
  for (const item of was.items) if (!known.has(item.id) && !goneWith(item)) found.push({ kind: 'gone', item })
  return found
}

/** Items without times that stand elsewhere among their neighbours, as few as tell it: all but the longest run still in order. */
function outOfOrder(was: Plan, now: Plan): Set<string> {
  const place = new Map(was.items.map((one, i) => [one.id, { ...one, i }]))
  const moved = new Set<string>()
  const groups = Map.groupBy(
    now.items.filter((one) => {
      const old = place.get(one.id)
      return one.start === null && old?.dayId === one.dayId && old.parentId === one.parentId && old.start === null
    }),
    (one) => one.parentId ?? one.dayId,
  )
  for (const items of groups.values()) {
    const kept = longestRise(items.map((one) => place.get(one.id)!.i))
    for (const [i, one] of items.entries()) if (!kept.has(i)) moved.add(one.id)
  }
  return moved
}

/** The positions of a longest rising run in a row of numbers (patience sorting). */
function longestRise(numbers: readonly number[]): Set<number> {
  const tails: number[] = []
  const before: (number | undefined)[] = []
  for (const [i, number] of numbers.entries()) {
    let at = tails.findIndex((tail) => numbers[tail]! >= number)
    if (at === -1) at = tails.length
    before[i] = tails[at - 1]
    tails[at] = i
  }
  const kept = new Set<number>()
  for (let i = tails.at(-1); i !== undefined; i = before[i]) kept.add(i)
  return kept
}

export const datesOf = (plan: Plan): string[] => plan.days.flatMap((day) => day.date ?? []).sort()

/** When a meeting of one day begins and ends; null for several days, whose items tell it. */
export function hoursOf(plan: Plan): Hours | null {
  if (plan.days.length !== 1) return null
  const timed = plan.items.filter((one) => one.start !== null)
  const starts = timed.map((one) => one.start!).sort()
  // An end at or before its start lies on the next day, and so after all others.
  const late = timed.filter((one) => one.end !== null && one.end <= one.start!).map((one) => one.end!)
  const ends = late.length > 0 ? late : timed.flatMap((one) => one.end ?? [])
  return { start: starts[0] ?? null, end: ends.sort().at(-1) ?? null }
}

/** Whether a difference is to be told to all members: not what is for those invited, unless the whole meeting is. */
export const isForAll = (one: Difference, meeting: Audience): boolean =>
  !('item' in one) || one.item.audience !== 'invited' || meeting === 'invited'

/**
 * A plan as it is known once a letter has told what became of the meeting. What else was changed since `was` is still to be told.
 * @param moved ids of items that went to another meeting, or came from one
 */
export function afterLetter(
  was: Plan,
  now: Plan,
  moved: { readonly went: ReadonlySet<string>; readonly came: ReadonlySet<string> },
): Plan {
  const stay = was.items.filter((one) => !moved.went.has(one.id) && !moved.came.has(one.id))
  return { ...now, title: was.title, items: [...stay, ...now.items.filter((one) => moved.came.has(one.id))] }
}

/** Two plans that say the same have the same mark: it tells whether what was marked as sent is what stood. FNV-1a. */
export function markOf(plan: Plan): string {
  let hash = 0x811c9dc5
  for (const char of JSON.stringify(sorted(plan))) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0
  return hash.toString(36)
}

/** Whether one may say that members have been told. A draft and a template have nobody to be told. */
export function mayTell(
  actor: Actor,
  meeting: Pick<MeetingRow, 'networkId' | 'publishedAt' | 'template'>,
): 'yes' | 'meeting_only_organisers' | 'meeting_told_draft' | 'meeting_told_template' {
  const verdict = mayEdit(actor, meeting)
  if (verdict !== 'yes') return verdict
  if (meeting.template) return 'meeting_told_template'
  return meeting.publishedAt === null ? 'meeting_told_draft' : 'yes'
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/** Keys in one order: the database gives them back in another. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === 'object'
      ? Object.entries(value)
          .map(([key, one]) => [key, sorted(one)] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1))
      : value
