/** Chairs and those in the room: set to listening, and let in again; guests shown out. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { meetingSubject, roomSubject } from '#platform/live/subjects.ts'
import { participant } from '../tables.ts'

/** Sets somebody to listening, or lets them ask and speak again. Said twice it is said once. */
export async function setMuted(db: Db, actor: Actor, meeting: MeetingRow, id: string, muted: boolean): Promise<void> {
  await change(db, actor, meeting, id, muted ? 'room.muted' : 'room.unmuted', {
    mutedAt: muted ? Temporal.Now.instant().toString() : null,
    mutedBy: muted ? (actor.person?.id ?? null) : null,
  })
}

/** Shows a guest out: their cookie holds no more. What they asked and voted stays. */
export async function showOut(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<void> {
  await change(db, actor, meeting, id, 'room.guest_removed', { linkVersion: sql`${participant.linkVersion} + 1` }, true)
}

async function change(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  action: string,
  set: Parameters<ReturnType<Db['update']>['set']>[0],
  guestsOnly = false,
): Promise<void> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    const [changed] = await tx
      .update(participant)
      .set(set)
      .where(
        and(eq(participant.id, id), eq(participant.meetingId, meeting.id), guestsOnly ? isNull(participant.personId) : undefined),
      )
      .returning({ id: participant.id })
    if (!changed) throw new NotFound()
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action,
      about: { kind: 'participant', id },
      // Those who listen are looked through again when the meeting's revision moves.
      raises: [roomSubject(meeting.id), meetingSubject(meeting.id)],
    })
  })
}
