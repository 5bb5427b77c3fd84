/** Noting that somebody has looked. It is no act: who looks at what stands in nobody's history, and no reader sees it change. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { visit } from '../tables.ts'
import { asVisit } from './reads.ts'
import { afterLook } from './rules.ts'

interface OnMeeting {
  readonly id: string
  readonly networkId: string
}

/** A write that was under way when the page was made bears an earlier moment than the page. */
const UNDER_WAY_MS = 5000

/**
 * Notes a look at a meeting's page.
 * @param made when the page was made: what came while it was read is still new the next time
 * @throws NotFound where nobody is signed in
 */
export async function noteLook(
  db: Db,
  actor: Actor,
  meeting: OnMeeting,
  made: Temporal.Instant,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<void> {
  if (!actor.person) throw new NotFound()
  const looked = Math.min(made.epochMilliseconds, now.epochMilliseconds) - UNDER_WAY_MS
  const key = { personId: actor.person.id, meetingId: meeting.id }
  await inTransaction(db, async (tx) => {
    await tx
      .insert(visit)
      .values({ ...key, networkId: meeting.networkId, at: stamp(looked) })
      .onConflictDoNothing()
    const where = and(eq(visit.personId, key.personId), eq(visit.meetingId, key.meetingId))
    const [row] = await tx.select().from(visit).where(where).for('update')
    const after = afterLook(asVisit(row!), looked, looked)
    await tx
      .update(visit)
      .set({ at: stamp(after.looked), before: after.before === null ? null : stamp(after.before) })
      .where(where)
  })
}

/**
 * Takes everything up to a moment as seen, so that nothing is marked; or, with an earlier one, takes that back.
 * @throws NotFound where nobody is signed in
 */
export async function takeAsSeen(db: Db, actor: Actor, meeting: OnMeeting, until: Temporal.Instant): Promise<void> {
  if (!actor.person) throw new NotFound()
  const row = {
    networkId: meeting.networkId,
    personId: actor.person.id,
    meetingId: meeting.id,
    at: Temporal.Now.instant().toString(),
    before: until.toString(),
  }
  await inTransaction(db, (tx) =>
    tx
      .insert(visit)
      .values(row)
      .onConflictDoUpdate({ target: [visit.personId, visit.meetingId], set: { at: row.at, before: row.before } }),
  )
}

const stamp = (milliseconds: number): string => Temporal.Instant.fromEpochMilliseconds(milliseconds).toString()
