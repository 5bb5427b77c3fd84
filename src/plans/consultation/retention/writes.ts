import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { plansOf } from '#platform/live/subjects.ts'
import { consultation, planInput } from '../../tables.ts'

/**
 * What was said of a draft, when its time is out: the words stay with the plan, without name and address of those who have no
 * account. What was taken back goes whole.
 */
export async function purgePlanInputs(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  return inTransaction(db, async (tx) => {
    const ended = tx
      .select({ id: consultation.id })
      .from(consultation)
      .where(
        and(
          eq(consultation.networkId, networkId),
          lt(sql`coalesce(${consultation.closedAt}, ${consultation.deadline})`, before.toString()),
        ),
      )
    const due = inArray(planInput.consultationId, ended)
    const back = tx
      .select({ id: planInput.id })
      .from(planInput)
      .where(and(due, isNotNull(planInput.deletedAt)))
      .limit(limit)
    const gone = await tx.delete(planInput).where(inArray(planInput.id, back)).returning({ id: planInput.id })
    const signed = tx
      .select({ id: planInput.id })
      .from(planInput)
      .where(and(due, isNull(planInput.personId), sql`coalesce(${planInput.name}, ${planInput.email}) is not null`))
      .limit(limit)
    const unsigned = await tx
      .update(planInput)
      .set({ name: null, email: null })
      .where(inArray(planInput.id, signed))
      .returning({ id: planInput.id })
    if (unsigned.length > 0) await raise(tx, [plansOf(networkId)])
    return gone.length + unsigned.length
  })
}
