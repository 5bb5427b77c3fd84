/** Once a year the lists of what is due; every night what was approved and has had its days of grace. */
import { jobActor } from '#actor.ts'
import { listNetworks } from '#network/reads.ts'
import type { Ground } from '#platform/ground.ts'
import { deleteApproved } from './deleting/writes.ts'
import { wasListed } from './due/reads.ts'
import { makeList } from './due/writes.ts'
import { waitingLetter } from './mails.tsx'

export function keepingJobs(ground: Ground): void {
  ground.jobs.every('keeping.list', '20 4 1 2 *', () => listEverywhere(ground, Temporal.Now.instant()))
  ground.jobs.every('keeping.delete', '43 2 * * *', async () => {
    const n = await deleteApproved(ground.db, Temporal.Now.instant())
    if (n > 0) ground.log.info({ n }, 'documents that owners approved were deleted')
  })
}

/**
 * Makes every network's list, and tells owners where one waits. One that fails keeps no other from its own; the job is tried again,
 * and those who were told are not told twice.
 */
export async function listEverywhere(ground: Ground, now: Temporal.Instant): Promise<void> {
  const { db } = ground
  const failures: unknown[] = []
  for (const { id } of await listNetworks(db)) {
    if (await wasListed(db, id, now.subtract({ hours: 24 }))) continue
    await makeList(ground, jobActor(id), id, now, waitingLetter).catch((error: unknown) => void failures.push(error))
  }
  for (const failure of failures) throw failure
}
