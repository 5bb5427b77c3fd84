/** Something of the room put at the end of the minutes: a revision as any other, by whoever may write where nobody else does. */
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import type { Place } from '../reads.ts'
import { mayWrite, penOf } from '../rules.ts'
import { begunAndLocked, enforce, layDownPen, save } from '../writes.ts'
import { quotesFor } from './reads.ts'
import { standingIn, withMore } from './rules.ts'

/**
 * @param id of a quote, as `quotesFor` names it
 * @returns 'there' where it stood in the text already, and nothing is stored
 * @throws NotFound for what cannot be quoted there; Refused while somebody writes, and when the minutes are approved
 */
export async function putIn(db: Db, actor: Actor, place: Place, id: string): Promise<'put' | 'there'> {
  return inTransaction(db, async (tx) => {
    const row = await begunAndLocked(tx, actor, place)
    const quote = (await quotesFor(tx, actor, place, row.locale)).find((one) => one.id === id)
    if (!quote) throw new NotFound()
    if (standingIn(row.document).has(id)) return 'there'
    enforce(mayWrite(actor, place.meeting, row))
    if (penOf(row, null, '', Temporal.Now.instant()) === 'held')
      throw new Refused(row.writer === actor.person?.id ? 'minutes_quote_own_pen' : 'minutes_quote_pen')
    // A window of its own that writes this and no more: whoever comes next need not wait for it.
    const window = newId()
    const document = withMore(row.document, quote.nodes)
    await save(tx, actor, place, { basedOn: row.number, window, edit: null, document })
    await layDownPen(tx, actor, place, window)
    return 'put'
  })
}
