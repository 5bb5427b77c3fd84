/** Changes of plan as organisers see them: what stands, what has been decided, who has not been told. */
import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { planChange } from './tables.ts'

export type PlanChangeRow = typeof planChange.$inferSelect

const ofMeeting = (meetingId: string) => or(eq(planChange.meetingId, meetingId), eq(planChange.partId, meetingId))

/** Everything decided about a meeting, and about what it was a part of; newest first. For organisers: the caller has checked. */
export const decidedOf = (db: Db, meetingId: string): Promise<PlanChangeRow[]> =>
  db.select().from(planChange).where(ofMeeting(meetingId)).orderBy(desc(planChange.at), desc(planChange.id))

/** What was decided and has been told to nobody; newest first. */
export const untoldOf = (db: Db, meetingId: string): Promise<PlanChangeRow[]> =>
  db
    .select()
    .from(planChange)
    .where(and(ofMeeting(meetingId), isNull(planChange.toldAt), isNull(planChange.withdrawnAt)))
    .orderBy(desc(planChange.at), desc(planChange.id))

/** A decision about a meeting, or null. */
export async function decisionById(db: Db, meetingId: string, id: string): Promise<PlanChangeRow | null> {
  if (!isId(id)) return null
  const [row] = await db
    .select()
    .from(planChange)
    .where(and(eq(planChange.id, id), ofMeeting(meetingId)))
  return row ?? null
}

/** The decision that made a dated change of a meeting, or null where it was made otherwise. */
export async function decisionOfChange(db: Db, meetingId: string, changeId: string): Promise<PlanChangeRow | null> {
  return (await decidedOf(db, meetingId)).find((one) => one.changes.includes(changeId)) ?? null
}

/** Names of meetings by their ids. */
export async function slugsOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  const { meeting } = await import('#meeting/tables.ts')
  return db
    .select({ id: meeting.id, slug: meeting.slug, title: meeting.title })
    .from(meeting)
    .where(and(inArray(meeting.id, [...ids]), isNull(meeting.deletedAt)))
}
