import { and, desc, eq, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { purge } from '../tables.ts'

/** In SQL: whether somebody belonged to a network, does not any more, and left before a moment. */
export const leftBefore = (personId: SQLWrapper, networkId: string, moment: Temporal.Instant): SQL =>
  sql`(exists (select 1 from membership as was where was.person_id = ${personId} and was.network_id = ${networkId})
    and not exists (select 1 from membership as was where was.person_id = ${personId} and was.network_id = ${networkId}
      and (was."to" is null or was."to" >= ${moment.toString()}::timestamptz)))`

/** The purpose under which each run is noted as a whole, also when there was nothing to delete. */
export const RUN = 'run'

export interface Purged {
  readonly purpose: string
  readonly deleted: number
  readonly at: string
}

/** What was deleted lately, newest first. For owners; the caller has checked. */
export async function listPurges(db: Db, networkId: string, limit = 50): Promise<Purged[]> {
  return db
    .select({ purpose: purge.purpose, deleted: purge.deleted, at: purge.at })
    .from(purge)
    .where(and(eq(purge.networkId, networkId), ne(purge.purpose, RUN)))
    .orderBy(desc(purge.at), desc(purge.id))
    .limit(limit)
}

/** When what is out of time was last looked for: in one network, or in any. Null: never. */
export async function lastPurge(db: Db, networkId?: string): Promise<string | null> {
  const [row] = await db
    .select({ at: purge.at })
    .from(purge)
    .where(and(eq(purge.purpose, RUN), networkId ? eq(purge.networkId, networkId) : undefined))
    .orderBy(desc(purge.at))
    .limit(1)
  return row?.at ?? null
}
