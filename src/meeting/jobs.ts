/** What happens to meetings by the clock alone. */
import type { Ground } from '#platform/ground.ts'
import { tick } from './schedule/writes.ts'

export function meetingJobs(ground: Ground): void {
  ground.jobs.every('meeting-clock', '* * * * *', async () => {
    await tick(ground.db, Temporal.Now.instant())
  })
}
