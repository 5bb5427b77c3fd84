/** Every hour: reminders of the last day on which corrections to minutes are taken. */
import type { Ground } from '#platform/ground.ts'
import { correctionsLetter } from './mails.tsx'
import { laidOutUntilADay } from './reads.ts'
import { isTimeToRemind } from './rules.ts'
import { remindOfCorrections } from './writes.ts'

export function correctionsJobs(ground: Ground): void {
  ground.jobs.every('minutes.corrections', '7 * * * *', () => remindWhereDue(ground))
}

/** Reminds those of every meeting whose last day for corrections is near. */
export async function remindWhereDue(ground: Ground, now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
  for (const one of await laidOutUntilADay(ground.db))
    if (isTimeToRemind(one.until, one.timezone, now))
      await remindOfCorrections(ground, one, correctionsLetter).catch((error) =>
        // The others are not to wait for it; it is due again in an hour.
        ground.log.error({ err: error, meeting: one.meetingId }, 'nobody was reminded of the last day for corrections'),
      )
}
