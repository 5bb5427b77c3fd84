/** A new text followed in a programme that stands, all in one operation: one undo takes it back. */
import type { Actor } from '#actor.ts'
import { keepSource } from '#meeting/source/writes.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict } from '#platform/errors.ts'
import { holding } from '../gestures/reads.ts'
import { storable } from '../intake/rules.ts'
import { type Operated, operate } from '../operation/writes.ts'
import { offered, outcome } from './outcome/rules.ts'
import { type Comparing, compare, type Difference } from './rules.ts'

/** What an organiser saw and decided. */
export interface Following extends Pick<Comparing, 'outline' | 'last' | 'said'> {
  /** Keys of the changes that are taken. */
  readonly taken: ReadonlySet<string>
  /** The text, kept with the meeting. */
  readonly source: string
}

/**
 * Follows the changes that were taken; the programme is compared anew, as it stands now.
 * @throws Conflict with the difference as it is now, where a change that was taken is no longer the same
 */
export async function followText(db: Db, actor: Actor, meetingId: string, following: Following): Promise<Operated> {
  const { outline, last, said, taken, source } = following
  return inTransaction(db, (tx) =>
    operate(tx, actor, meetingId, 'programme.reread', async (programme, ground) => {
      const bearing = await holding(ground.tx, meetingId)
      const difference = compare({ programme, outline, last, said, bearing })
      const there = new Set(offered(difference))
      if (taken.keys().some((key) => !there.has(key))) throw new Conflict<Difference | ReadonlySet<string>>(difference, taken)
      await keepSource(ground.tx, ground.meeting, storable(source))
      return outcome(programme, outline, difference, taken, newId)
    }),
  )
}
