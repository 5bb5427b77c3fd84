/** How any material is changed: found and held, allowed, made, recorded. In one transaction, as all that is written of materials. */
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Verdict } from '#meeting/rules.ts'
import { refreshClock } from '#meeting/schedule/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { hangsOn, type Place } from '../reads.ts'
import { type MaterialRow, mayChange } from '../rules.ts'
import { material } from '../tables.ts'

export type Changes = Parameters<ReturnType<Db['update']>['set']>[0]

type Make = (tx: Tx, before: MaterialRow) => Promise<{ action: string; set: Changes; before?: unknown; after?: unknown } | null>

/** `change` by one who may change what hangs there. */
export const organise = (db: Db, actor: Actor, place: Place, id: string, make: Make, removed?: 'even when removed') =>
  change(db, actor, place, id, () => mayChange(actor, place.item), make, removed)

/** One change of one material. `make` gives null where it was made before. */
export function change(
  db: Db,
  actor: Actor,
  place: Place,
  id: string,
  allowed: (before: MaterialRow) => Verdict,
  make: Make,
  removed?: 'even when removed',
): Promise<MaterialRow> {
  return inTransaction(db, async (tx) => {
    if (!isId(id)) throw new NotFound()
    const [before] = await tx
      .select()
      .from(material)
      .where(and(eq(material.id, id), hangsOn(place)))
      .for('update')
    if (!before || (before.deletedAt !== null && !removed)) throw new NotFound()
    demand(allowed(before))
    const made = await make(tx, before)
    if (!made) return before
    const { action, set, ...told } = made
    // A file that waits beside the one readers get changes nothing for them: feeds would say it did.
    const seen = Object.keys(set).length > 0 && { updatedAt: sql`now()` }
    const [row] = await tx
      .update(material)
      .set({ ...set, version: before.version + 1, ...seen } as Changes)
      .where(eq(material.id, id))
      .returning()
    await note(tx, actor, place, action, id, told)
    return row!
  })
}

/** The act of a write, and what readers see of it raised. */
export async function note(
  tx: Tx,
  actor: Actor,
  place: Place,
  action: string,
  id: string,
  told: { before?: unknown; after?: unknown },
) {
  await record(tx, actor, {
    networkId: place.network.id,
    action,
    about: { kind: 'material', id },
    meetingId: place.meeting.id,
    ...told,
    // Who comes with a personal link finds their own by this, whatever they are called by then.
    ...(actor.speaker && { after: { ...(told.after as object | undefined), speaker: actor.speaker.id } }),
    raises: [meetingSubject(place.meeting.id)],
  })
  // What is published is new for a while: the clock says when that is over.
  await refreshClock(tx, place.meeting.id)
}

/** @throws Refused unless the verdict is yes */
export function demand(verdict: Verdict): void {
  if (verdict !== 'yes') throw new Refused(verdict)
}
