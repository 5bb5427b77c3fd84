import { and, eq, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { input, inputVote } from '../tables.ts'

/**
 * What was sent in before a meeting, when its time is out: what nobody took up goes whole; what was taken up stays, without
 * name and address of those who have no account.
 */
export async function purgeInputs(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const idle = or(inArray(input.state, ['waiting', 'declined']), isNotNull(input.deletedAt))!
  const due = and(eq(input.networkId, networkId), endedBefore(input.meetingId, before))
  return inTransaction(db, async (tx) => {
    const unused = tx.select({ id: input.id }).from(input).where(and(due, idle)).limit(limit)
    const gone = await tx.delete(input).where(inArray(input.id, unused)).returning({ id: input.id })
    await tx.delete(inputVote).where(
      inArray(
        inputVote.inputId,
        gone.map((one) => one.id),
      ),
    )
    const signed = tx
      .select({ id: input.id })
      .from(input)
      .where(and(due, not(idle), isNull(input.personId), sql`coalesce(${input.name}, ${input.email}) is not null`))
      .limit(limit)
    const unsigned = await tx
      .update(input)
      .set({ name: null, email: null, nameless: true })
      .where(inArray(input.id, signed))
      .returning({ meetingId: input.meetingId })
    await raise(tx, [...new Set(unsigned.map((row) => meetingSubject(row.meetingId)))])
    return gone.length + unsigned.length
  })
}

/** Everything that was sent in about a meeting, with its answers and votes. In the transaction of whoever decided it. */
export async function deleteInputs(tx: Tx, meetingId: string): Promise<boolean> {
  await tx.delete(inputVote).where(eq(inputVote.meetingId, meetingId))
  const gone = await tx.delete(input).where(eq(input.meetingId, meetingId)).returning({ id: input.id })
  return gone.length > 0
}
