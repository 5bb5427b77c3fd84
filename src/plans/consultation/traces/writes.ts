import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { planInput, planVersion } from '../../tables.ts'
import { saidBy } from './reads.ts'

/** What was answered is the network's and stays, without a sender; the rest goes whole. Who adopted a plan was not asked for. */
export async function forgetInPlanInputs(tx: Tx, who: Sought): Promise<Counts> {
  const gone = await tx
    .delete(planInput)
    .where(and(saidBy(who), or(isNull(planInput.answer), isNotNull(planInput.deletedAt))))
    .returning({ id: planInput.id })
  const kept = await tx
    .update(planInput)
    .set({ personId: null, name: null, email: null, organisationId: null })
    .where(saidBy(who))
    .returning({ id: planInput.id })
  if (who.personId) {
    await tx.update(planInput).set({ answeredBy: null, answeredByName: null }).where(eq(planInput.answeredBy, who.personId))
    await tx.update(planVersion).set({ by: null, byName: null }).where(eq(planVersion.by, who.personId))
  }
  return sumOf([{ plan_input: gone.length + kept.length }])
}
