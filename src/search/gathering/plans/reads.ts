/** Plans with their goals and measures. */
import { and, eq, isNull } from 'drizzle-orm'
import { goal, measure, plan } from '#plans/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Level, Passage } from '../../document.ts'
import { inAny, levelOf, numbered, versions } from '../rules.ts'

export async function gatherPlans(db: Db, networkId: string): Promise<Passage[]> {
  const plans = await db
    .select()
    .from(plan)
    .where(and(eq(plan.networkId, networkId), isNull(plan.deletedAt)))
  const goals = await db
    .select()
    .from(goal)
    .where(and(eq(goal.networkId, networkId), isNull(goal.deletedAt)))
  const measures = await db
    .select()
    .from(measure)
    .where(and(eq(measure.networkId, networkId), isNull(measure.deletedAt)))
  return plans.flatMap((row) => {
    const level: Level = levelOf(row.publishedAt === null ? 3 : 0, row.audience)
    const own = {
      ...({
        kind: 'plan',
        sourceId: row.id,
        meetingId: null,
        itemId: null,
        seriesId: row.seriesId,
        organisationId: null,
      } as const),
      ...{ level, day: row.adoptedAt ?? row.starts, names: [] },
    }
    const name = inAny(row.title, row.locale)
    const said = (of: Pick<typeof row, 'title' | 'description'>, anchor?: string): Passage[] =>
      versions(row.locale, { title: of.title, text: of.description }).map(({ locale, texts }) => ({
        ...own,
        locale,
        title: texts.title || name,
        text: texts.text ?? '',
        place: anchor ? { anchor } : {},
      }))
    return numbered([
      ...said(row),
      ...goals.filter((one) => one.planId === row.id).flatMap((one) => said(one, `goal-${one.id}`)),
      ...measures.filter((one) => one.planId === row.id).flatMap((one) => said(one, `measure-${one.publicId}`)),
    ])
  })
}
