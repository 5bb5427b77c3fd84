/** Older and other texts made to stand again, whole or in part. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { checkDocument } from '../forms.ts'
import type { Place } from '../reads.ts'
import { type MinutesRow, mayWrite, type RevisionRow } from '../rules.ts'
import { sameText } from '../standing/rules.ts'
import { act } from '../standing/writes.ts'
import { minutesRevision } from '../tables.ts'
import { enforce, locked, makeStand, type Saved } from '../writes.ts'

/**
 * Makes an earlier text stand again, as a new revision.
 * @throws Refused when the minutes are approved, NotFound when there is no such revision
 */
export async function restore(db: Db, actor: Actor, place: Place, number: number): Promise<Saved> {
  return inTransaction(db, async (tx) => {
    const row = await locked(tx, place.meeting, place.item.id)
    allow(actor, place.meeting, row)
    const old = await revisionOf(tx, row, number)
    if (sameText(old.document, row.document)) return { number: row.number, at: row.updatedAt }
    const saved = await makeStand(tx, actor, row, old.document, { reason: 'restore', restoredFrom: number })
    await record(tx, actor, act(place.meeting, row, 'minutes.restored', { number: saved.number, from: number }))
    return saved
  })
}

/**
 * Takes one part (a paragraph, a list, a block …) of another revision into the text that stands: in the place of the part
 * with the same id where there is one, else where it stood.
 * @throws Conflict when something else stands than the person saw
 */
export async function takePart(
  db: Db,
  actor: Actor,
  place: Place,
  take: { number: number; part: number; basedOn: number },
): Promise<Saved> {
  return inTransaction(db, async (tx) => {
    const row = await locked(tx, place.meeting, place.item.id)
    allow(actor, place.meeting, row)
    if (row.number !== take.basedOn) throw new Conflict<unknown>(row, take)
    const other = await revisionOf(tx, row, take.number)
    const part = other.document.content?.[take.part]
    if (!part) throw new NotFound()
    const content = [...(row.document.content ?? [])]
    const id = part.attrs?.id
    const own = id === undefined ? -1 : content.findIndex((node) => node.attrs?.id === id)
    if (own >= 0) content[own] = part
    else content.splice(Math.min(take.part, content.length), 0, part)
    const saved = await makeStand(tx, actor, row, checkDocument({ type: 'doc', content }), { reason: 'save' })
    await record(tx, actor, act(place.meeting, row, 'minutes.saved', { number: saved.number, taken: take.number }))
    return saved
  })
}

function allow(actor: Actor, meeting: MeetingRow, row: MinutesRow): void {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
  enforce(mayWrite(actor, meeting, row))
}

async function revisionOf(tx: Tx, row: MinutesRow, number: number): Promise<RevisionRow> {
  const [found] = await tx
    .select()
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, number)))
  if (!found) throw new NotFound()
  return found
}
