/** Once a year the lists of what is due; every night what was approved and has had its days of grace. */
import { jobActor } from '#actor.ts'
import { listNetworks } from '#network/reads.ts'
import type { Ground } from '#platform/ground.ts'
import { deleteApproved } from './deleting/writes.ts'
import { makeList } from './due/writes.ts'
import { waitingLetter } from './mails.tsx'

export function keepingJobs(ground: Ground): void {
  ground.jobs.every('keeping.list', '20 4 1 2 *', () => listEverywhere(ground, Temporal.Now.instant()))
  ground.jobs.every('keeping.delete', '43 2 * * *', async () => {
    const n = await deleteApproved(ground.db, Temporal.Now.instant())
    if (n > 0) ground.log.info({ n }, 'documents that owners approved were deleted')
  })
}

/** Makes every network's list, and tells owners where one waits. */
export async function listEverywhere(ground: Ground, now: Temporal.Instant): Promise<void> {
  for (const { id } of await listNetworks(ground.db)) await makeList(ground, jobActor(id), id, now, waitingLetter)
}
