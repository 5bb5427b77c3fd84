/** Minutes begun with what the programme knows, and that taken back. */
import type { Actor } from '#actor.ts'
import { type ItemView, itemsOf, readMeeting } from '#meeting/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { appendToRow } from '../appending/writes.ts'
import { emptyDocument } from '../document.ts'
import type { Place } from '../reads.ts'
import { mayWrite } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { begunAndLocked, enforce, makeStand } from '../writes.ts'
import { seedFor } from './reads.ts'
import { isEmpty } from './rules.ts'

/**
 * @returns the number of the revision, or 'written' where something stood already and nothing is stored
 * @throws NotFound where the programme knows nothing of the item; Refused as `appendTo`
 */
export async function beginFromProgramme(db: Db, actor: Actor, place: Place): Promise<number | 'written'> {
  return inTransaction(db, async (tx) => {
    const row = await begunAndLocked(tx, actor, place)
    enforce(mayWrite(actor, place.meeting, row))
    if (!isEmpty(row.document)) return 'written'
    const { days } = await readMeeting(tx, actor, place.meeting)
    const item: ItemView | undefined = [...itemsOf(days)].find((one) => one.id === place.item.id)
    const seed = item ? await seedFor(tx, item, row.locale) : null
    if (seed === null) throw new NotFound()
    return (await appendToRow(tx, actor, place, row, seed)).number
  })
}

/**
 * Empties minutes that were begun so, while nothing was written since.
 * @param number of the revision that was made then
 * @throws NotFound for who may not write these minutes; Refused when they are approved
 */
export async function takeBackBeginning(db: Db, actor: Actor, place: Place, number: number): Promise<'emptied' | 'changed'> {
  return inTransaction(db, async (tx) => {
    const row = await begunAndLocked(tx, actor, place)
    enforce(mayWrite(actor, place.meeting, row))
    if (row.number !== number) return 'changed'
    const saved = await makeStand(tx, actor, row, emptyDocument, { reason: 'save' })
    await record(tx, actor, act(place.meeting, row, 'minutes.saved', { number: saved.number }))
    return 'emptied'
  })
}
