/** Steps in the run of show. One at a time in a meeting: the second chair's step falls on what the first one's left. */
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { lockRoom } from '../entry/writes.ts'
import { letClockGoOn, stopClock } from '../floor/speaking/writes.ts'
import { step } from '../tables.ts'
import type { StepDetail, StepKind } from './document.ts'
import { readStanding } from './reads.ts'
import { changesNothing, interrupts } from './rules.ts'

export interface Taken {
  /** False where the meeting stood so already: another chair was first, or it was sent twice. */
  readonly applied: boolean
  /** The step's id, by which it is undone. */
  readonly id: string
}

/**
 * Does one step. Nobody speaks on into a pause or the next item: their clock stops with what they spoke to, and goes on when
 * that does.
 * @param id made where the key was pressed: sent again, it is the same step
 * @throws NotFound for others than chairs, and where an item is none of this meeting's programme
 */
export async function takeStep(
  db: Db,
  actor: Actor,
  meeting: Pick<MeetingRow, 'id' | 'networkId' | 'timezone'>,
  id: string,
  kind: StepKind,
  detail: StepDetail,
): Promise<Taken> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  return inTransaction(db, async (tx) => {
    await lockRoom(tx, meeting)
    const { steps, items, show } = await readStanding(tx, meeting)
    const known = new Set(items.map((one) => one.id))
    for (const itemId of [detail.itemId, ...(detail.times ?? []).map((one) => one.itemId), ...(detail.dropped ?? [])])
      if (itemId !== undefined && !known.has(itemId)) throw new NotFound()
    if (steps.some((one) => one.id === id)) return { applied: false, id }
    if (changesNothing(show, kind, detail))
      return { applied: false, id: steps.findLast((one) => one.undoneAt === null)?.id ?? id }
    const tracks = new Map(items.map((one) => [one.id, one.track]))
    const stopped = interrupts(show, kind, detail, (id) => tracks.get(id) ?? null) ? await stopClock(tx, actor, meeting) : null
    const paused = steps.findLast((one) => one.kind === 'paused' && one.undoneAt === null)
    if (kind === 'resumed' && paused?.detail.stopped) await letClockGoOn(tx, actor, meeting, paused.detail.stopped)
    await tx.insert(step).values({
      id,
      networkId: meeting.networkId,
      meetingId: meeting.id,
      number: (steps.at(-1)?.number ?? 0) + 1,
      byPerson: actor.person?.id ?? null,
      byName: actor.person?.name ?? null,
      kind,
      detail: { ...detail, ...(stopped && { stopped }) },
    })
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: `room.${kind}`,
      about: detail.itemId ? { kind: 'item', id: detail.itemId } : { kind: 'meeting', id: meeting.id },
      after: detail,
      raises: [roomSubject(meeting.id)],
    })
    return { applied: true, id }
  })
}

/**
 * Takes the last step back. Done twice it is done once.
 * @throws Refused where somebody did another since: that one would have to go first
 */
export async function undoStep(db: Db, actor: Actor, meeting: Pick<MeetingRow, 'id' | 'networkId'>, id: string): Promise<void> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    await lockRoom(tx, meeting)
    const [asked] = await tx
      .select()
      .from(step)
      .where(and(eq(step.id, id), eq(step.meetingId, meeting.id)))
    if (!asked) throw new NotFound()
    if (asked.undoneAt !== null) return
    const [last] = await tx
      .select({ id: step.id })
      .from(step)
      .where(and(eq(step.meetingId, meeting.id), isNull(step.undoneAt)))
      .orderBy(desc(step.number))
      .limit(1)
    if (last?.id !== id) throw new Refused('room_undo_later')
    await tx
      .update(step)
      .set({ undoneAt: Temporal.Now.instant().toString(), undoneBy: actor.person?.id ?? null })
      .where(eq(step.id, id))
    if (asked.detail.stopped) await letClockGoOn(tx, actor, meeting, asked.detail.stopped)
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'room.undone',
      about: { kind: 'meeting', id: meeting.id },
      before: { kind: asked.kind, detail: asked.detail },
      raises: [roomSubject(meeting.id)],
    })
  })
}
