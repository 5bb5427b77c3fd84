/** Two matters that turned out to be one, and parting them again. For organisers. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { tieActions } from '#actions/matter/writes.ts'
import { action } from '#actions/tables.ts'
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { tieItems } from '#programme/matter/writes.ts'
import { item } from '#programme/tables.ts'
import { matterChosen } from '../reads.ts'
import type { MatterRow } from '../rules.ts'
import { type MatterMoved, matter, matterFact, topicLink } from '../tables.ts'
import { held, note, onlyOrganisers } from '../writes.ts'

/**
 * Treatments, actions, facts and topics of the first are the second's, and its address leads there.
 * @throws Invalid({ matter }) where no other is meant
 */
export async function mergeMatter(db: Db, actor: Actor, row: MatterRow, typed: string): Promise<MatterRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const into = await matterChosen(tx, row.networkId, typed)
    if (!into || into.id === row.id) throw new Invalid({ matter: 'matters_choose_other' })
    // In one order, whoever is put into whom: each into the other at the same moment would leave neither.
    for (const one of [row, into].sort((a, b) => (a.id < b.id ? -1 : 1))) await held(tx, one)
    const { networkId } = row
    const items = idsOf(await tx.select({ id: item.id }).from(item).where(eq(item.matterId, row.id)))
    await tieItems(tx, networkId, items, into.id)
    const actions = idsOf(await tx.select({ id: action.id }).from(action).where(eq(action.matterId, row.id)))
    await tieActions(tx, networkId, actions, into.id)
    const facts = idsOf(
      await tx
        .update(matterFact)
        .set({ matterId: into.id })
        .where(eq(matterFact.matterId, row.id))
        .returning({ id: matterFact.id }),
    )
    // Its own links stay where they are, for it may stand by itself again.
    const topics = await tx.execute<{
      id: string
    }>(sql`insert into ${topicLink} (network_id, topic_id, kind, subject_id, by, by_name, at)
      select network_id, topic_id, kind, ${into.id}, by, by_name, at from ${topicLink}
      where kind = 'matter' and subject_id = ${row.id} on conflict do nothing returning topic_id as id`)
    const matters = idsOf(
      await tx.update(matter).set({ mergedInto: into.id }).where(eq(matter.mergedInto, row.id)).returning({ id: matter.id }),
    )
    const moved: MatterMoved = { items, actions, facts, topics: idsOf(topics.rows), matters }
    await tx
      .update(matter)
      .set({ mergedInto: into.id, moved, version: sql`${matter.version} + 1` })
      .where(eq(matter.id, row.id))
    await note(tx, actor, into, 'matter.merged', { from: row.id })
    return into
  })
}

/** Parts two matters again: what came to the second from the first and is still its own goes back. @throws NotFound */
export async function partMatter(db: Db, actor: Actor, into: MatterRow, id: string): Promise<MatterRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const its = and(eq(matter.id, id), eq(matter.mergedInto, into.id), eq(matter.networkId, into.networkId))
    const [row] = await tx.select().from(matter).where(its).for('update')
    if (!row?.moved) throw new NotFound()
    const { items, actions, facts, topics, matters } = row.moved
    const still = { items: and(inArray(item.id, [...items]), eq(item.matterId, into.id)) }
    await tieItems(tx, row.networkId, idsOf(await tx.select({ id: item.id }).from(item).where(still.items)), row.id)
    const own = and(inArray(action.id, [...actions]), eq(action.matterId, into.id))
    await tieActions(tx, row.networkId, idsOf(await tx.select({ id: action.id }).from(action).where(own)), row.id)
    await tx
      .update(matterFact)
      .set({ matterId: row.id })
      .where(and(inArray(matterFact.id, [...facts]), eq(matterFact.matterId, into.id)))
    await tx
      .delete(topicLink)
      .where(and(eq(topicLink.kind, 'matter'), eq(topicLink.subjectId, into.id), inArray(topicLink.topicId, [...topics])))
    await tx
      .update(matter)
      .set({ mergedInto: row.id })
      .where(and(inArray(matter.id, [...matters]), eq(matter.mergedInto, into.id)))
    const [after] = await tx
      .update(matter)
      .set({ mergedInto: null, moved: null, version: sql`${matter.version} + 1` })
      .where(eq(matter.id, row.id))
      .returning()
    await note(tx, actor, into, 'matter.parted', { from: row.id })
    await note(tx, actor, after!, 'matter.parted', { from: into.id })
    return after!
  })
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map((one) => one.id)
