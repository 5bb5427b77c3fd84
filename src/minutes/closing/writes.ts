/** Closing a meeting's minutes and opening them again; taking all of its items a step further at once. */
import type { Actor } from '#actor.ts'
import { setClosed } from '#meeting/closing/writes.ts'
import { lockMeeting } from '#meeting/reads.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { mayPropose } from '../approval/rules.ts'
import { mayApprove, mayPublish } from '../rules.ts'
import { approve, propose, publish, type Tell } from '../state/writes.ts'
import { closing } from '../tables.ts'
import { enforce, locked } from '../writes.ts'
import { isLatest, readClosing } from './reads.ts'
import { mayClose, mayOpenAgain, type SeenItem, type WholeAct } from './rules.ts'

/**
 * Closes a meeting: it is on record, and what came of its items stays.
 * @throws Refused when an item has no outcome, before it has begun, and when it is closed
 */
export async function close(db: Db, actor: Actor, meetingId: string): Promise<void> {
  await held(db, actor, meetingId, async (tx, row) => {
    const { lacks } = await readClosing(tx, actor, row)
    const lacking = lacks.filter((lack) => lack.is === 'outcome').length
    enforce(mayClose(actor, row, lacking, Temporal.Now.instant()))
    await setClosed(tx, actor, row, true)
    await trace(tx, actor, row, 'closed')
  })
}

/** Opens a closed meeting again; only the latest of its series, and with a trace. */
export async function openAgain(db: Db, actor: Actor, meetingId: string): Promise<void> {
  await held(db, actor, meetingId, async (tx, row) => {
    enforce(mayOpenAgain(actor, row, await isLatest(tx, row)))
    await setClosed(tx, actor, row, false)
    await trace(tx, actor, row, 'reopened')
  })
}

async function held(db: Db, actor: Actor, id: string, act: (tx: Tx, row: MeetingRow) => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await lockMeeting(tx, actor, id)
    if (mayWriteMinutes(actor, row) !== 'yes') throw new NotFound()
    await act(tx, row)
  })
}

async function trace(tx: Tx, actor: Actor, row: MeetingRow, act: 'closed' | 'reopened'): Promise<void> {
  const by = { by: actor.person?.id ?? null, byName: actor.person?.name ?? null }
  await tx.insert(closing).values({ networkId: row.networkId, meetingId: row.id, act, ...by })
}

/**
 * Publishes, lays out or approves the minutes of all items at once: all of them or none. Those that are so far already are left.
 * @param seen the texts as they were seen, in the order of the programme
 * @returns how many were taken further
 * @throws Conflict when one says something else by now; Refused when one cannot be taken further
 */
export async function takeAll(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  seen: readonly SeenItem[],
  how: { readonly act: WholeAct; readonly until: string | null; readonly tell: Tell },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
    await lockMeeting(tx, actor, meeting.id)
    let taken = 0
    for (const { itemId, number } of seen) {
      const place = { meeting, item: { id: itemId } }
      const row = await locked(tx, meeting, itemId)
      if (how.act === 'publish') {
        if (mayPublish(actor, meeting, row) === 'minutes_already_published') continue
        await publish(tx, actor, place, number)
      } else if (how.act === 'propose') {
        if (row.state !== 'draft' || mayPropose(actor, meeting, row) === 'minutes_nothing_written') continue
        await propose(tx, actor, place, number, how.until)
      } else {
        if (mayApprove(actor, meeting, row) === 'minutes_is_approved') continue
        await approve(tx, actor, place, number, how.tell)
      }
      taken++
    }
    if (taken === 0) throw new Refused('closing_nothing_to_take')
    return taken
  })
}
