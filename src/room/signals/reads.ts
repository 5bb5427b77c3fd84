import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import type { Channel } from '../entry/rules.ts'
import { SEEN_SECONDS, signals } from './rules.ts'
import { type Signal, signalCount } from './tables.ts'

export interface SignalsPart {
  /** Counts in slots of ten seconds, the oldest first; who shows them lets go of old ones by the clock (`lately`). */
  readonly slots: readonly { readonly kind: Signal; readonly slot: string; readonly count: number }[]
}

/** Signals of the last while: all of them for chairs, applause for everybody. */
export async function readSignals(db: Db, meeting: Pick<MeetingRow, 'id'>, channel: Channel): Promise<SignalsPart> {
  const slots = await db
    .select({ kind: signalCount.kind, slot: signalCount.slot, count: signalCount.count })
    .from(signalCount)
    .where(
      and(
        eq(signalCount.meetingId, meeting.id),
        inArray(signalCount.kind, channel === 'chair' ? [...signals] : ['applause']),
        gt(signalCount.slot, sql`now() - make_interval(secs => ${SEEN_SECONDS})`),
      ),
    )
    .orderBy(asc(signalCount.slot), asc(signalCount.kind))
  return { slots: slots.map((one) => ({ ...one, slot: new Date(one.slot).toISOString() })) }
}
