/** How the video is held, and that somebody went in. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { changesOf, lockMeeting, type MeetingRow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { stateOf, statusOf } from '#meeting/schedule/rules.ts'
import { changeDetails } from '#meeting/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Conflict, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { ownAttendance } from '#registration/attendance/reads.ts'
import { mayCheckIn } from '#registration/attendance/rules.ts'
import { checkIn } from '#registration/attendance/writes.ts'
import { lockRoom } from '../entry/writes.ts'
import { room } from '../tables.ts'
import type { VideoSettings } from './forms.ts'

/**
 * Chooses how the video is held. Whoever is in the room is told at once.
 * @throws Conflict when somebody else has chosen something else since the form was made
 */
export async function setVideo(db: Db, actor: Actor, meeting: MeetingRow, wish: VideoSettings): Promise<void> {
  const may = mayEdit(actor, meeting)
  if (may !== 'yes') throw new Refused(may)
  await inTransaction(db, async (tx) => {
    const row = await lockMeeting(tx, actor, meeting.id)
    const before = await lockRoom(tx, meeting)
    const stands = { kind: before.video, joinUrl: row.joinUrl ?? '', opens: String(before.videoOpens) }
    const { kind, joinUrl, opens } = wish.was
    if (stands.kind !== kind || stands.joinUrl !== joinUrl || stands.opens !== opens) throw new Conflict<object>(stands, wish)
    if (wish.joinUrl !== row.joinUrl) await changeDetails(tx, actor, meeting.id, row.version, { joinUrl: wish.joinUrl })
    await tx
      .update(room)
      .set({ video: wish.kind, videoOpens: wish.opens, version: before.version + 1 })
      .where(eq(room.meetingId, meeting.id))
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'room.video_set',
      about: { kind: 'room', id: meeting.id },
      before: { kind: before.video, opens: before.videoOpens },
      after: { kind: wish.kind, opens: wish.opens },
      raises: [roomSubject(meeting.id)],
    })
  })
}

/** Who goes in to the video is there, online; but what they or an organiser have said of it already stands. */
export async function noteOnline(db: Db, actor: Actor, meeting: MeetingRow): Promise<void> {
  const statusNow = statusOf(meeting.attendance, await changesOf(db, meeting.id))
  const now = Temporal.Now.instant()
  const whole = { ...meeting, statusNow, state: stateOf(meeting, statusNow, now), itemId: null }
  if (mayCheckIn(actor, whole, now) !== 'yes') return
  if (await ownAttendance(db, actor, meeting.id)) return
  await checkIn(db, actor, whole, 'online')
}
