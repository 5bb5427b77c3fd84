import { eq } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { measureOwner, measurePeriodChange, measureUpdate, plan, planLink, reading } from '../tables.ts'

/** What rested with them rests with them no longer; what they told and read stays without a name. */
export async function forgetInPlans(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const owned = await tx.delete(measureOwner).where(eq(measureOwner.personId, personId)).returning({ id: measureOwner.id })
  const nobody = { by: null, byName: erasedName.nb }
  const counts: Record<string, number> = { measure_owner: owned.length }
  for (const [name, table] of [
    ['measure_period_change', measurePeriodChange],
    ['measure_update', measureUpdate],
    ['reading', reading],
  ] as const)
    counts[name] = (await tx.update(table).set(nobody).where(eq(table.by, personId)).returning({ id: table.id })).length
  await tx.update(planLink).set({ by: null }).where(eq(planLink.by, personId))
  await tx.update(plan).set({ publishedBy: null }).where(eq(plan.publishedBy, personId))
  return sumOf([counts])
}
