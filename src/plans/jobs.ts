/** What becomes of plans by the clock alone: their pages say as of which day they are, and what is past its time. */
import { and, eq, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import { network } from '#network/tables.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { plansOf } from '#platform/live/subjects.ts'
import { measure, plan } from './tables.ts'

export function plansJobs(ground: Ground): void {
  ground.jobs.every('plans-day', '7 * * * *', () => passTheDay(ground.db, Temporal.Now.instant()))
}

/**
 * Raises the plans of networks where a day has begun; and those where somebody's time ran out with the day before as long as the
 * day lasts, for the program may have stood still at midnight. Every hour, since days begin at another hour elsewhere.
 */
export async function passTheDay(db: Db, now: Temporal.Instant): Promise<void> {
  const there = sql`(${now.toString()}::timestamptz at time zone ${network.timezone})`
  const begun = await db
    .selectDistinct({ id: plan.networkId })
    .from(plan)
    .innerJoin(network, eq(network.id, plan.networkId))
    .where(and(isNull(plan.deletedAt), isNotNull(plan.publishedAt), sql`extract(hour from ${there}) = 0`))
  const ended = await db
    .selectDistinct({ id: measure.networkId })
    .from(measure)
    .innerJoin(network, eq(network.id, measure.networkId))
    .where(
      and(isNull(measure.deletedAt), notInArray(measure.status, ['done', 'dropped']), sql`${measure.ends} = ${there}::date - 1`),
    )
  const ids = new Set([...begun, ...ended].map((one) => one.id))
  if (ids.size > 0) await inTransaction(db, (tx) => raise(tx, [...ids].map(plansOf)))
}
