/** Something that lies beside the minutes put at their end: a revision as any other, and never twice. */
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { appendToRow } from '../appending/writes.ts'
import type { Place } from '../reads.ts'
import { begunAndLocked } from '../writes.ts'
import { contextAt, quotesIn } from './reads.ts'
import { standingIn } from './rules.ts'

/**
 * @param id of a quote, as `readContext` names it
 * @returns 'there' where it stood in the text already, and nothing is stored
 * @throws NotFound for what cannot be quoted there; Refused as `appendTo`
 */
export async function putIn(
  { db, config }: Pick<Ground, 'db' | 'config'>,
  actor: Actor,
  place: Place,
  id: string,
): Promise<'put' | 'there'> {
  return inTransaction(db, async (tx) => {
    const row = await begunAndLocked(tx, actor, place)
    const quotes = quotesIn(await contextAt(tx, actor, place, config.baseUrl, row.locale))
    const quote = quotes.find((one) => one.id === id)
    if (!quote) throw new NotFound()
    if (standingIn(row.document).has(id)) return 'there'
    await appendToRow(tx, actor, place, row, quote.nodes)
    return 'put'
  })
}
