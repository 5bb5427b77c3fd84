import { revisionsOf } from '#platform/activity/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { stageKeys } from '#platform/live/subjects.ts'
import type { Lock } from './rules.ts'

/** What opens a meeting's screen now. */
export async function lockOf(db: Db, meetingId: string): Promise<Lock> {
  const subject = stageKeys(meetingId)
  return { meetingId, number: (await revisionsOf(db, [subject])).get(subject)! }
}
