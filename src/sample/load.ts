import { and, eq } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { listNetworks } from '#network/reads.ts'
import { activity } from '#platform/activity/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { loadSampleMeetings } from './meetings.ts'
import { loadSamplePeople } from './people.ts'
import { loadSamplePlan } from './plan.ts'
import { REMOVED, removeSample } from './remove.ts'
import { loadSampleTopics } from './topics.ts'

const LOADED = 'sample.loaded'

/**
 * Loads the sample network into an embedded database that has no network yet, unless SAMPLE says no or somebody has taken it
 * away before. What a stopped loading left behind is taken away first. The queues must exist.
 * @returns whether it was loaded
 */
export async function loadSample(ground: Ground): Promise<boolean> {
  if (!ground.config.SAMPLE || ground.config.DATABASE_URL) return false
  const [only, ...others] = await listNetworks(ground.db)
  if (only && (others.length > 0 || !only.sample || (await isWhole(ground, only.id)))) return false
  if (only) await removeSample(ground, jobActor(only.id))
  else if (await wasRemoved(ground)) return false
  const home = await loadSamplePeople(ground)
  await loadSampleMeetings(ground, home)
  await loadSampleTopics(ground, home.networkId, home.people.organiser)
  await loadSamplePlan(ground, home)
  await inTransaction(ground.db, (tx) =>
    record(tx, jobActor(home.networkId), {
      networkId: home.networkId,
      action: LOADED,
      about: { kind: 'network', id: home.networkId },
      raises: [],
    }),
  )
  return true
}

async function isWhole({ db }: Ground, networkId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: activity.id })
    .from(activity)
    .where(and(eq(activity.networkId, networkId), eq(activity.action, LOADED)))
    .limit(1)
  return row !== undefined
}

async function wasRemoved({ db }: Ground): Promise<boolean> {
  const [row] = await db.select({ id: activity.id }).from(activity).where(eq(activity.action, REMOVED)).limit(1)
  return row !== undefined
}
