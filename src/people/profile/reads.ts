import { and, eq } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { profile } from '../tables.ts'
import type { ProfileRow } from './rules.ts'

/** What somebody has said about themselves in a network, or null. No access is checked: what others may see of it is `shownOf`. */
export async function profileOf(db: Db, networkId: string, personId: string): Promise<ProfileRow | null> {
  const [row] = await db
    .select()
    .from(profile)
    .where(and(eq(profile.networkId, networkId), eq(profile.personId, personId)))
  return row ?? null
}
