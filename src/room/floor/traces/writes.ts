import { and, isNull } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { turn } from '../tables.ts'
import { turnsOf } from './reads.ts'

/**
 * That somebody spoke, and how long, stays with the meeting, without who. Turns they never had go. While their places in rooms
 * are still there, by which they are found.
 */
export async function forgetTurns(tx: Tx, who: Sought): Promise<Counts> {
  const theirs = turnsOf(tx, who)
  const gone = await tx
    .delete(turn)
    .where(and(theirs, isNull(turn.startedAt)))
    .returning({ id: turn.id })
  const kept = await tx
    .update(turn)
    .set({ name: erasedName.nb, organisation: null, organisationId: null })
    .where(theirs)
    .returning({ id: turn.id })
  return sumOf([{ turn: gone.length + kept.length }])
}
