/** What is done to a plan's goals. For those who may change the plan. */
import { and, asc, eq, isNull, max, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { bury, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import type { GoalRow } from '../rules.ts'
import { moved } from '../siblings/rules.ts'
import { goal } from '../tables.ts'
import { editPlan } from '../writes.ts'
import type { GoalEdit } from './forms.ts'

/** Adds a goal behind the others. */
export async function addGoal(db: Db, actor: Actor, planId: string, title: Words): Promise<GoalRow> {
  return editPlan(db, actor, planId, async (tx, row) => {
    const [last] = await tx
      .select({ position: max(goal.position) })
      .from(goal)
      .where(eq(goal.planId, planId))
    const [made] = await tx
      .insert(goal)
      .values({ networkId: row.networkId, planId, title, position: (last?.position ?? 0) + 1 })
      .returning()
    return { done: { action: 'goal.added', about: { kind: 'goal', id: made!.id }, after: { title } }, result: made! }
  })
}

/** @param version the version the change was made on. @throws Conflict when somebody else has changed it since */
export async function changeGoal(
  db: Db,
  actor: Actor,
  planId: string,
  id: string,
  version: number,
  edit: GoalEdit,
): Promise<GoalRow> {
  return editPlan(db, actor, planId, async (tx) => {
    const before = await goalIn(tx, planId, id)
    if (before.version !== version) throw new Conflict<GoalEdit>(before, edit)
    const result = await put(tx, before, edit)
    return { done: { action: 'goal.changed', about: { kind: 'goal', id }, before, after: edit }, result }
  })
}

export async function moveGoal(db: Db, actor: Actor, planId: string, id: string, to: 'up' | 'down'): Promise<void> {
  await editPlan(db, actor, planId, async (tx) => {
    const rows = await tx
      .select({ id: goal.id })
      .from(goal)
      .where(and(eq(goal.planId, planId), isNull(goal.deletedAt)))
      .orderBy(asc(goal.position), asc(goal.id))
    const before = rows.map((one) => one.id)
    if (!before.includes(id)) throw new NotFound()
    const after = moved(before, id, to)
    for (const [place, one] of after.entries())
      await tx
        .update(goal)
        .set({ position: place + 1 })
        .where(eq(goal.id, one))
    return { done: { action: 'goal.moved', about: { kind: 'goal', id }, before, after }, result: null }
  })
}

/** Takes a goal away with its measures; they come back with it. */
export async function removeGoal(db: Db, actor: Actor, planId: string, id: string): Promise<GoalRow> {
  return editPlan(db, actor, planId, async (tx, { networkId }) => {
    const before = await goalIn(tx, planId, id)
    await bury(tx, { id, networkId, kind: 'goal' })
    const result = await put(tx, before, { deletedAt: Temporal.Now.instant().toString() })
    return { done: { action: 'goal.removed', about: { kind: 'goal', id } }, result }
  })
}

/** Undoes `removeGoal`. */
export async function restoreGoal(db: Db, actor: Actor, planId: string, id: string): Promise<void> {
  await editPlan(db, actor, planId, async (tx) => {
    const [before] = await tx
      .select()
      .from(goal)
      .where(and(eq(goal.id, id), eq(goal.planId, planId)))
    if (!before) throw new NotFound()
    await unbury(tx, id)
    const result = await put(tx, before, { deletedAt: null })
    return { done: { action: 'goal.restored', about: { kind: 'goal', id } }, result }
  })
}

/** @throws NotFound */
export async function goalIn(tx: Tx, planId: string, id: string): Promise<GoalRow> {
  const [row] = await tx
    .select()
    .from(goal)
    .where(and(eq(goal.id, id), eq(goal.planId, planId), isNull(goal.deletedAt)))
  if (!row) throw new NotFound()
  return row
}

async function put(tx: Tx, before: GoalRow, set: Partial<GoalRow>): Promise<GoalRow> {
  const [after] = await tx
    .update(goal)
    .set({ ...set, version: before.version + 1, updatedAt: sql`now()` })
    .where(eq(goal.id, before.id))
    .returning()
  return after!
}
