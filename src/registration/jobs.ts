/** What happens to registrations by the clock alone. */
import type { Ground } from '#platform/ground.ts'
import { turnPages } from './clock/writes.ts'
import { scanAnswers } from './files/jobs.ts'

export function registrationJobs(ground: Ground): void {
  ground.jobs.every('registration-clock', '* * * * *', async () => {
    await turnPages(ground.db, Temporal.Now.instant())
  })
  ground.jobs.every('registration-scan', '* * * * *', async () => {
    await scanAnswers(ground)
  })
}
