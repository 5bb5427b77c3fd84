/** Acts of one who turned out to be another: ids change, the names that stood there when it was done stay. */
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/db.ts'
import { activity } from './tables.ts'

/** In one network: what they did, what was done about them, and what else names them by id. */
export async function moveActs(tx: Tx, networkId: string, from: string, to: string): Promise<void> {
  const named = `%${from}%`
  const moved = (column: typeof activity.before | typeof activity.after) => sql`replace(${column}::text, ${from}, ${to})::jsonb`
  await tx
    .update(activity)
    .set({
      byPerson: sql`case when ${activity.byPerson} = ${from} then ${to}::uuid else ${activity.byPerson} end`,
      aboutId: sql`case when ${activity.aboutId} = ${from} then ${to}::uuid else ${activity.aboutId} end`,
      before: moved(activity.before),
      after: moved(activity.after),
    })
    .where(
      and(
        eq(activity.networkId, networkId),
        or(
          eq(activity.byPerson, from),
          eq(activity.aboutId, from),
          sql`${activity.before}::text like ${named}`,
          sql`${activity.after}::text like ${named}`,
        ),
      ),
    )
}

/** Of those that belong to no network, as that somebody was added: only what is about them. */
export async function moveInstallationActs(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .update(activity)
    .set({ aboutId: to })
    .where(and(isNull(activity.networkId), eq(activity.aboutId, from)))
  await tx
    .update(activity)
    .set({ byPerson: to })
    .where(and(isNull(activity.networkId), eq(activity.byPerson, from)))
}
