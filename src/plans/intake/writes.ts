/** From what was read and checked to a draft plan, all of it or nothing. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Invalid } from '#platform/errors.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import type { PlanRow } from '../rules.ts'
import { goal, indicator, measure, measureOwner, plan } from '../tables.ts'
import { addPlan } from '../writes.ts'
import { MOST_ENTRIES, type NewIndicator, type NewPlan } from './rules.ts'

/**
 * Makes a draft of a plan that was read, in a fixed number of queries however long it is.
 * @throws Refused for those who do not organise in the network; Invalid({ text }) for more than a plan can hold
 */
export async function createPlan(db: Db, actor: Actor, networkId: string, made: NewPlan): Promise<PlanRow> {
  const { locale } = made
  const words = (text: string): Words => ({ [locale]: text })
  const some = (text: string): Words | null => (text ? words(text) : null)
  const all = made.goals.flatMap((one) => [one, ...one.measures])
  if (all.length > MOST_ENTRIES) throw new Invalid({ text: 'planio_too_many' })
  return inTransaction(db, async (tx) => {
    const row = await addPlan(tx, actor, networkId, {
      title: words(made.title),
      description: some(made.description),
      starts: made.starts,
      ends: made.ends,
      seriesId: null,
      audience: 'public',
      state: 'draft',
    })
    if (row.locale !== locale) await tx.update(plan).set({ locale }).where(eq(plan.id, row.id))
    const own = { networkId, planId: row.id }
    const goals = made.goals.map((one, i) => ({
      id: newId(),
      ...own,
      position: i + 1,
      title: words(one.title),
      description: some(one.description),
    }))
    const measures = made.goals.flatMap((of, g) =>
      of.measures.map((one, i) => ({
        row: {
          ...{
            id: newId(),
            ...own,
            goalId: goals[g]!.id,
            position: i + 1,
            title: words(one.title),
            description: some(one.description),
          },
          ...{ status: one.status, starts: one.starts, ends: one.ends },
          doneAt: one.status === 'done' ? Temporal.Now.instant().toString() : null,
        },
        of: one,
      })),
    )
    const owners = measures.flatMap(({ row: { id: measureId }, of }) =>
      of.owners.map((one) => ({ networkId, measureId, ...one })),
    )
    const indicators = [
      ...made.goals.flatMap((of, g) => indicatorRows(of.indicators, { goalId: goals[g]!.id }, locale)),
      ...measures.flatMap(({ row: { id: measureId }, of }) => indicatorRows(of.indicators, { measureId }, locale)),
    ].map((one) => ({ ...one, ...own }))
    if (goals.length > 0) await tx.insert(goal).values(goals)
    for (const some of chunked(measures.map((one) => one.row))) await tx.insert(measure).values(some)
    for (const some of chunked(owners)) await tx.insert(measureOwner).values(some)
    for (const some of chunked(indicators)) await tx.insert(indicator).values(some)
    return { ...row, locale }
  })
}

const indicatorRows = (all: readonly NewIndicator[], of: { goalId: string } | { measureId: string }, locale: Locale) =>
  all.map((one, i) => ({ ...of, position: i + 1, name: { [locale]: one.name }, kind: one.kind, target: one.target }))

/** A statement takes so many values, and no more. */
function* chunked<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += 500) yield all.slice(at, at + 500)
}
