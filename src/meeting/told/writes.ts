/** That members have been told, and of which plan. Nothing is raised: only organisers see it, and their pages are not kept. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { changeMeeting, type Done } from '../entry/writes.ts'
import { lockMeeting, type MeetingRow, readMeeting } from '../reads.ts'
import { told } from '../tables.ts'
import { lastTold, type Told, toldOf } from './reads.ts'
import { afterLetter, markOf, mayTell, type Plan, planOf } from './rules.ts'

/**
 * Marks the plan as told. Marked twice, it is marked once.
 * @param mark of the plan that the notice was written from (`markOf`)
 * @returns the id of the mark
 * @throws Conflict when the plan has changed since: that would never be told
 */
export async function markTold(db: Db, actor: Actor, meetingId: string, mark: string): Promise<string> {
  return change(db, actor, meetingId, async (tx, row) => {
    const plan = planOf(await readMeeting(tx, actor, row))
    if (markOf(plan) !== mark) throw new Conflict(markOf(plan), mark)
    const last = await lastTold(tx, meetingId)
    if (last && markOf(last.plan) === mark) return { action: null, result: last.id }
    const id = await put(tx, actor, row, plan)
    return { action: 'meeting.told', after: { told: id }, result: id }
  })
}

/**
 * Within the write that sends a letter about a change of plan to everybody it concerns: what the letter says is told. Where
 * members have been told of nothing yet, it stays so.
 * @param moved ids of items that went to another meeting, or came from one
 */
export async function markPlanTold(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  moved: { readonly went: ReadonlySet<string>; readonly came: ReadonlySet<string> },
): Promise<void> {
  const last = await lastTold(tx, meetingId)
  if (!last) return
  const row = await lockMeeting(tx, actor, meetingId)
  const plan = afterLetter(last.plan, planOf(await readMeeting(tx, actor, row)), moved)
  if (markOf(plan) !== markOf(last.plan)) await put(tx, actor, row, plan)
}

async function put(tx: Tx, actor: Actor, row: MeetingRow, plan: Plan): Promise<string> {
  const [made] = await tx
    .insert(told)
    .values({
      networkId: row.networkId,
      meetingId: row.id,
      // The clock, not the transaction's beginning: two marks made one after the other stand in that order.
      at: Temporal.Now.instant().toString(),
      byPerson: actor.person?.id ?? null,
      byName: actor.person?.name ?? null,
      plan,
    })
    .returning({ id: told.id })
  return made!.id
}

/** Undoes `markTold`. @throws Refused when members have been told again since */
export async function withdrawTold(db: Db, actor: Actor, meetingId: string, id: string): Promise<void> {
  await change(db, actor, meetingId, async (tx) => {
    const all: readonly Told[] = await toldOf(tx, meetingId)
    const own = all.find((one) => one.id === id)
    if (!own) throw new NotFound()
    if (own !== all[0]) throw new Refused('meeting_told_not_newest')
    await tx.delete(told).where(eq(told.id, id))
    return { action: 'meeting.told_withdrawn', before: own, result: undefined }
  })
}

const change = <T>(db: Db, actor: Actor, meetingId: string, write: (tx: Tx, row: MeetingRow) => Promise<Done<T>>): Promise<T> =>
  changeMeeting(db, actor, meetingId, { may: mayTell }, write)
