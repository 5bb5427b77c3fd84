/** Acts without the one who did them: when somebody is erased, and when they are old. */
import { and, eq, inArray, isNotNull, lt, or } from 'drizzle-orm'
import type { Db, Tx } from '../db/db.ts'
import { activity } from './tables.ts'

/** What somebody did, newest first, at most `limit`. */
export const actsOf = (db: Db, personId: string, limit: number) =>
  db
    .select({ action: activity.action, about: activity.aboutKind, at: activity.at })
    .from(activity)
    .where(eq(activity.byPerson, personId))
    .orderBy(activity.at)
    .limit(limit)

/** Acts about a person go; what they did stays done, by nobody. @returns how many there were */
export async function forgetActs(tx: Tx, personId: string): Promise<number> {
  const gone = await tx
    .delete(activity)
    .where(and(eq(activity.aboutKind, 'person'), eq(activity.aboutId, personId)))
    .returning({ id: activity.id })
  const done = await tx
    .update(activity)
    .set({ byPerson: null, byName: null })
    .where(eq(activity.byPerson, personId))
    .returning({ id: activity.id })
  return gone.length + done.length
}

/** Takes the names from acts before a moment, at most `limit`. */
export async function forgetOldActors(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.networkId, networkId),
        lt(activity.at, before.toString()),
        or(isNotNull(activity.byPerson), isNotNull(activity.byName)),
      ),
    )
    .limit(limit)
  const done = await db
    .update(activity)
    .set({ byPerson: null, byName: null })
    .where(inArray(activity.id, old))
    .returning({ id: activity.id })
  return done.length
}
