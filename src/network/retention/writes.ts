/** For how long a network keeps what it knows of people and its documents, and what was deleted when that was over. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Conflict, Refused } from '#platform/errors.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { mayManage } from '../rules.ts'
import { network, purge } from '../tables.ts'
import { lockNetwork } from '../writes.ts'
import { RUN } from './reads.ts'

type Terms = Readonly<Record<string, number>>
type Chosen = Pick<typeof network.$inferSelect, 'retention' | 'keeping'>

/**
 * Changes the terms of personal data (`retention`), or the rules for documents (`keeping`).
 * @param chosen as it is stored
 * @param stands whether what stands is what the form was made from
 * @throws Conflict with what stands when somebody else was first
 */
export async function changeRetention<Which extends keyof Chosen>(
  db: Db,
  actor: Actor,
  networkId: string,
  which: Which,
  chosen: Chosen[Which],
  stands: (now: Chosen[Which]) => boolean,
): Promise<void> {
  if (mayManage(actor) !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_owners')
  await inTransaction(db, async (tx) => {
    const before: Chosen[Which] = (await lockNetwork(tx, networkId))[which]
    if (!stands(before)) throw new Conflict<Chosen[Which]>(before, chosen)
    await tx
      .update(network)
      .set({ [which]: chosen })
      .where(eq(network.id, networkId))
    await record(tx, actor, {
      networkId,
      action: `network.${which}_changed`,
      about: { kind: 'network', id: networkId },
      before,
      after: chosen,
      raises: [networkSubject(networkId)],
    })
  })
}

/** Notes how much was deleted of which purposes, and that somebody looked. */
export async function notePurges(db: Db, networkId: string, deleted: Terms, at: Temporal.Instant): Promise<void> {
  const rows = Object.entries(deleted).filter(([, n]) => n > 0)
  const sum = rows.reduce((total, [, n]) => total + n, 0)
  await db
    .insert(purge)
    .values([...rows, [RUN, sum] as const].map(([purpose, n]) => ({ networkId, purpose, deleted: n, at: at.toString() })))
}
