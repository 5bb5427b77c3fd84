/** A reader's own ticks. They are nobody else's affair: no page but the reader's shows them. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Place } from '../reads.ts'
import { type MaterialRow, maySee } from '../rules.ts'
import { materialRead } from '../tables.ts'

/**
 * Ticks that somebody has read something, or takes the tick away.
 * @throws NotFound for those who are not signed in, and when it is not for them to see
 */
export async function tickRead(db: Db, actor: Actor, place: Place, material: MaterialRow, read: boolean): Promise<void> {
  const { person } = actor
  if (!person || maySee(actor, place.meeting, place.item, material) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    const own = { materialId: material.id, personId: person.id }
    if (read)
      await tx
        .insert(materialRead)
        .values({ ...own, networkId: place.network.id })
        .onConflictDoNothing()
    else
      await tx.delete(materialRead).where(and(eq(materialRead.materialId, own.materialId), eq(materialRead.personId, person.id)))
    await record(tx, actor, {
      networkId: place.network.id,
      meetingId: place.meeting.id,
      action: read ? 'reading.ticked' : 'reading.unticked',
      about: { kind: 'reading', id: material.id },
      raises: [],
    })
  })
}
