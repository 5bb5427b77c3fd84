/** Tells calendars how a meeting stands: mail and mark in one transaction, so that whoever is stopped in between has done both or neither. */
import { eq } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { meeting } from '#meeting/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import type { RegistrationRow } from '#registration/reads.ts'
import { type AboutMeeting, aboutRow, registeredBehind, TOLD } from './reads.ts'
import { isGone } from './rules.ts'

/** So many in one transaction: nobody who edits the meeting waits long for it. */
const AT_ONCE = 100

/** Queues the mail that tells one person, and marks it told; made of `mails.tsx`. */
export type TellCalendar = (tx: Tx, about: AboutMeeting, row: RegistrationRow) => Promise<void>

/** Tells everybody whose calendar is behind. @returns how many */
export async function tellBehind(db: Db, meetingId: string, tell: TellCalendar): Promise<number> {
  let told = 0
  for (;;) {
    const now = await inTransaction(db, (tx) => tellSome(tx, meetingId, tell))
    told += now
    if (now < AT_ONCE) return told
  }
}

async function tellSome(tx: Tx, meetingId: string, tell: TellCalendar): Promise<number> {
  // Who edits the meeting waits: what is told is how it stands.
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, meetingId)).for('share')
  const about = row && (await aboutRow(tx, row))
  if (!about) return 0
  const { statusNow, networkId } = about.meeting
  const known = statusNow.postponed || statusNow.cancelled
  const rows = await registeredBehind(tx, meetingId, { known, gone: isGone(row), limit: AT_ONCE })
  for (const row of rows) await tell(tx, about, row)
  if (rows.length > 0)
    await record(tx, jobActor(networkId), {
      networkId,
      action: TOLD,
      about: { kind: 'meeting', id: meetingId },
      meetingId,
      after: { sequence: about.meeting.sequence, count: rows.length },
      raises: [],
    })
  return rows.length
}
