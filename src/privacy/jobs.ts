import type { Ground } from '#platform/ground.ts'
import { sweepKeys } from '#room/entry/writes.ts'
import { sweepSignals } from '#room/signals/retention/writes.ts'
import { purgeAll } from './retention/writes.ts'

/** Every night: what has had its time goes. */
export function privacyJobs(ground: Ground): void {
  ground.jobs.every('privacy.purge', '13 2 * * *', async () => {
    const now = Temporal.Now.instant()
    await sweepSignals(ground.db, now.subtract({ hours: 24 }))
    await sweepKeys(ground.db, now.subtract({ hours: 24 }))
    const done = await purgeAll(ground.db, now)
    for (const [network, deleted] of done) ground.log.info({ network, deleted }, 'personal data out of time was deleted')
  })
}
