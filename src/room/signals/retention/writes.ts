import { lt } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { signalCount } from '../tables.ts'

/** Signals are of the day they are given. @returns how many slots there were */
export async function sweepSignals(db: Db, before: Temporal.Instant): Promise<number> {
  const gone = await db.delete(signalCount).where(lt(signalCount.slot, before.toString())).returning({ slot: signalCount.slot })
  return gone.length
}
