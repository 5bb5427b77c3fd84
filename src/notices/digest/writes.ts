/** Telling one follower: the mail and how far they have been told, in one transaction. */
import { eq, sql } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { dueNow, toldUntil } from '../gathering/rules.ts'
import { newsLock } from '../news/writes.ts'
import { follower } from '../tables.ts'
import { type MeetingTidings, type Receiver, readTidings, receiverOf, type Shelf, waitingFor } from './reads.ts'

/** What the outbox calls these mails. */
export const DIGEST = 'digest'

export interface Letter extends Written {
  readonly headers: Record<string, string>
}

/**
 * Tells a follower what is due. How far they have been told moves in the transaction that puts the mail in the outbox: after a
 * crash both are so or neither, and of two processes the second finds nothing to tell.
 * @param write makes the mail
 * @param also a meeting whose news is wanted at once; what was read for others who are told in the same go
 * @returns 'busy' when somebody is at it, or news is just being written: try again
 */
export async function tell(
  ground: Pick<Ground, 'db' | 'config' | 'jobs'>,
  followerId: string,
  write: (to: Receiver, tidings: readonly MeetingTidings[]) => Letter,
  now: Temporal.Instant = Temporal.Now.instant(),
  { urgent, shelf }: { readonly urgent?: string; readonly shelf?: Shelf } = {},
): Promise<'told' | 'nothing' | 'busy'> {
  return inTransaction(ground.db, async (tx) => {
    const [row] = await tx.select().from(follower).where(eq(follower.id, followerId)).for('update', { skipLocked: true })
    if (!row) return 'busy'
    const receiver = await receiverOf(tx, row)
    if (!receiver) return 'nothing'
    const { rows } = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(${newsLock(row.networkId)}) as free`,
    )
    // Never waited for: a queue of writers behind us would stand still as long as the one before us.
    if (!rows[0]?.free) return 'busy'
    const { timezone, quietMinutes } = receiver.network
    const when = { hour: row.hour, timezone, quietMinutes }
    const due = dueNow(await waitingFor(tx, row, 'untold'), when, now, urgent)
    const until = toldUntil(due)
    if (until === null) return 'nothing'
    await tx.update(follower).set({ toldUntil: until }).where(eq(follower.id, row.id))
    const tidings = await readTidings(tx, receiver, due, shelf)
    if (tidings.length === 0) return 'nothing'
    const { networkId } = row
    const mailId = await queueMail(ground, tx, { networkId, to: receiver.email, kind: DIGEST, ...write(receiver, tidings) })
    for (const { view, newsIds } of tidings)
      await record(tx, jobActor(networkId), {
        networkId,
        meetingId: view.meeting.id,
        action: 'followers.told',
        about: { kind: 'mail', id: mailId },
        after: { follower: row.id, news: newsIds },
        raises: [],
      })
    return 'told'
  })
}
