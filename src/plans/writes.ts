/** What is done to a plan as a whole. */
import { and, eq, like, ne, or, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { earlierSlugs, isAnothers } from '#network/addresses/reads.ts'
import { leaveAddress } from '#network/addresses/writes.ts'
import { mayOrganise } from '#network/rules.ts'
import { network } from '#network/tables.ts'
import { bury, inTransaction, record, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { plansOf } from '#platform/live/subjects.ts'
import { slugOf } from '#platform/words/slug.ts'
import { pick } from '#platform/words/text.ts'
import { isPlanSlug, type PlanEdit } from './forms.ts'
import { mayEditPlan, type PlanRow } from './rules.ts'
import { plan } from './tables.ts'

export interface Done {
  readonly action: string
  readonly about: { readonly kind: 'plan' | 'goal' | 'measure'; readonly id: string }
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Does something to a plan or to what stands in it, one after the other: the plan's row is locked, so that places and numbers
 * are given once. Who may is the caller's to ask inside.
 * @throws NotFound
 */
export async function inPlan<T>(
  db: Db,
  actor: Actor,
  planId: string,
  write: (tx: Tx, row: PlanRow) => Promise<{ done: Done | null; result: T }>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId)).for('update')
    if (!row || row.networkId !== actor.network?.id) throw new NotFound()
    const { done, result } = await write(tx, row)
    if (done) await record(tx, actor, { networkId: row.networkId, raises: [plansOf(row.networkId)], ...done })
    return result
  })
}

/** As `inPlan`, for those who may change the plan. @throws Refused */
export const editPlan: typeof inPlan = (db, actor, planId, write) =>
  inPlan(db, actor, planId, async (tx, row) => {
    const verdict = mayEditPlan(actor, row)
    if (verdict !== 'yes') throw new Refused(verdict)
    return write(tx, row)
  })

/** Makes a plan, as a draft that organisers see. Its address comes of its title. */
export async function addPlan(db: Db, actor: Actor, networkId: string, edit: Omit<PlanEdit, 'slug'>): Promise<PlanRow> {
  if (mayOrganise(actor) !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_organisers')
  return inTransaction(db, async (tx) => {
    const [home] = await tx.select({ locale: network.locale }).from(network).where(eq(network.id, networkId)).for('update')
    if (!home) throw new NotFound()
    const words = pick(edit.title, home.locale)?.text
    if (!words) throw new Invalid({ title: 'plans_title_missing' })
    const [made] = await tx
      .insert(plan)
      .values({ id: newId(), networkId, locale: home.locale, ...edit, slug: await freeSlug(tx, networkId, slugOf(words)) })
      .returning()
    await record(tx, actor, {
      networkId,
      action: 'plan.added',
      about: { kind: 'plan', id: made!.id },
      after: edit,
      raises: [plansOf(networkId)],
    })
    return made!
  })
}

async function freeSlug(tx: Tx, networkId: string, wanted: string): Promise<string> {
  const base = isPlanSlug(wanted) ? wanted : 'plan'
  const taken = await tx
    .select({ slug: plan.slug })
    .from(plan)
    .where(and(eq(plan.networkId, networkId), or(eq(plan.slug, base), like(plan.slug, `${base}-%`))))
  const slugs = new Set([...taken.map((one) => one.slug), ...(await earlierSlugs(tx, networkId, 'plan'))])
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!slugs.has(slug)) return slug
  }
}

/**
 * Changes what a plan is called, for which time and for whom it is. The address it leaves goes on leading to it.
 * @param version the version the change was made on
 * @throws Conflict when somebody else has changed it since; Invalid({ slug }) for an address that another has
 */
export async function changePlan(db: Db, actor: Actor, planId: string, version: number, edit: PlanEdit): Promise<PlanRow> {
  return editPlan(db, actor, planId, async (tx, before) => {
    if (before.version !== version) throw new Conflict<PlanEdit>(before as PlanEdit, edit)
    const [other] = await tx
      .select({ id: plan.id })
      .from(plan)
      .where(and(eq(plan.networkId, before.networkId), eq(plan.slug, edit.slug), ne(plan.id, planId)))
    if (other || (await isAnothers(tx, before.networkId, 'plan', edit.slug, planId)))
      throw new Invalid({ slug: 'plans_slug_taken' })
    await leaveAddress(tx, { networkId: before.networkId, kind: 'plan', subjectId: planId }, before.slug, edit.slug)
    const result = await put(tx, before, edit)
    return { done: { action: 'plan.changed', about: { kind: 'plan', id: planId }, before, after: edit }, result }
  })
}

/** Shows a plan to those it is for, or takes that back. */
export async function setPublished(db: Db, actor: Actor, planId: string, published: boolean): Promise<PlanRow> {
  return editPlan(db, actor, planId, async (tx, before) => {
    const set = published
      ? { publishedAt: Temporal.Now.instant().toString(), publishedBy: actor.person?.id ?? null }
      : { publishedAt: null, publishedBy: null }
    const result = await put(tx, before, set)
    const action = published ? 'plan.published' : 'plan.withdrawn'
    return { done: { action, about: { kind: 'plan', id: planId } }, result }
  })
}

/** Takes a plan away; it can be brought back. */
export async function removePlan(db: Db, actor: Actor, planId: string): Promise<void> {
  await editPlan(db, actor, planId, async (tx, before) => {
    if (before.deletedAt !== null) throw new NotFound()
    await bury(tx, { id: planId, networkId: before.networkId, kind: 'plan' })
    const result = await put(tx, before, { deletedAt: Temporal.Now.instant().toString() })
    return { done: { action: 'plan.removed', about: { kind: 'plan', id: planId } }, result }
  })
}

/** Undoes `removePlan`. */
export async function restorePlan(db: Db, actor: Actor, planId: string): Promise<PlanRow> {
  return editPlan(db, actor, planId, async (tx, before) => {
    await unbury(tx, planId)
    const result = await put(tx, before, { deletedAt: null })
    return { done: { action: 'plan.restored', about: { kind: 'plan', id: planId } }, result }
  })
}

async function put(tx: Tx, before: PlanRow, set: Partial<PlanRow>): Promise<PlanRow> {
  const [after] = await tx
    .update(plan)
    .set({ ...set, version: before.version + 1, updatedAt: sql`now()` })
    .where(eq(plan.id, before.id))
    .returning()
  return after!
}
