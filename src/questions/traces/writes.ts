import { and, eq, inArray, isNotNull, not, or } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { input, inputVote } from '../tables.ts'
import { sentBy } from './reads.ts'

/**
 * What came of it is the meeting's and stays, without a sender. What nobody took up goes whole. What they wondered about in
 * rooms goes on being counted, from places there that are nobody's any more.
 */
export async function forgetInputs(tx: Tx, who: Sought): Promise<Counts> {
  const idle = or(inArray(input.state, ['waiting', 'declined']), isNotNull(input.deletedAt))!
  const gone = await tx
    .delete(input)
    .where(and(sentBy(who), idle))
    .returning({ id: input.id })
  await tx.delete(inputVote).where(
    inArray(
      inputVote.inputId,
      gone.map((one) => one.id),
    ),
  )
  const kept = await tx
    .update(input)
    .set({ personId: null, name: null, email: null, organisationId: null, nameless: true })
    .where(and(sentBy(who), not(idle)))
    .returning({ id: input.id })
  if (who.personId)
    await tx.update(input).set({ answeredBy: null, answeredByName: null }).where(eq(input.answeredBy, who.personId))
  return sumOf([{ input: gone.length + kept.length }])
}
