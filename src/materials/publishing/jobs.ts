/** What is to be shown after its item is, by the clock. */
import type { Ground } from '#platform/ground.ts'
import { publishByClock } from './writes.ts'

export function publishingJobs(ground: Ground): void {
  ground.jobs.every('materials-clock', '* * * * *', async () => {
    await publishByClock(ground.db, Temporal.Now.instant())
  })
}
