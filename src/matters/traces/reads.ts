import { eq } from 'drizzle-orm'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { matter, matterFact } from '../tables.ts'

/** The matters somebody raised, and what they noted on matters. */
export async function matterTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const raised = await db
    .select({ title: matter.title, at: matter.createdAt })
    .from(matter)
    .where(eq(matter.proposedById, personId))
  const noted = await db.select({ text: matterFact.text, at: matterFact.at }).from(matterFact).where(eq(matterFact.by, personId))
  return [{ kind: 'matter', rows: [...raised, ...noted] }]
}
