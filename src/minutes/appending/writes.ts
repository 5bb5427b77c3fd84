/** Something put below the minutes by a button, where no editor took it: a quotation, an answer, a result of the room. */
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import type { MinutesNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import type { Place } from '../reads.ts'
import { type MinutesRow, mayWrite, penOf } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { begunAndLocked, enforce, makeStand, type Saved } from '../writes.ts'
import { withMore } from './rules.ts'

/**
 * Appends blocks to the text that stands, as a revision of its own. Who writes in the editor sees it come.
 * @throws NotFound for who may not write these minutes
 * @throws Refused when the minutes are approved, and while somebody else writes in the plain form, which would not see it
 */
export const appendTo = (db: Db, actor: Actor, place: Place, nodes: readonly MinutesNode[]): Promise<Saved> =>
  inTransaction(db, async (tx) => appendToRow(tx, actor, place, await begunAndLocked(tx, actor, place), nodes))

/** As `appendTo`, for who holds the row under lock and has looked at what stands in it. */
export async function appendToRow(
  tx: Tx,
  actor: Actor,
  place: Place,
  row: MinutesRow,
  nodes: readonly MinutesNode[],
): Promise<Saved> {
  enforce(mayWrite(actor, place.meeting, row))
  const held = penOf(row, null, '', Temporal.Now.instant()) === 'held'
  if (held && row.writer !== actor.person?.id) throw new Refused('minutes_quote_pen')
  const saved = await makeStand(tx, actor, row, checkDocument(withMore(row.document, nodes)), { reason: 'save' })
  await record(tx, actor, act(place.meeting, row, 'minutes.saved', { number: saved.number }))
  return saved
}
