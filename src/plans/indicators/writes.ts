/** By what one sees whether a measure or a goal succeeds, and what that said on a day. */
import { and, eq, isNotNull, isNull, max, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { bury, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { goalIn } from '../goals/writes.ts'
import { measureIn } from '../measures/writes.ts'
import type { IndicatorRow } from '../rules.ts'
import { indicator, reading } from '../tables.ts'
import { ownMeasure } from '../telling/writes.ts'
import { type Done, editPlan, inPlan } from '../writes.ts'
import type { IndicatorEdit, ReadingEdit } from './forms.ts'

/** Of what it is: a measure, or a goal as a whole. */
export type Of = { readonly measureId: string; readonly goalId: null } | { readonly goalId: string; readonly measureId: null }

const aboutOf = (row: Pick<IndicatorRow, 'goalId' | 'measureId'>): Done['about'] =>
  row.measureId ? { kind: 'measure', id: row.measureId } : { kind: 'goal', id: row.goalId! }

/** For those who may change the plan. */
export async function addIndicator(db: Db, actor: Actor, planId: string, of: Of, edit: IndicatorEdit): Promise<IndicatorRow> {
  return editPlan(db, actor, planId, async (tx, { networkId }) => {
    if (of.measureId === null) await goalIn(tx, planId, of.goalId)
    else await measureIn(tx, planId, of.measureId)
    const beside = of.measureId === null ? eq(indicator.goalId, of.goalId) : eq(indicator.measureId, of.measureId)
    const [last] = await tx
      .select({ position: max(indicator.position) })
      .from(indicator)
      .where(beside)
    const [made] = await tx
      .insert(indicator)
      .values({ networkId, planId, ...of, ...edit, position: (last?.position ?? 0) + 1 })
      .returning()
    return { done: { action: 'indicator.added', about: aboutOf(of), after: edit }, result: made! }
  })
}

/** @param version the version the change was made on. @throws Conflict when somebody else has changed it since */
export async function changeIndicator(
  db: Db,
  actor: Actor,
  planId: string,
  id: string,
  version: number,
  edit: IndicatorEdit,
): Promise<IndicatorRow> {
  return editPlan(db, actor, planId, async (tx) => {
    const before = await indicatorIn(tx, planId, id)
    if (before.version !== version) throw new Conflict<IndicatorEdit>(before, edit)
    const result = await put(tx, before, edit)
    return { done: { action: 'indicator.changed', about: aboutOf(before), before, after: edit }, result }
  })
}

/** Takes an indicator away with its readings; or brings it back. */
export async function removeIndicator(db: Db, actor: Actor, planId: string, id: string): Promise<IndicatorRow> {
  return editPlan(db, actor, planId, async (tx, { networkId }) => {
    const before = await indicatorIn(tx, planId, id)
    await bury(tx, { id, networkId, kind: 'indicator' })
    const result = await put(tx, before, { deletedAt: Temporal.Now.instant().toString() })
    return { done: { action: 'indicator.removed', about: aboutOf(before) }, result }
  })
}

/** Undoes `removeIndicator`. */
export async function restoreIndicator(db: Db, actor: Actor, planId: string, id: string): Promise<IndicatorRow> {
  return editPlan(db, actor, planId, async (tx) => {
    const [before] = await tx
      .select()
      .from(indicator)
      .where(and(eq(indicator.id, id), eq(indicator.planId, planId)))
    if (!before) throw new NotFound()
    await unbury(tx, id)
    const result = await put(tx, before, { deletedAt: null })
    return { done: { action: 'indicator.restored', about: aboutOf(before) }, result }
  })
}

/** Notes what an indicator said on a day. For those its measure rests with, and those who organise. */
export async function addReading(db: Db, actor: Actor, planId: string, id: string, edit: ReadingEdit): Promise<void> {
  await inPlan(db, actor, planId, async (tx, row) => {
    const of = await indicatorIn(tx, planId, id)
    await ownMeasure(tx, actor, row, of.measureId)
    await tx.insert(reading).values({
      networkId: row.networkId,
      indicatorId: id,
      ...edit,
      by: actor.person?.id ?? null,
      byName: actor.person?.name ?? null,
    })
    return { done: { action: 'indicator.read', about: aboutOf(of), after: edit }, result: null }
  })
}

/** Takes a reading back, or brings it again: a wrong one is not changed, the right one is noted beside it. */
export async function takeReadingBack(
  db: Db,
  actor: Actor,
  planId: string,
  id: string,
  readingId: string,
  back: boolean,
): Promise<void> {
  await inPlan(db, actor, planId, async (tx, row) => {
    const of = await indicatorIn(tx, planId, id)
    await ownMeasure(tx, actor, row, of.measureId)
    const [found] = isId(readingId)
      ? await tx
          .update(reading)
          .set({ removedAt: back ? Temporal.Now.instant().toString() : null })
          .where(
            and(
              eq(reading.id, readingId),
              eq(reading.indicatorId, id),
              back ? isNull(reading.removedAt) : isNotNull(reading.removedAt),
            ),
          )
          .returning()
      : []
    if (!found) throw new NotFound()
    const action = back ? 'indicator.reading_removed' : 'indicator.reading_restored'
    return { done: { action, about: aboutOf(of), before: found }, result: null }
  })
}

/** @throws NotFound */
async function indicatorIn(tx: Tx, planId: string, id: string): Promise<IndicatorRow> {
  const [row] = await tx
    .select()
    .from(indicator)
    .where(and(eq(indicator.id, id), eq(indicator.planId, planId), isNull(indicator.deletedAt)))
  if (!row) throw new NotFound()
  return row
}

async function put(tx: Tx, before: IndicatorRow, set: Partial<IndicatorRow>): Promise<IndicatorRow> {
  const [after] = await tx
    .update(indicator)
    .set({ ...set, version: before.version + 1, updatedAt: sql`now()` })
    .where(eq(indicator.id, before.id))
    .returning()
  return after!
}
