/** What becomes of plans by the clock alone: a measure is past its time the day after its last. */
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { network } from '#network/tables.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { plansOf } from '#platform/live/subjects.ts'
import { measure } from './tables.ts'

export function plansJobs(ground: Ground): void {
  ground.jobs.every('plans-day', '7 * * * *', () => passTheDay(ground.db, Temporal.Now.instant()))
}

/** Raises the plans of networks where somebody's time ran out yesterday. Every hour, for the day begins at another hour elsewhere. */
export async function passTheDay(db: Db, now: Temporal.Instant): Promise<void> {
  const ended = await db
    .selectDistinct({ id: measure.networkId })
    .from(measure)
    .innerJoin(network, eq(network.id, measure.networkId))
    .where(
      and(
        isNull(measure.deletedAt),
        notInArray(measure.status, ['done', 'dropped']),
        sql`${measure.ends} = (${now.toString()}::timestamptz at time zone ${network.timezone})::date - 1`,
      ),
    )
  if (ended.length > 0)
    await inTransaction(db, (tx) =>
      raise(
        tx,
        ended.map((one) => plansOf(one.id)),
      ),
    )
}
