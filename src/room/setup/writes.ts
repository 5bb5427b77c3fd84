/** How a room is set up: what waits for a chair, whether the list takes names, how long somebody has the floor. */
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import type { RoomRow } from '../entry/reads.ts'
import { lockRoom } from '../entry/writes.ts'
import { room } from '../tables.ts'

export type Setup = Partial<
  Pick<RoomRow, 'moderated' | 'slowSeconds' | 'floorOpen' | 'repliesOpen' | 'turnSeconds' | 'replySeconds' | 'guestsMay'>
>

/**
 * Sets some of it. Each setting says where it leads, so that two chairs who do the same do it once, and the last one counts.
 * @returns how it stood before, for the way back
 * @throws NotFound for all but chairs
 */
export async function setUp(db: Db, actor: Actor, meeting: MeetingRow, changes: Setup): Promise<RoomRow> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  return inTransaction(db, async (tx) => {
    const before = await lockRoom(tx, meeting)
    const names = Object.keys(changes) as (keyof Setup)[]
    if (names.every((name) => JSON.stringify(before[name]) === JSON.stringify(changes[name]))) return before
    await tx
      .update(room)
      .set({ ...changes, version: sql`${room.version} + 1` })
      .where(eq(room.meetingId, meeting.id))
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'room.set_up',
      about: { kind: 'room', id: meeting.id },
      before: Object.fromEntries(names.map((name) => [name, before[name]])),
      after: changes,
      raises: [roomSubject(meeting.id)],
    })
    return before
  })
}
