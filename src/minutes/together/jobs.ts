/** Every minute: what was written together in a process that died becomes a version, also when nobody comes back to it. */
import type { Ground } from '#platform/ground.ts'
import { leftBehind } from './reads.ts'
import { endSitting } from './writes.ts'

export function togetherJobs({ db, jobs, log }: Pick<Ground, 'db' | 'jobs' | 'log'>): void {
  jobs.every('minutes.left_behind', '* * * * *', async () => {
    for (const id of await leftBehind(db))
      await endSitting(db, id).catch((error: unknown) =>
        // The others are not to wait for it; it is tried again in a minute.
        log.warn({ err: error, minutesId: id }, 'could not bring up minutes that were left behind'),
      )
  })
}
