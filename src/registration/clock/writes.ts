/** What changes by the clock alone: registration opens, and its deadline passes. */
import { and, gt, lte, or } from 'drizzle-orm'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { registrationForm } from '../tables.ts'

/** Looked back upon, so that a minute missed by a restart is made up for; raising twice harms nobody. */
const BACK_MINUTES = 5

/** Has the pages of meetings made anew whose registration opened or closed lately. @returns how many */
export async function turnPages(db: Db, now: Temporal.Instant): Promise<number> {
  const since = now.subtract({ minutes: BACK_MINUTES }).toString()
  const lately = (at: typeof registrationForm.opensAt | typeof registrationForm.closesAt) =>
    and(gt(at, since), lte(at, now.toString()))
  return inTransaction(db, async (tx) => {
    const turned = await tx
      .select({ meetingId: registrationForm.meetingId })
      .from(registrationForm)
      .where(or(lately(registrationForm.opensAt), lately(registrationForm.closesAt)))
    await raise(
      tx,
      turned.map((row) => meetingSubject(row.meetingId)),
    )
    return turned.length
  })
}
