/** What was written when a list was taken in: everything that is recorded of that one transaction. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'

export type Step = Pick<typeof activity.$inferSelect, 'action' | 'aboutId' | 'before'>

/** What is recorded of a list under this kind bears its id; all that one transaction records bears one moment. */
export const INTAKE = 'intake'

/** The steps of one list that somebody took in, last first, without those about what has been changed since. */
export async function stepsOf(db: Db, networkId: string, byPerson: string, id: string): Promise<Step[]> {
  const moment = sql`(select i.at from ${activity} i where i.network_id = ${networkId} and i.about_kind = ${INTAKE} and i.about_id = ${id}
    and i.action = 'list.taken')`
  return db
    .select({ action: activity.action, aboutId: activity.aboutId, before: activity.before })
    .from(activity)
    .where(
      and(
        eq(activity.networkId, networkId),
        eq(activity.byPerson, byPerson),
        inArray(activity.aboutKind, ['person', 'organisation']),
        sql`${activity.at} = ${moment}`,
        sql`not exists (select 1 from ${activity} later where later.about_id = ${activity.aboutId} and later.network_id = ${networkId}
          and later.at > ${activity.at} and later.action ~ '^(membership|organisation)[.]')`,
      ),
    )
    .orderBy(desc(activity.id))
}
