/** A plan is adopted: it is kept whole as it stands, under a number and a day. */
import { and, eq, isNull, max, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { Conflict } from '#platform/errors.ts'
import { mayLink } from '../links/reads.ts'
import { readPlan } from '../reads.ts'
import { consultation, plan, planLink, planVersion } from '../tables.ts'
import { editPlan } from '../writes.ts'
import type { Adoption } from './forms.ts'
import { documentOf } from './reads.ts'

/**
 * Adopts a plan as it stands. A consultation that is open ends with it.
 * @returns the number of the version
 * @throws Conflict when the plan's own facts were changed since whoever adopts it read them
 */
export async function adopt(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'id' | 'slug' | 'timezone'>,
  planId: string,
  { on, note, version, decision }: Adoption,
): Promise<number> {
  return editPlan(db, actor, planId, async (tx, row) => {
    if (row.version !== version) throw new Conflict(row.version, version)
    const document = documentOf(await readPlan(tx, actor, network, row.slug))
    const [last] = await tx
      .select({ number: max(planVersion.number) })
      .from(planVersion)
      .where(eq(planVersion.planId, planId))
    const number = (last?.number ?? 0) + 1
    const by = { by: actor.person?.id ?? null, byName: actor.person?.name ?? null }
    await tx.insert(planVersion).values({ networkId: row.networkId, planId, number, adoptedOn: on, document, note, ...by })
    await tx
      .update(plan)
      .set({ state: 'adopted', adoptedAt: on, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(plan.id, planId))
    await tx
      .update(consultation)
      .set({ closedAt: sql`now()` })
      .where(and(eq(consultation.planId, planId), isNull(consultation.closedAt)))
    // What is tied to a plan is something that whoever ties it may read.
    if (decision && (await mayLink(tx, actor, network, 'decision', decision)))
      await tx
        .insert(planLink)
        .values({ networkId: row.networkId, planId, kind: 'decision', subjectId: decision, by: by.by })
        .onConflictDoNothing()
    return { done: { action: 'plan.adopted', about: { kind: 'plan', id: planId }, after: { number, on } }, result: number }
  })
}
