import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { consultation, plan, planInput } from '../../tables.ts'

/** What somebody said of drafts: signed in, or with their address. */
export const saidBy = ({ personId, email }: Sought) =>
  either(personId !== null && eq(planInput.personId, personId), email !== null && eq(sql`lower(${planInput.email})`, email))

export async function planInputTraces(db: Db, who: Sought): Promise<Trace[]> {
  const rows = await db
    .select({
      plan: plan.title,
      text: planInput.text,
      name: planInput.name,
      email: planInput.email,
      answer: planInput.answer,
      at: planInput.at,
    })
    .from(planInput)
    .innerJoin(consultation, eq(consultation.id, planInput.consultationId))
    .innerJoin(plan, eq(plan.id, consultation.planId))
    .where(and(saidBy(who), isNull(planInput.deletedAt)))
  return [{ kind: 'input', rows }]
}
