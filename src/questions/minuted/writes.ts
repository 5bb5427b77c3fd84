/** Questions whose answers stand in minutes that readers see. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { input } from '../tables.ts'
import { note, put } from '../writes.ts'

/**
 * Marks questions of a meeting that are open as answered. What was settled in another way stays as it is.
 * The caller has checked what the actor may.
 */
export async function markAnswered(tx: Tx, actor: Actor, meetingId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const open = await tx
    .select()
    .from(input)
    .where(and(eq(input.meetingId, meetingId), inArray(input.id, [...ids]), eq(input.kind, 'question'), eq(input.state, 'shown')))
    .orderBy(input.id)
    .for('update')
  for (const row of open) {
    const by = { answeredBy: actor.person?.id ?? null, answeredByName: actor.person?.name ?? null }
    await note(
      tx,
      actor,
      await put(tx, row, { ...by, state: 'answered', answeredAt: sql`now()`, answeringAt: null }),
      'input.turned_answered',
    )
  }
}
