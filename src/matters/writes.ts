/** Making matters of items, tying items to them, and what goes along. For organisers. */
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { action } from '#actions/tables.ts'
import type { Actor } from '#actor.ts'
import { mayOrganise } from '#network/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { anywhereIn, meetingSubject } from '#platform/live/subjects.ts'
import { type Locale, withoutEmpty } from '#platform/words/text.ts'
import { tieItems } from '#programme/matter/writes.ts'
import { item } from '#programme/tables.ts'
import type { MatterGiven } from './forms.ts'
import { matterChosen } from './reads.ts'
import type { MatterRow } from './rules.ts'
import { matter, matterFact, topicLink } from './tables.ts'

type ItemHead = Pick<typeof item.$inferSelect, 'id' | 'networkId' | 'meetingId' | 'matterId' | 'title'>

/** The matter of an item: the one it is of, else a new one that is called as the item is. */
export async function followItem(
  db: Db,
  actor: Actor,
  of: ItemHead,
  seriesId: string | null,
  proposed: { readonly id: string | null; readonly name: string | null } = { id: null, name: null },
): Promise<MatterRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const [own] = of.matterId === null ? [] : await tx.select().from(matter).where(eq(matter.id, of.matterId))
    if (own && own.deletedAt === null) return own
    const [row] = await tx
      .insert(matter)
      .values({ networkId: of.networkId, seriesId, title: of.title, proposedById: proposed.id, proposedByName: proposed.name })
      .returning()
    await tieItems(tx, of.networkId, [of.id], row!.id)
    await note(tx, actor, row!, 'matter.made', { item: of.id })
    return row!
  })
}

/**
 * Ties an item to a matter that was chosen from a list or typed.
 * @throws Invalid({ matter }) where none is meant, or several
 */
export async function tieItem(db: Db, actor: Actor, of: ItemHead, typed: string): Promise<MatterRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const row = await matterChosen(tx, of.networkId, typed)
    if (!row) throw new Invalid({ matter: 'matters_choose_matter' })
    await tieItems(tx, of.networkId, [of.id], row.id)
    await note(tx, actor, row, 'matter.tied', { item: of.id })
    return row
  })
}

/** The item is of no matter any more. What nothing else is a treatment of, and nobody wrote anything on, goes. */
export async function untieItem(db: Db, actor: Actor, of: ItemHead): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    if (of.matterId === null) return
    const [row] = await tx.select().from(matter).where(eq(matter.id, of.matterId))
    await tieItems(tx, of.networkId, [of.id], null)
    if (!row) return
    await note(tx, actor, row, 'matter.untied', { item: of.id }, [of.meetingId])
    await tx
      .delete(matter)
      .where(
        and(
          eq(matter.id, row.id),
          isNull(matter.summary),
          sql`not exists (select 1 from ${item} where ${item.matterId} = ${row.id})`,
          sql`not exists (select 1 from ${matterFact} where ${matterFact.matterId} = ${row.id})`,
          sql`not exists (select 1 from ${action} where ${action.matterId} = ${row.id} and ${action.deletedAt} is null)`,
          sql`not exists (select 1 from ${topicLink} where ${topicLink.subjectId} = ${row.id})`,
          sql`not exists (select 1 from ${matter} as other where other.merged_into = ${row.id})`,
        ),
      )
  })
}

/** @throws Conflict where somebody else changed it meanwhile */
export async function changeMatter(db: Db, actor: Actor, row: MatterRow, given: MatterGiven): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const now = await held(tx, row)
    if (now.version !== given.version)
      throw new Conflict<MatterGiven>({ name: now.title, summary: now.summary ?? {}, version: now.version }, given)
    await tx
      .update(matter)
      .set({
        title: given.name,
        summary: withoutEmpty(given.summary),
        version: sql`${matter.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(matter.id, row.id))
    await note(tx, actor, row, 'matter.changed', { title: given.name })
  })
}

/** Notes something that goes along to the next time. @param locale in which it is written */
export async function addFact(db: Db, actor: Actor, row: MatterRow, text: string, locale: Locale): Promise<string> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const [fact] = await tx
      .insert(matterFact)
      .values({
        networkId: row.networkId,
        matterId: row.id,
        locale,
        text,
        by: actor.person?.id ?? null,
        byName: actor.person?.name ?? null,
      })
      .returning({ id: matterFact.id })
    await note(tx, actor, row, 'matter.fact_added', { fact: fact!.id })
    return fact!.id
  })
}

/** Takes a fact away, or brings it back. @throws NotFound */
export async function removeFact(db: Db, actor: Actor, row: MatterRow, id: string, removed: boolean): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const done = await tx
      .update(matterFact)
      .set({ removedAt: removed ? sql`now()` : null })
      .where(
        and(
          eq(matterFact.id, id),
          eq(matterFact.matterId, row.id),
          removed ? isNull(matterFact.removedAt) : isNotNull(matterFact.removedAt),
        ),
      )
      .returning({ id: matterFact.id })
    if (done.length === 0) throw new NotFound()
    await note(tx, actor, row, removed ? 'matter.fact_removed' : 'matter.fact_restored', { fact: id })
  })
}

export async function held(tx: Tx, { id, networkId }: MatterRow): Promise<MatterRow> {
  const [row] = await tx
    .select()
    .from(matter)
    .where(and(eq(matter.id, id), eq(matter.networkId, networkId), isNull(matter.deletedAt), isNull(matter.mergedInto)))
    .for('update')
  if (!row) throw new NotFound()
  return row
}

/** A matter stands on the pages of all its treatments. */
export async function note(tx: Tx, actor: Actor, row: MatterRow, action: string, after: unknown, also: readonly string[] = []) {
  const meetings = await tx.selectDistinct({ id: item.meetingId }).from(item).where(eq(item.matterId, row.id))
  const ids = new Set([...meetings.map((one) => one.id), ...also])
  await record(tx, actor, {
    networkId: row.networkId,
    action,
    about: { kind: 'matter', id: row.id },
    after,
    raises: [anywhereIn(row.networkId), ...[...ids].map(meetingSubject)],
  })
}

export function onlyOrganisers(actor: Actor): void {
  if (mayOrganise(actor) !== 'yes') throw new NotFound()
}
