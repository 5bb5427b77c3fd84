/** Pairs that are not suggested again. */
import { eq } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { apart } from '../../tables.ts'

/** By the ids of memberships or organisations; the caller has checked who asks. */
export const apartIn = (db: Db, networkId: string): Promise<{ one: string; other: string }[]> =>
  db.select({ one: apart.one, other: apart.other }).from(apart).where(eq(apart.networkId, networkId))
