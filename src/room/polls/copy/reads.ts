import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { PollRow } from '../rules.ts'
import { poll } from '../tables.ts'

/** The polls that a meeting made after this one may have again, in their order: held or not, but not what was agreed on the spot. */
export async function pollsToCopy(db: Db, meetingId: string): Promise<PollRow[]> {
  return db
    .select()
    .from(poll)
    .where(and(eq(poll.meetingId, meetingId), isNull(poll.deletedAt), ne(poll.kind, 'agreed')))
    .orderBy(asc(poll.position), asc(poll.id))
}
