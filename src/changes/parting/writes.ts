/** A part that becomes a meeting of its own, or comes back: items and days go over, and with them all that hangs on them. */
import { moveActions } from '#actions/parting/writes.ts'
import type { Actor } from '#actor.ts'
import { moveDue } from '#keeping/parting/writes.ts'
import { moveMaterials } from '#materials/parting/writes.ts'
import { plannedOf } from '#meeting/parting/rules.ts'
import { makePart } from '#meeting/parting/writes.ts'
import { changesOf, daysOf, lockMeeting, type MeetingRow } from '#meeting/reads.ts'
import { statusOf } from '#meeting/schedule/rules.ts'
import { addScheduleChange } from '#meeting/schedule/writes.ts'
import { moveMinutes } from '#minutes/parting/writes.ts'
import { moveNews } from '#notices/parting/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { Invalid } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { programmeOf } from '#programme/operation/reads.ts'
import type { Parting } from '#programme/parting/rules.ts'
import { type Moved, moveToMeeting } from '#programme/parting/writes.ts'
import { moveInputs } from '#questions/parting/writes.ts'
import { holdRegistrations, moveAttendance, partRegistrations, uniteRegistrations } from '#registration/parting/writes.ts'
import { moveTurns } from '#room/floor/parting/writes.ts'
import { moveGroups } from '#room/groups/parting/writes.ts'
import { movePolls } from '#room/polls/parting/writes.ts'
import { askedNow, type Before, type Decision, type ForMeeting } from '../rules.ts'

/** What a decision gathers on its way. */
export interface Doing {
  readonly tx: Tx
  readonly actor: Actor
  readonly reason: Words | null
  readonly changes: string[]
  readonly before: Before['meetings'][number][]
  readonly speakers: string[]
}

export interface Parted {
  readonly partId: string | null
  readonly part: MeetingRow | null
  readonly days: ReadonlyMap<string, string>
  readonly copies: readonly string[]
  readonly formOf: string | null
  readonly people: Awaited<ReturnType<typeof holdRegistrations>>
  readonly moved: Before['moved']
}
export const nothingParted: Parted = {
  partId: null,
  part: null,
  days: new Map(),
  copies: [],
  formOf: null,
  people: [],
  moved: null,
}

/** Makes a meeting of a part: what goes takes everything along that hangs on it. */
export async function splitOff(doing: Doing, whole: MeetingRow, split: NonNullable<Decision['split']>): Promise<Parted> {
  const { tx, actor, reason, changes } = doing
  const part = await makePart(tx, actor, whole, { [whole.locale]: split.title })
  changes.push((await addScheduleChange(tx, actor, whole.id, { status: 'split_off', relatedMeetingId: part.id, reason })).id)
  await addScheduleChange(tx, actor, part.id, { status: 'scheduled', relatedMeetingId: whole.id })
  const moved = await over(doing, { from: whole.id, to: part.id }, split, 'programme.split_off')
  const stays = (await daysOf(tx, whole.id)).map((day) => day.id)
  const { copies } = await partRegistrations(
    tx,
    { whole: whole.id, part: part.id },
    { days: moved.days, stays },
    askedNow(split.part),
  )
  return {
    partId: part.id,
    part,
    days: moved.days,
    copies,
    formOf: part.id,
    people: [],
    moved: { from: whole.id, to: part.id, days: Object.fromEntries(moved.days), whole: split.days, items: split.items },
  }
}

/** Takes a part in again. Its own page stays, and says where it went. */
export async function mergeBack(doing: Doing, whole: MeetingRow, partId: string): Promise<Parted> {
  const { tx, actor, reason, changes } = doing
  const part = await lockMeeting(tx, actor, partId)
  const known = (await changesOf(tx, whole.id)).filter((change) => change.relatedMeetingId === partId)
  if (known.at(-1)?.status !== 'split_off') throw new Invalid({ merge: 'changes_no_such_part' })
  const [days, before] = [await daysOf(tx, partId), (await daysOf(tx, whole.id)).map((day) => day.id)]
  const people = await holdRegistrations(tx, partId)
  doing.before.push(plannedOf(part, days))
  changes.push((await addScheduleChange(tx, actor, whole.id, { status: 'merged_back', relatedMeetingId: partId, reason })).id)
  if (!statusOf(part.attendance, await changesOf(tx, partId)).cancelled)
    changes.push((await addScheduleChange(tx, actor, partId, { status: 'cancelled', relatedMeetingId: whole.id, reason })).id)
  const ids = days.map((day) => day.id)
  const moved = await over(doing, { from: partId, to: whole.id }, { days: ids, items: [] }, 'programme.merged_back')
  await uniteRegistrations(tx, { whole: whole.id, part: partId }, { before, days: moved.days })
  return {
    partId,
    part,
    days: moved.days,
    copies: [],
    formOf: null,
    people,
    moved: { from: partId, to: whole.id, days: Object.fromEntries(moved.days), whole: ids, items: moved.items },
  }
}

/** Items and days go over, and with them what others keep of them. */
export async function over(
  { tx, actor }: Pick<Doing, 'tx' | 'actor'>,
  way: { readonly from: string; readonly to: string },
  what: Parting,
  action: Parameters<typeof moveToMeeting>[4],
): Promise<Moved> {
  const moved = await moveToMeeting(tx, actor, way, what, action)
  await moveMaterials(tx, moved.items, way.to)
  await moveMinutes(tx, moved.items, way.to)
  await moveActions(tx, moved.items, way.to)
  await moveInputs(tx, moved.items, way.to)
  await moveTurns(tx, moved.items, way.to)
  await movePolls(tx, moved.items, way.to)
  await moveGroups(tx, moved.items, way.to)
  await moveAttendance(tx, moved.items, way.to)
  await moveDue(tx, moved.items, way.to)
  await moveNews(tx, moved.items, way)
  return moved
}

/** The dates of a part by the days it has now. */
export const datesIn = (what: ForMeeting, days: ReadonlyMap<string, string>): ForMeeting => ({
  ...what,
  dates: Object.fromEntries(Object.entries(what.dates).map(([id, date]) => [days.get(id) ?? id, date])),
})

/** What came in by a merge, as it goes out again: days of its own whole, the rest item by item. */
export async function comingApart(tx: Tx, moved: NonNullable<Before['moved']>): Promise<Parting> {
  const came = new Set(moved.items)
  const { items } = await programmeOf(tx, moved.to)
  const days = Object.values(moved.days).filter((day) => items.every((one) => one.dayId !== day || came.has(one.id)))
  const alone = items.filter((one) => came.has(one.id) && one.parentId === null && !days.includes(one.dayId ?? ''))
  return { days, items: alone.map((one) => one.id) }
}
