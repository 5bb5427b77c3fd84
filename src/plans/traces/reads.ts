import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { indicator, measure, measureOwner, measurePeriodChange, measureUpdate, plan, reading } from '../tables.ts'

/** What of plans rests with somebody, and what they told, moved and read. */
export async function planTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const owned = await db
    .select({ title: measure.title, role: measureOwner.role, status: measure.status })
    .from(measureOwner)
    .innerJoin(measure, eq(measure.id, measureOwner.measureId))
    .where(and(eq(measureOwner.personId, personId), isNull(measure.deletedAt)))
  const told = await db
    .select({ title: measure.title, text: measureUpdate.text, at: measureUpdate.at })
    .from(measureUpdate)
    .innerJoin(measure, eq(measure.id, measureUpdate.measureId))
    .where(eq(measureUpdate.by, personId))
    .orderBy(desc(measureUpdate.at))
  const moved = await db
    .select({ title: measure.title, text: measurePeriodChange.reason, at: measurePeriodChange.at })
    .from(measurePeriodChange)
    .innerJoin(measure, eq(measure.id, measurePeriodChange.measureId))
    .where(eq(measurePeriodChange.by, personId))
    .orderBy(desc(measurePeriodChange.at))
  const read = await db
    .select({ name: indicator.name, text: reading.note, at: reading.at })
    .from(reading)
    .innerJoin(indicator, eq(indicator.id, reading.indicatorId))
    .where(eq(reading.by, personId))
    .orderBy(desc(reading.at))
  const published = await db.select({ title: plan.title, at: plan.publishedAt }).from(plan).where(eq(plan.publishedBy, personId))
  const rows = [...owned, ...told, ...moved, ...read, ...published]
  return rows.length > 0 ? [{ kind: 'action', rows }] : []
}
