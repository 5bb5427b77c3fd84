import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { slotAt } from './rules.ts'
import { type Signal, signalCount } from './tables.ts'

/** Counts a signal. Nobody is remembered; whoever calls this stirs the room afterwards. */
export async function countSignal(
  db: Db,
  at: { readonly networkId: string; readonly meetingId: string },
  kind: Signal,
  now: number,
): Promise<void> {
  await db
    .insert(signalCount)
    .values({ networkId: at.networkId, meetingId: at.meetingId, kind, slot: new Date(slotAt(now)).toISOString(), count: 1 })
    .onConflictDoUpdate({
      target: [signalCount.meetingId, signalCount.kind, signalCount.slot],
      set: { count: sql`${signalCount.count} + 1` },
    })
}
