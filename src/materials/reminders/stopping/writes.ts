import { speakerActor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { type Holder, RESUMED, STOPPED } from './reads.ts'

/** Ends the reminders to whoever came with a personal link, or begins them again. What they owe they still owe. */
export function wantReminders(db: Db, holder: Holder, wanted: boolean): Promise<void> {
  const { networkId, meetingId } = holder
  return inTransaction(db, async (tx) => {
    for (const id of holder.appearances)
      await record(tx, speakerActor(holder), {
        networkId,
        meetingId,
        action: wanted ? RESUMED : STOPPED,
        about: { kind: 'speaker', id },
        raises: [],
      })
  })
}
