/** Changes of plan as organisers see them: what stands, what has been decided, who has not been told. */
import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import type { Before, Decision } from './rules.ts'
import { planChange } from './tables.ts'

export interface PlanChangeRow extends Omit<typeof planChange.$inferSelect, 'decision' | 'before'> {
  readonly decision: Decision
  readonly before: Before | null
}

/** A row with what it holds in the shapes in which it was written. */
export const asWritten = (row: typeof planChange.$inferSelect): PlanChangeRow => row as PlanChangeRow

const ofMeeting = (meetingId: string) => or(eq(planChange.meetingId, meetingId), eq(planChange.partId, meetingId))

/** Everything decided about a meeting, and about what it was a part of; newest first. For organisers: the caller has checked. */
export async function decidedOf(db: Db, meetingId: string): Promise<PlanChangeRow[]> {
  const rows = await db.select().from(planChange).where(ofMeeting(meetingId)).orderBy(desc(planChange.at), desc(planChange.id))
  return rows.map(asWritten)
}

/** What was decided and has been told to nobody; newest first. */
export async function untoldOf(db: Db, meetingId: string): Promise<PlanChangeRow[]> {
  const rows = await db
    .select()
    .from(planChange)
    .where(and(ofMeeting(meetingId), isNull(planChange.toldAt), isNull(planChange.withdrawnAt)))
    .orderBy(desc(planChange.at), desc(planChange.id))
  return rows.map(asWritten)
}

/** A decision about a meeting, or null. */
export async function decisionById(db: Db, meetingId: string, id: string): Promise<PlanChangeRow | null> {
  if (!isId(id)) return null
  const [row] = await db
    .select()
    .from(planChange)
    .where(and(eq(planChange.id, id), ofMeeting(meetingId)))
  return row ? asWritten(row) : null
}

/** The decision that made a dated change of a meeting, or null where it was made otherwise. */
export async function decisionOfChange(db: Db, meetingId: string, changeId: string): Promise<PlanChangeRow | null> {
  return (await decidedOf(db, meetingId)).find((one) => one.changes.includes(changeId)) ?? null
}
