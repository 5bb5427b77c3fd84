/** A small plan for tests: two goals, three measures. */
import { createPlan } from '../src/plans/intake/writes.ts'
import type { PlanRow } from '../src/plans/rules.ts'
import { setPublished } from '../src/plans/writes.ts'
import type { World } from './world.ts'

/** "Flere lesere": bokbuss, lesesirkler; "Synlige bibliotek": kampanje. Over 2020–2023, in Bokmål. */
export async function smallPlan(world: World, published = true): Promise<PlanRow> {
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  const measure = (title: string, ends: string | null = null) => ({
    ...{ title, description: '', status: 'under_way' as const, starts: '2020-01-01', ends, owners: [] },
    indicators: [{ name: 'Antall stopp', kind: 'count' as const, target: 10 }],
  })
  const row = await createPlan(db, organiser, world.networkId, {
    ...{ title: 'Plan for bibliotekene', description: 'Om planen.', locale: 'nb', starts: '2020-01-01', ends: '2023-12-31' },
    goals: [
      {
        title: 'Flere lesere',
        description: '',
        measures: [measure('Bokbuss', '2021-06-01'), measure('Lesesirkler')],
        indicators: [],
      },
      { title: 'Synlige bibliotek', description: '', measures: [measure('Kampanje', '2022-12-31')], indicators: [] },
    ],
  })
  return published ? setPublished(db, organiser, row.id, true) : row
}
