/** Saying what came of items. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { lockMeeting } from '#meeting/reads.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { itemById } from '#programme/reads.ts'
import { itemOutcome, minutes } from '../tables.ts'
import type { OutcomeGiven } from './forms.ts'
import { maySetOutcome, type OutcomeRow } from './rules.ts'

/**
 * Says what came of some items of a meeting; those that say what stands already are passed over.
 * @returns of how many something new was said
 * @throws Refused when the meeting is closed, or the item's minutes are approved with another outcome
 * @throws Invalid for a meeting that is none to postpone to
 */
export async function setOutcomes(db: Db, actor: Actor, meetingId: string, given: readonly OutcomeGiven[]): Promise<number> {
  return inTransaction(db, async (tx) => {
    const row = await lockMeeting(tx, actor, meetingId)
    if (mayWriteMinutes(actor, row) !== 'yes') throw new NotFound()
    let said = 0
    for (const { itemId, ...outcome } of given) {
      await itemById(tx, row.id, itemId)
      const before = await outcomeOf(tx, itemId)
      if (before && sameOutcome(before, outcome)) continue
      const [written] = await tx.select({ state: minutes.state }).from(minutes).where(eq(minutes.itemId, itemId))
      const verdict = maySetOutcome(actor, row, written ?? null, before)
      if (verdict !== 'yes') throw new Refused(verdict)
      if (holdsIdentityNumber(outcome.referredTo ?? '')) throw new Invalid({ [`referred-${itemId}`]: 'minutes_identity_number' })
      await checkLater(tx, row, itemId, outcome.toMeetingId)
      const set = { ...outcome, by: actor.person?.id ?? null, byName: actor.person?.name ?? null, at: sql`now()` }
      await tx
        .insert(itemOutcome)
        .values({ ...set, itemId, networkId: row.networkId, meetingId: row.id })
        .onConflictDoUpdate({ target: itemOutcome.itemId, set })
      await record(tx, actor, {
        networkId: row.networkId,
        meetingId: row.id,
        action: 'item.outcome_said',
        about: { kind: 'item', id: itemId },
        before,
        after: outcome,
        raises: [meetingSubject(row.id)],
      })
      said++
    }
    return said
  })
}

const sameOutcome = (a: Omit<OutcomeGiven, 'itemId'>, b: Omit<OutcomeGiven, 'itemId'>): boolean =>
  a.kind === b.kind && a.toMeetingId === b.toMeetingId && a.referredTo === b.referredTo

async function outcomeOf(tx: Tx, itemId: string): Promise<OutcomeRow | null> {
  const [row] = await tx.select().from(itemOutcome).where(eq(itemOutcome.itemId, itemId))
  return row ?? null
}

async function checkLater(tx: Tx, from: { id: string; networkId: string }, itemId: string, to: string | null): Promise<void> {
  if (to === null) return
  const [found] = await tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(and(eq(meeting.id, to), eq(meeting.networkId, from.networkId), eq(meeting.template, false), isNull(meeting.deletedAt)))
  if (!found || found.id === from.id) throw new Invalid({ [`kind-${itemId}`]: 'outcome_error_meeting' })
}
