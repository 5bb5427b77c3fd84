/** What is told of how a measure is going: by those it rests with, and those who organise. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import type { UpdateEdit } from '../measures/forms.ts'
import { measureIn, putMeasure } from '../measures/writes.ts'
import { ownOrganisation } from '../reads.ts'
import { type MeasureRow, mayReadPlan, mayTell, needsReason, type PlanRow } from '../rules.ts'
import { measureOwner, measureUpdate } from '../tables.ts'
import { inPlan } from '../writes.ts'

/**
 * Whether an actor may tell of a measure, asked where it is written. @returns on whose behalf
 * @throws NotFound for those who do not read the plan, Refused for readers it does not rest with
 */
export async function ownMeasure(tx: Tx, actor: Actor, row: PlanRow, measureId: string | null): Promise<string | null> {
  if (mayReadPlan(actor, row) !== 'yes') throw new NotFound()
  const organisationId = await ownOrganisation(tx, actor, row.networkId)
  const owners = measureId ? await tx.select().from(measureOwner).where(eq(measureOwner.measureId, measureId)) : []
  const verdict = mayTell(actor, row, owners, organisationId)
  if (verdict !== 'yes') throw new Refused(verdict)
  return organisationId
}

/**
 * Tells how a measure is going. Its status and how far it has come are what was told last.
 * @param locale the language it is told in
 * @param at when it was said, where that was not now
 * @throws Conflict where somebody else has changed the measure since, and the status was to be another
 */
export async function tell(
  db: Db,
  actor: Actor,
  planId: string,
  measureId: string,
  edit: UpdateEdit,
  locale: Locale,
  at?: string,
): Promise<MeasureRow> {
  return inPlan(db, actor, planId, async (tx, row) => {
    const organisationId = await ownMeasure(tx, actor, row, measureId)
    const before = await measureIn(tx, planId, measureId)
    const { text, status, progress, version } = edit
    const changes = status !== before.status || progress !== before.progress
    // Words alone are in nobody's way.
    if (changes && version !== before.version)
      throw new Conflict<UpdateEdit>({ ...edit, status: before.status, progress: before.progress }, edit)
    const by = { by: actor.person?.id ?? null, byName: actor.person?.name ?? null, organisationId }
    await tx.insert(measureUpdate).values({
      networkId: row.networkId,
      measureId,
      locale,
      text,
      status: status === before.status ? null : status,
      progress: progress === before.progress ? null : progress,
      ...(at && { at }),
      ...by,
    })
    const result = changes
      ? await putMeasure(tx, before, {
          status,
          progress,
          reason: needsReason(status) ? text || before.reason : null,
          doneAt: status === 'done' ? (before.doneAt ?? Temporal.Now.instant().toString()) : null,
        })
      : before
    const was = { status: before.status, progress: before.progress }
    return {
      done: { action: 'measure.told', about: { kind: 'measure', id: measureId }, before: was, after: { text, status, progress } },
      result,
    }
  })
}

/** Takes back what one told, or brings it again; the measure's status stays as it is. For whoever told it, and those who organise. */
export async function takeBack(
  db: Db,
  actor: Actor,
  planId: string,
  measureId: string,
  id: string,
  back: boolean,
): Promise<void> {
  await inPlan(db, actor, planId, async (tx, row) => {
    await ownMeasure(tx, actor, row, measureId)
    await measureIn(tx, planId, measureId)
    const mine = and(eq(measureUpdate.id, id), eq(measureUpdate.measureId, measureId))
    const [found] = isId(id)
      ? await tx
          .select()
          .from(measureUpdate)
          .where(and(mine, back ? isNull(measureUpdate.removedAt) : isNotNull(measureUpdate.removedAt)))
      : []
    if (!found) throw new NotFound()
    if (found.by !== actor.person?.id && mayTell(actor, row, [], null) !== 'yes') throw new Refused('plans_only_own_words')
    await tx
      .update(measureUpdate)
      .set({ removedAt: back ? Temporal.Now.instant().toString() : null })
      .where(mine)
    const action = back ? 'measure.update_removed' : 'measure.update_restored'
    return { done: { action, about: { kind: 'measure', id: measureId } }, result: null }
  })
}
