/** What is done to a plan's measures: their words, order, owners and periods. For those who may change the plan. */
import { and, asc, eq, isNull, max, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { membership, organisation } from '#network/tables.ts'
import { bury, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { goalIn } from '../goals/writes.ts'
import type { MeasureRow, OwnerRow } from '../rules.ts'
import { moved } from '../siblings/rules.ts'
import { measure, measureOwner, measurePeriodChange } from '../tables.ts'
import { editPlan } from '../writes.ts'
import type { MeasureEdit, PeriodEdit } from './forms.ts'

/** Adds a measure behind the others of its goal. */
export async function addMeasure(db: Db, actor: Actor, planId: string, goalId: string, title: Words): Promise<MeasureRow> {
  return editPlan(db, actor, planId, async (tx, { networkId }) => {
    await goalIn(tx, planId, goalId)
    const position = await lastIn(tx, goalId)
    const [made] = await tx.insert(measure).values({ networkId, planId, goalId, title, position }).returning()
    const done = { action: 'measure.added', about: { kind: 'measure' as const, id: made!.id }, after: { title, goalId } }
    return { done, result: made! }
  })
}

const lastIn = async (tx: Tx, goalId: string): Promise<number> => {
  const [last] = await tx
    .select({ position: max(measure.position) })
    .from(measure)
    .where(eq(measure.goalId, goalId))
  return (last?.position ?? 0) + 1
}

/** @param version the version the change was made on. @throws Conflict when somebody else has changed it since */
export async function changeMeasure(
  db: Db,
  actor: Actor,
  planId: string,
  id: string,
  version: number,
  edit: MeasureEdit,
): Promise<MeasureRow> {
  return editPlan(db, actor, planId, async (tx) => {
    const before = await measureIn(tx, planId, id)
    if (before.version !== version) throw new Conflict<MeasureEdit>(before, edit)
    await goalIn(tx, planId, edit.goalId)
    const elsewhere = edit.goalId !== before.goalId
    const result = await putMeasure(tx, before, { ...edit, ...(elsewhere && { position: await lastIn(tx, edit.goalId) }) })
    return { done: { action: 'measure.changed', about: { kind: 'measure', id }, before, after: edit }, result }
  })
}

export async function moveMeasure(db: Db, actor: Actor, planId: string, id: string, to: 'up' | 'down'): Promise<void> {
  await editPlan(db, actor, planId, async (tx) => {
    const { goalId } = await measureIn(tx, planId, id)
    const rows = await tx
      .select({ id: measure.id })
      .from(measure)
      .where(and(eq(measure.goalId, goalId), isNull(measure.deletedAt)))
      .orderBy(asc(measure.position), asc(measure.id))
    const before = rows.map((one) => one.id)
    const after = moved(before, id, to)
    for (const [place, one] of after.entries())
      await tx
        .update(measure)
        .set({ position: place + 1 })
        .where(eq(measure.id, one))
    return { done: { action: 'measure.moved', about: { kind: 'measure', id }, before, after }, result: null }
  })
}

/** Takes a measure away; it can be brought back. */
export async function removeMeasure(db: Db, actor: Actor, planId: string, id: string): Promise<MeasureRow> {
  return editPlan(db, actor, planId, async (tx, { networkId }) => {
    const before = await measureIn(tx, planId, id)
    await bury(tx, { id, networkId, kind: 'measure' })
    const result = await putMeasure(tx, before, { deletedAt: Temporal.Now.instant().toString() })
    return { done: { action: 'measure.removed', about: { kind: 'measure', id } }, result }
  })
}

/** Undoes `removeMeasure`. */
export async function restoreMeasure(db: Db, actor: Actor, planId: string, id: string): Promise<MeasureRow> {
  return editPlan(db, actor, planId, async (tx) => {
    const [before] = await tx
      .select()
      .from(measure)
      .where(and(eq(measure.id, id), eq(measure.planId, planId)))
    if (!before) throw new NotFound()
    await unbury(tx, id)
    const result = await putMeasure(tx, before, { deletedAt: null })
    return { done: { action: 'measure.restored', about: { kind: 'measure', id } }, result }
  })
}

type Owner = Pick<OwnerRow, 'organisationId' | 'personId' | 'role'>

/** Says whom a measure rests with, or who takes part; said again of the same one, in the role said last. */
export async function addOwner(db: Db, actor: Actor, planId: string, measureId: string, owner: Owner): Promise<void> {
  await editPlan(db, actor, planId, async (tx, { networkId }) => {
    await measureIn(tx, planId, measureId)
    if (!(await belongs(tx, networkId, owner))) throw new Invalid({ owner: 'plans_owner_missing' })
    await tx
      .insert(measureOwner)
      .values({ networkId, measureId, ...owner })
      .onConflictDoUpdate({
        target: [measureOwner.measureId, measureOwner.organisationId, measureOwner.personId],
        set: { role: owner.role },
      })
    return { done: { action: 'measure.owner_added', about: { kind: 'measure', id: measureId }, after: owner }, result: null }
  })
}

async function belongs(tx: Tx, networkId: string, { organisationId, personId }: Owner): Promise<boolean> {
  const here = { organisation: eq(organisation.networkId, networkId), person: eq(membership.networkId, networkId) }
  if (organisationId)
    return (
      (await tx.$count(
        organisation,
        and(here.organisation, eq(organisation.id, organisationId), isNull(organisation.deletedAt)),
      )) > 0
    )
  return (
    personId !== null &&
    (await tx.$count(membership, and(here.person, eq(membership.personId, personId), isNull(membership.to)))) > 0
  )
}

/** @param id of the row that says so */
export async function removeOwner(db: Db, actor: Actor, planId: string, measureId: string, id: string): Promise<Owner> {
  return editPlan(db, actor, planId, async (tx) => {
    await measureIn(tx, planId, measureId)
    const [gone] = await tx
      .delete(measureOwner)
      .where(and(eq(measureOwner.id, id), eq(measureOwner.measureId, measureId)))
      .returning()
    if (!gone) throw new NotFound()
    return { done: { action: 'measure.owner_removed', about: { kind: 'measure', id: measureId }, before: gone }, result: gone }
  })
}

/**
 * Says when a measure begins and is to be done. Where it was said before, what it was stays, with the reason.
 * @param at when it was said, where that was not now
 * @throws Conflict when the measure was changed since the form was made; Invalid({ reason }) where a period moves without one
 */
export async function movePeriod(
  db: Db,
  actor: Actor,
  planId: string,
  id: string,
  edit: PeriodEdit,
  at?: string,
): Promise<MeasureRow> {
  return editPlan(db, actor, planId, async (tx, { networkId }) => {
    const before = await measureIn(tx, planId, id)
    const { starts, ends, reason, version } = edit
    if (before.version !== version) throw new Conflict<PeriodEdit>({ ...edit, starts: before.starts, ends: before.ends }, edit)
    if (before.starts === starts && before.ends === ends) return { done: null, result: before }
    if ((before.starts || before.ends) && !reason) throw new Invalid({ reason: 'planio_move_reason_missing' })
    const was = { beforeStarts: before.starts, beforeEnds: before.ends }
    if (before.starts || before.ends)
      await tx.insert(measurePeriodChange).values({
        networkId,
        measureId: id,
        ...was,
        starts,
        ends,
        reason: reason || null,
        ...(at && { at }),
        by: actor.person?.id ?? null,
        byName: actor.person?.name ?? null,
      })
    const result = await putMeasure(tx, before, { starts, ends })
    return {
      done: { action: 'measure.period_moved', about: { kind: 'measure', id }, before: was, after: { starts, ends, reason } },
      result,
    }
  })
}

/** @throws NotFound */
export async function measureIn(tx: Tx, planId: string, id: string): Promise<MeasureRow> {
  const [row] = await tx
    .select()
    .from(measure)
    .where(and(eq(measure.id, id), eq(measure.planId, planId), isNull(measure.deletedAt)))
  if (!row) throw new NotFound()
  return row
}

export async function putMeasure(tx: Tx, before: MeasureRow, set: Partial<MeasureRow>): Promise<MeasureRow> {
  const [after] = await tx
    .update(measure)
    .set({ ...set, version: before.version + 1, updatedAt: sql`now()` })
    .where(eq(measure.id, before.id))
    .returning()
  return after!
}
