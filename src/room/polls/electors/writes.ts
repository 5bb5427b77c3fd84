import { eq, sql } from 'drizzle-orm'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { elector, poll } from '../tables.ts'
import { type Electing, eligible } from './reads.ts'

/**
 * Makes electors of all who could vote now: when a poll opens, and when those who came in later are taken along. The caller
 * holds the poll. @returns how many were added
 */
export async function freezeElectors(tx: Tx, meeting: MeetingRow, electing: Electing): Promise<number> {
  const { id } = electing.poll
  const added = await tx.execute(sql`
    insert into ${elector} (poll_id, network_id, meeting_id, voter, name)
    select ${id}::uuid, ${meeting.networkId}::uuid, ${meeting.id}::uuid, now.voter, now.name from (${eligible(meeting, electing)}) as now
    on conflict do nothing`)
  await tx
    .update(poll)
    .set({ electors: tx.$count(elector, eq(elector.pollId, id)) })
    .where(eq(poll.id, id))
  return added.rowCount ?? 0
}
