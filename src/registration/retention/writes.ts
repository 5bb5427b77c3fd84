/** What was answered when somebody registered, taken away when its time is out: at most `limit` rows at a time. */
import { and, eq, inArray, not, type SQL, sql } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { dropFiles } from '../files/writes.ts'
import type { QuestionKind } from '../tables.ts'
import { attendance, registration, specialAnswer } from '../tables.ts'

/** What one eats and where one sleeps. */
export async function purgeSpecial(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ registrationId: specialAnswer.registrationId, questionId: specialAnswer.questionId })
    .from(specialAnswer)
    .where(and(eq(specialAnswer.networkId, networkId), endedBefore(specialAnswer.meetingId, before)))
    .limit(limit)
  const gone = await db
    .delete(specialAnswer)
    .where(sql`(${specialAnswer.registrationId}, ${specialAnswer.questionId}) in ${old}`)
    .returning({ id: specialAnswer.registrationId })
  return gone.length
}

/** In SQL: the ids of a form's questions of these kinds. */
const idsOf = (kinds: readonly QuestionKind[]): SQL =>
  sql`array(select q ->> 'id' from registration_form as f, jsonb_array_elements(f.questions) as q
    where f.meeting_id = registration.meeting_id and q ->> 'kind' = any(${sql.param([...kinds])}::text[]))`

/** Telephone numbers and how somebody travels. */
export const purgePractical = (db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> =>
  strip(db, networkId, before, limit, sql`${registration.answers} - ${idsOf(['phone', 'transport'])}`)

/** Invoice addresses. */
export const purgeInvoices = (db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> =>
  strip(db, networkId, before, limit, sql`${registration.answers} - ${idsOf(['invoice'])}`)

async function strip(db: Db, networkId: string, before: Temporal.Instant, limit: number, left: SQL): Promise<number> {
  const old = db
    .select({ id: registration.id })
    .from(registration)
    .where(
      and(
        eq(registration.networkId, networkId),
        sql`${registration.answers} <> ${left}`,
        endedBefore(registration.meetingId, before),
      ),
    )
    .limit(limit)
  const stripped = await db
    .update(registration)
    .set({ answers: left as never })
    .where(inArray(registration.id, old))
    .returning({ id: registration.id })
  return stripped.length
}

/**
 * Whole registrations. Where an invoice address is still to be kept, the one it belongs to is kept with it and nothing else.
 * Who was there is said by the list of attendance, which stays.
 */
export async function purgeRegistrations(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const billed = sql`${registration.answers} ?| ${idsOf(['invoice'])}`
  const due = and(eq(registration.networkId, networkId), endedBefore(registration.meetingId, before))
  return inTransaction(db, async (tx) => {
    const old = tx
      .select({ id: registration.id })
      .from(registration)
      .where(and(due, not(billed)))
      .limit(limit)
    const gone = await tx.delete(registration).where(inArray(registration.id, old)).returning({ id: registration.id })
    const ids = gone.map((row) => row.id)
    if (ids.length > 0) {
      await tx.delete(specialAnswer).where(inArray(specialAnswer.registrationId, ids))
      // Their bytes go with the night's sweep.
      await dropFiles(tx, ids)
      await tx.update(attendance).set({ registrationId: null }).where(inArray(attendance.registrationId, ids))
    }
    const left = sql`(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(${registration.answers})
      where key = any(${idsOf(['invoice'])}))`
    const kept = tx
      .select({ id: registration.id })
      .from(registration)
      .where(and(due, billed, sql`(${registration.answers} <> ${left} or ${registration.office} is not null)`))
      .limit(limit)
    const stripped = await tx
      .update(registration)
      .set({ answers: left as never, office: null })
      .where(inArray(registration.id, kept))
      .returning({ id: registration.id })
    await dropFiles(
      tx,
      stripped.map((row) => row.id),
    )
    return gone.length + stripped.length
  })
}
