/** Something put below the minutes by a button, where no editor took it: a quotation, an answer. */
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import { type MinutesNode, textOfNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import type { Place } from '../reads.ts'
import { mayWrite, penOf } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { enforce, makeStand, openMinutes, type Saved } from '../writes.ts'

/**
 * Appends blocks to the text that stands, as a revision of its own.
 * @throws NotFound for who may not write these minutes
 * @throws Refused('minutes_is_approved' | 'minutes_someone_else_writes') and nothing is stored
 */
export const appendTo = (db: Db, actor: Actor, place: Place, nodes: readonly MinutesNode[]): Promise<Saved> =>
  inTransaction(db, async (tx) => {
    const row = await openMinutes(tx, actor, place)
    enforce(mayWrite(actor, place.meeting, row))
    const held = penOf(row, null, '', Temporal.Now.instant()) === 'held'
    if (held && row.writer !== actor.person?.id) throw new Refused('minutes_someone_else_writes')
    const before = row.document.content ?? []
    // An empty line to write on says nothing.
    const kept = before.length === 1 && before[0]!.type === 'paragraph' && textOfNode(before[0]!) === '' ? [] : before
    const document = checkDocument({ type: 'doc', content: [...kept, ...nodes] })
    const saved = await makeStand(tx, actor, row, document, { reason: 'save' })
    await record(tx, actor, act(place.meeting, row, 'minutes.saved', { number: saved.number }))
    return saved
  })
