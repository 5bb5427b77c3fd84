import { and, eq, inArray } from 'drizzle-orm'
import { leftBefore } from '#network/retention/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { profile } from '../tables.ts'
import { forgetProfiles } from '../traces/writes.ts'

/** What somebody told the members of a network that they have left. The bytes of photos go with the night's sweep. */
export async function purgeProfiles(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  return inTransaction(db, async (tx) => {
    const old = tx
      .select({ personId: profile.personId })
      .from(profile)
      .where(and(eq(profile.networkId, networkId), leftBefore(profile.personId, networkId, before)))
      .limit(limit)
    const { profiles } = await forgetProfiles(tx, and(eq(profile.networkId, networkId), inArray(profile.personId, old))!)
    return profiles
  })
}
