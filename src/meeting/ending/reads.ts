import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * In SQL: whether a meeting ended before a moment, for what is kept so long after it. One that was removed ended then; one
 * without a date counts as over a year after anybody last touched it, so that what waits for a new date is not lost.
 */
export const endedBefore = (meetingId: SQLWrapper, moment: Temporal.Instant): SQL =>
  sql`exists (select 1 from meeting as ended where ended.id = ${meetingId} and
    least(ended.deleted_at, coalesce(ended.ends_at, ended.starts_at, ended.updated_at + interval '1 year')) < ${moment.toString()}::timestamptz)`
