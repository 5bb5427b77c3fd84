/** A meeting that is closed is on record; one that was closed too soon is opened again. */
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { meetingSubject, meetingsOf, seriesSubject } from '#platform/live/subjects.ts'
import type { MeetingRow } from '../rules.ts'
import { meeting } from '../tables.ts'

/** The caller holds the meeting and has checked what the actor may, and what must be in place. */
export async function setClosed(tx: Tx, actor: Actor, row: MeetingRow, closed: boolean): Promise<void> {
  const set = closed ? { closedAt: sql`now()`, closedBy: actor.person?.id ?? null } : { closedAt: null, closedBy: null }
  await tx
    .update(meeting)
    .set({ ...set, version: row.version + 1 })
    .where(eq(meeting.id, row.id))
  await record(tx, actor, {
    networkId: row.networkId,
    meetingId: row.id,
    action: closed ? 'meeting.closed' : 'meeting.reopened',
    about: { kind: 'meeting', id: row.id },
    before: { closedAt: row.closedAt, closedBy: row.closedBy },
    raises: [meetingSubject(row.id), meetingsOf(row.networkId), ...(row.seriesId ? [seriesSubject(row.seriesId)] : [])],
  })
}
