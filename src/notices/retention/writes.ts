import { and, eq, lt, sql } from 'drizzle-orm'
import { leftBefore } from '#network/retention/reads.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { notice, noticeReceiver, ownCalendar, visit } from '../tables.ts'

/** Who got a letter. */
export async function purgeReceivers(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ noticeId: noticeReceiver.noticeId, email: noticeReceiver.email })
    .from(noticeReceiver)
    .innerJoin(notice, eq(notice.id, noticeReceiver.noticeId))
    .where(
      and(eq(noticeReceiver.networkId, networkId), sql`coalesce(${notice.sentAt}, ${notice.createdAt}) < ${before.toString()}`),
    )
    .limit(limit)
  const gone = await db
    .delete(noticeReceiver)
    .where(sql`(${noticeReceiver.noticeId}, ${noticeReceiver.email}) in ${old}`)
    .returning({ id: noticeReceiver.noticeId })
  return gone.length
}

/** When somebody last looked at a meeting. */
export async function purgeVisits(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ personId: visit.personId, meetingId: visit.meetingId })
    .from(visit)
    .where(and(eq(visit.networkId, networkId), lt(visit.at, before.toString())))
    .limit(limit)
  const gone = await db
    .delete(visit)
    .where(sql`(${visit.personId}, ${visit.meetingId}) in ${old}`)
    .returning({ id: visit.personId })
  return gone.length
}

/** The secret address of the calendar of one who left. */
export async function purgeCalendars(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ personId: ownCalendar.personId })
    .from(ownCalendar)
    .where(and(eq(ownCalendar.networkId, networkId), leftBefore(sql`${ownCalendar.personId}`, networkId, before)))
    .limit(limit)
  const gone = await db
    .delete(ownCalendar)
    .where(and(eq(ownCalendar.networkId, networkId), sql`${ownCalendar.personId} in ${old}`))
    .returning({ id: ownCalendar.personId })
  return gone.length
}

/** A letter that was sent, and who got it. In the transaction of whoever decided it. */
export async function deleteLetter(tx: Tx, id: string): Promise<boolean> {
  await tx.delete(noticeReceiver).where(eq(noticeReceiver.noticeId, id))
  const gone = await tx.delete(notice).where(eq(notice.id, id)).returning({ id: notice.id })
  return gone.length > 0
}
