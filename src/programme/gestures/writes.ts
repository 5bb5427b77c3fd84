/** Gestures done for good: each is one operation, and one undo takes it back. */
import type { Actor } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Refused } from '#platform/errors.ts'
import { operate } from '../operation/writes.ts'
import { digestOf } from './forms.ts'
import { holding } from './reads.ts'
import { type Gesture, type Outcome, perform } from './rules.ts'

const actions: Readonly<Record<Gesture['do'], string>> = {
  move: 'item.moved',
  insert: 'item.added',
  remove: 'item.removed',
  retime: 'item.moved',
  stretch: 'item.moved',
  split: 'item.split',
  merge: 'item.merged',
  pin: 'item.changed',
}

/**
 * Does a gesture on the programme as it stands.
 * @param seen `digestOf` what was shown before; null where nothing was
 * @throws Refused where it makes no sense; Conflict(outcome, gesture) when more, or something else, would happen than was shown
 */
export async function doGesture(
  db: Db,
  actor: Actor,
  meetingId: string,
  gesture: Gesture,
  seen: string | null = null,
): Promise<Outcome> {
  let outcome: Outcome | undefined
  await operate(db, actor, meetingId, actions[gesture.do], async (programme, { tx }) => {
    // The meeting's row is held, but papers are handed in without it: asked as late as can be.
    const held = gesture.do === 'merge' ? await holding(tx, meetingId) : new Set<string>()
    const result = perform(programme, gesture, { newId, holds: (id) => held.has(id) })
    if ('refused' in result) throw new Refused(result.refused)
    if (seen !== null && digestOf(result) !== seen) throw new Conflict<unknown>(result, gesture)
    outcome = result
    return result.programme
  })
  return outcome!
}
