/** Gestures done for good: each is one operation, and one undo takes it back. */
import type { Actor } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import type { Programme } from '../document.ts'
import type { OperationRow } from '../operation/reads.ts'
import { operate } from '../operation/writes.ts'
import { digestOf, doesIn, type Fields, readGesture } from './forms.ts'
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

export interface Done {
  readonly gesture: Gesture
  readonly outcome: Outcome
  readonly before: Programme
  /** What undo takes back; null when nothing changed. */
  readonly operation: OperationRow | null
}

/**
 * Does a gesture, as a form says it, on the programme as it stands.
 * @param fields with `seen`, the digest of what was shown before, where something was
 * @throws Invalid for fields that cannot be used; Refused where it makes no sense; Conflict(outcome, gesture) when something
 * else would happen than was shown
 */
export async function doGesture(db: Db, actor: Actor, meetingId: string, fields: Fields): Promise<Done> {
  let done: { gesture: Gesture; outcome: Outcome } | undefined
  const action = actions[doesIn(fields) ?? 'move']
  const work: Parameters<typeof operate>[4] = async (programme, { tx, meeting }) => {
    const gesture = readGesture(fields, programme, meeting.locale)
    if ('wrong' in gesture) throw new Invalid(gesture.wrong)
    // The meeting's row is held, but papers are handed in without it: asked as late as can be.
    const held = gesture.do === 'merge' ? await holding(tx, meetingId) : new Set<string>()
    const outcome = perform(programme, gesture, { newId, holds: (id) => held.has(id) })
    if ('refused' in outcome) throw new Refused(outcome.refused)
    if (fields['seen'] && digestOf(outcome) !== fields['seen']) throw new Conflict<unknown>(outcome, gesture)
    done = { gesture, outcome }
    return outcome.programme
  }
  const about = () => done?.outcome.subject
  const { before, operation } = await operate(db, actor, meetingId, action, work, { about })
  return { ...done!, before, operation }
}
