/** What is known of the video of a meeting: how it stands for readers, and the link for those who lead. */
import { and, eq } from 'drizzle-orm'
import { changesOf, daysOf, type MeetingRow } from '#meeting/reads.ts'
import { statusOf } from '#meeting/schedule/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { itemRows } from '#programme/reads.ts'
import { registration } from '#registration/tables.ts'
import { type RoomSettings, roomOf } from '../entry/reads.ts'
import type { Channel } from '../entry/rules.ts'
import type { Programme } from '../show/reads.ts'
import { openSpans, type VideoPart } from './rules.ts'

export type { VideoPart }

/** In four queries, less what is known. */
export async function readVideo(
  db: Db,
  meeting: MeetingRow,
  channel: Channel,
  known: { readonly settings?: RoomSettings; readonly programme?: Programme } = {},
): Promise<VideoPart> {
  const { video: kind, videoOpens } = known.settings ?? (await roomOf(db, meeting))
  const days = known.programme?.days ?? (await daysOf(db, meeting.id))
  const items = known.programme?.items ?? (await itemRows(db, meeting.id))
  const changes = known.programme?.changes ?? (await changesOf(db, meeting.id))
  const { cancelled, postponed } = statusOf(meeting.attendance, changes)
  const held = meeting.attendance !== 'onsite' && !cancelled && !postponed
  return {
    kind,
    set: held && (meeting.joinUrl !== null || kind === 'bigbluebutton'),
    open: openSpans(days, items, meeting.timezone, videoOpens),
    forAll: channel !== 'public',
  }
}

/** Whether somebody has a place at the meeting. */
export async function isRegistered(db: Db, meetingId: string, personId: string | undefined): Promise<boolean> {
  if (!personId) return false
  const found = await db
    .select({ id: registration.id })
    .from(registration)
    .where(and(eq(registration.meetingId, meetingId), eq(registration.personId, personId), eq(registration.state, 'registered')))
    .limit(1)
  return found.length > 0
}
