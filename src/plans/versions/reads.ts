/** A plan as it stood whenever it was adopted, and as it stands. */
import { asc, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { isMember } from '#network/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { pick } from '#platform/words/text.ts'
import type { IndicatorDocument, PlanDocument } from '../document.ts'
import type { IndicatorView, PlanView } from '../reads.ts'
import { planVersion } from '../tables.ts'

export interface VersionView {
  readonly number: number
  /** `YYYY-MM-DD` */
  readonly adoptedOn: string
  readonly note: string | null
  /** Who wrote it down; for members. */
  readonly byName: string | null
  readonly document: PlanDocument
}

/** The versions of a plan that the actor reads, oldest first. */
export async function listVersions(db: Db, actor: Actor, { plan }: Pick<PlanView, 'plan'>): Promise<VersionView[]> {
  const rows = await db.select().from(planVersion).where(eq(planVersion.planId, plan.id)).orderBy(asc(planVersion.number))
  const member = isMember(actor)
  return rows.map(({ number, adoptedOn, note, byName, document }) => ({
    ...{ number, adoptedOn, note, document },
    byName: member ? byName : null,
  }))
}

/** A plan as it stands, as what is kept of it. Persons are named in none. */
export function documentOf({ plan, goals }: PlanView): PlanDocument {
  const { title, description, starts, ends, locale } = plan
  return {
    ...{ title, description, starts, ends },
    goals: goals.map((goal) => ({
      ...{ id: goal.id, title: goal.title, description: goal.description, weight: goal.weight },
      measures: goal.measures.map((one) => ({
        ...{ id: one.id, title: one.title, description: one.description, weight: one.weight, status: one.status },
        ...{ starts: one.starts, ends: one.ends },
        owners: one.owners.flatMap((owner) =>
          owner.organisationId
            ? [{ organisationId: owner.organisationId, name: pick(owner.organisation, locale)?.text ?? '', role: owner.role }]
            : [],
        ),
        indicators: one.indicators.map(indicatorOf),
      })),
      indicators: goal.indicators.map(indicatorOf),
    })),
  }
}

const indicatorOf = ({ id, name, kind, unit, target, baseline }: IndicatorView): IndicatorDocument => ({
  ...{ id, name, kind, unit, target, baseline },
})
