/** Every hour: what somebody began to hand in and left. */
import type { Ground } from '#platform/ground.ts'
import { clearUploads } from './writes.ts'

/** How long a half-done upload is kept for whoever may come back to it. */
export const KEPT_MS = 24 * 60 * 60 * 1000

export function uploadJobs(ground: Ground): void {
  ground.jobs.every('uploads.clear', '25 * * * *', async () => {
    const cleared = await clearUploads(ground, KEPT_MS)
    if (cleared > 0) ground.log.info({ cleared }, 'cleared uploads that nobody carried on')
  })
}
