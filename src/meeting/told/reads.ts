/** When members were told of a meeting, and of what. For organisers: the caller has checked. */
import { desc, eq } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { told } from '../tables.ts'
import type { Plan } from './rules.ts'

export interface Told {
  readonly id: string
  readonly at: string
  readonly byName: string | null
  /** The plan as it was told. */
  readonly plan: Plan
}

const MOST = 50

/** Newest first. */
export async function toldOf(db: Db, meetingId: string, limit = MOST): Promise<Told[]> {
  const rows = await db
    .select({ id: told.id, at: told.at, byName: told.byName, plan: told.plan })
    .from(told)
    .where(eq(told.meetingId, meetingId))
    .orderBy(desc(told.at), desc(told.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, plan: row.plan as Plan }))
}

/** The last time; null before the first. */
export async function lastTold(db: Db, meetingId: string): Promise<Told | null> {
  return (await toldOf(db, meetingId, 1))[0] ?? null
}
