import type { Ground } from '#platform/ground.ts'
import { purgeAll } from './retention/writes.ts'

/** Every night: what has had its time goes. */
export function privacyJobs(ground: Ground): void {
  ground.jobs.every('privacy.purge', '13 2 * * *', async () => {
    const done = await purgeAll(ground.db, Temporal.Now.instant())
    for (const [network, deleted] of done) ground.log.info({ network, deleted }, 'personal data out of time was deleted')
  })
}
