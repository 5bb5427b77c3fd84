/** Every minute: calendars of those who are registered, where a meeting has moved and has been quiet since. */
import type { Ground } from '#platform/ground.ts'
import { calendarTeller } from './calendar/mails.tsx'
import { meetingsBehind } from './calendar/reads.ts'
import { tellBehind } from './calendar/writes.ts'

export function changesJobs(ground: Ground): void {
  ground.jobs.every('changes.calendars', '* * * * *', () => tellCalendars(ground, Temporal.Now.instant()))
}

/** Tells everybody who is registered for a meeting that has moved; once for each way in which it stands. */
export async function tellCalendars(ground: Ground, now: Temporal.Instant): Promise<void> {
  for (const id of await meetingsBehind(ground.db, now)) await tellBehind(ground.db, id, calendarTeller(ground))
}
