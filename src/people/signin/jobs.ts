import type { Ground } from '#platform/ground.ts'
import { sweepSignIn } from './writes.ts'

/** Nightly: links and sessions that ran out go. */
export function signInJobs(ground: Ground): void {
  ground.jobs.every('sign-in.sweep', '17 3 * * *', () => sweepSignIn(ground.db))
}
