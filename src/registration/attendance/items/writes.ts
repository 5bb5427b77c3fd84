/** At which items it is kept who was there. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import { itemByNumber } from '#programme/reads.ts'
import type { ItemRow } from '#programme/rules.ts'
import type { At } from '../../rows/writes.ts'
import { attendanceItem } from '../../tables.ts'
import { mayKeepAttendance } from '../rules.ts'

/**
 * Begins to keep who is there at an item, or ends it. What was said stays, and is there again when it is begun anew.
 * @param number the item's public number
 * @throws NotFound when there is no such item; Refused to those who do not keep the list
 */
export async function keepAtItem(db: Db, actor: Actor, meeting: At, number: number, keeps: boolean): Promise<ItemRow> {
  const may = mayKeepAttendance(actor, meeting)
  if (may !== 'yes') throw new Refused(may)
  return inTransaction(db, async (tx) => {
    const row = await itemByNumber(tx, meeting.id, number)
    const { id } = row
    const home = { itemId: id, networkId: meeting.networkId, meetingId: meeting.id }
    if (keeps) await tx.insert(attendanceItem).values(home).onConflictDoNothing()
    else await tx.delete(attendanceItem).where(eq(attendanceItem.itemId, id))
    await record(tx, actor, {
      networkId: meeting.networkId,
      action: keeps ? 'attendance.item_added' : 'attendance.item_removed',
      about: { kind: 'item', id },
      meetingId: meeting.id,
      // Nothing of it stands on a page that readers share.
      raises: [],
    })
    return row
  })
}
