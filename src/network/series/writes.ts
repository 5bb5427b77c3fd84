/** What is done to a series. */
import { and, eq, ne } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { bury, inTransaction, record, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { networkSubject, seriesSubject } from '#platform/live/subjects.ts'
import { isAnothers } from '../addresses/reads.ts'
import { leaveAddress } from '../addresses/writes.ts'
import { mayOrganise } from '../rules.ts'
import { series } from '../tables.ts'
import { lockNetwork } from '../writes.ts'
import type { SeriesEdit } from './forms.ts'
import { meetingsIn, type SeriesRow } from './reads.ts'
import { mayRemoveSeries, seriesSlug } from './rules.ts'

/**
 * Changes what a series is called, its address and its rhythm.
 * @param version the version the change was made on
 * @throws Conflict when somebody else has changed it since; Invalid({ name }) without one, ({ slug }) for an address that cannot be used
 */
export async function changeSeries(
  db: Db,
  actor: Actor,
  networkId: string,
  seriesId: string,
  version: number,
  edit: SeriesEdit,
): Promise<SeriesRow> {
  return change(db, actor, networkId, seriesId, async (tx, before) => {
    if (before.version !== version) throw new Conflict<SeriesEdit>(before, edit)
    if (Object.keys(edit.name).length === 0) throw new Invalid({ name: 'network_name_missing' })
    const fit = seriesSlug(edit.slug)
    if (fit !== 'yes') throw new Invalid({ slug: fit })
    const [other] = await tx
      .select({ id: series.id })
      .from(series)
      .where(and(eq(series.networkId, networkId), eq(series.slug, edit.slug), ne(series.id, seriesId)))
    if (other || (await isAnothers(tx, networkId, 'series', edit.slug, seriesId)))
      throw new Invalid({ slug: 'network_series_slug_taken' })
    await leaveAddress(tx, { networkId, kind: 'series', subjectId: seriesId }, before.slug, edit.slug)
    return { action: 'series.changed', set: { ...edit, version: version + 1 } }
  })
}

/** Takes an empty series away; it can be brought back. @throws Refused while it has meetings */
export async function removeSeries(db: Db, actor: Actor, networkId: string, seriesId: string): Promise<SeriesRow> {
  return change(db, actor, networkId, seriesId, async (tx, before) => {
    if (before.deletedAt !== null) throw new NotFound()
    const verdict = mayRemoveSeries(actor, await meetingsIn(tx, seriesId))
    if (verdict !== 'yes') throw new Refused(verdict)
    await bury(tx, { id: seriesId, networkId, kind: 'series' })
    return { action: 'series.removed', set: { deletedAt: Temporal.Now.instant().toString() } }
  })
}

/** Undoes `removeSeries`. */
export async function restoreSeries(db: Db, actor: Actor, networkId: string, seriesId: string): Promise<SeriesRow> {
  return change(db, actor, networkId, seriesId, async (tx) => {
    await unbury(tx, seriesId)
    return { action: 'series.restored', set: { deletedAt: null } }
  })
}

async function change(
  db: Db,
  actor: Actor,
  networkId: string,
  seriesId: string,
  write: (tx: Tx, before: SeriesRow) => Promise<{ action: string; set: Partial<SeriesRow> }>,
): Promise<SeriesRow> {
  const answer = mayOrganise(actor)
  if (answer !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_organisers')
  return inTransaction(db, async (tx) => {
    // The lock keeps two series from taking the same address.
    await lockNetwork(tx, networkId)
    const [before] = await tx
      .select()
      .from(series)
      .where(and(eq(series.id, seriesId), eq(series.networkId, networkId)))
    if (!before) throw new NotFound()
    const { action, set } = await write(tx, before)
    const [after] = await tx.update(series).set(set).where(eq(series.id, seriesId)).returning()
    await record(tx, actor, {
      networkId,
      action,
      about: { kind: 'series', id: seriesId },
      before,
      after: set,
      raises: [networkSubject(networkId), seriesSubject(seriesId)],
    })
    return after!
  })
}
