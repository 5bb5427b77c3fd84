/** What the big screen shows. */
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { lockRoom } from '../entry/writes.ts'
import { room } from '../tables.ts'
import type { StageView } from './document.ts'

/**
 * Puts something on the big screen, whatever stood there: of two chairs the last one counts.
 * @returns what stood there before, for the way back
 * @throws NotFound for all but chairs
 */
export async function showOnStage(db: Db, actor: Actor, meeting: MeetingRow, view: StageView): Promise<StageView> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  return inTransaction(db, async (tx) => {
    const before = await lockRoom(tx, meeting)
    if (isSame(before.stage, view)) return before.stage
    await tx
      .update(room)
      .set({ stage: view, version: sql`${room.version} + 1` })
      .where(eq(room.meetingId, meeting.id))
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'room.stage_shown',
      about: { kind: 'room', id: meeting.id },
      before: before.stage,
      after: view,
      raises: [roomSubject(meeting.id)],
    })
    return before.stage
  })
}

/** Fields in any order: the database gives them back in its own. */
function isSame(one: StageView, other: StageView): boolean {
  const flat = (view: StageView) => JSON.stringify(Object.entries(view).sort(([a], [b]) => a.localeCompare(b)))
  return flat(one) === flat(other)
}
