import { eq } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { carryOver, matter, matterFact, topicLink } from '../tables.ts'

/** Matters stay, raised by nobody; so does what was noted, linked and chosen. */
export async function forgetInMatters(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const raised = await tx
    .update(matter)
    .set({ proposedById: null, proposedByName: null })
    .where(eq(matter.proposedById, personId))
    .returning({ id: matter.id })
  const nobody = { by: null, byName: null }
  const noted = await tx.update(matterFact).set(nobody).where(eq(matterFact.by, personId)).returning({ id: matterFact.id })
  await tx.update(topicLink).set(nobody).where(eq(topicLink.by, personId))
  await tx.update(carryOver).set(nobody).where(eq(carryOver.by, personId))
  return sumOf([{ matter: raised.length + noted.length }])
}
