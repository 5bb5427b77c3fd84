/** Every ten minutes: reminders that the plan of a meeting has due. */
import { jobActor } from '#actor.ts'
import { meetingById } from '#meeting/reads.ts'
import type { Ground } from '#platform/ground.ts'
import type { Gate } from '#platform/mail/jobs.ts'
import { personalLetter } from './mails.tsx'
import { dutiesOf, madeOf, meetingsWithPlan, statusNow } from './reads.ts'
import { mayRemind, receiversOf } from './rules.ts'
import { remindByPlan } from './writes.ts'

export function remindersJobs(ground: Ground): void {
  ground.jobs.every('reminders.due', '*/10 * * * *', () => remindDue(ground))
}

/** Reminds the speakers of every meeting whose plan says so now. */
export async function remindDue(ground: Ground, now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
  for (const one of await meetingsWithPlan(ground.db, now))
    await remindByPlan(ground, one, personalLetter(ground), now).catch((error) =>
      // The others are not to wait for it; it is due again in ten minutes.
      ground.log.error({ err: error, meeting: one.id }, 'reminders of a meeting were not sent'),
    )
}

/**
 * A mail may lie for hours before a mail server takes it. Who has delivered meanwhile, or has another address now, is not
 * reminded; nor is anybody of a meeting that was postponed, cancelled or taken back to draft.
 */
export const reminderGate =
  (ground: Ground): Gate =>
  async ({ id, to }) => {
    const { db } = ground
    const made = await madeOf(db, id)
    const meeting = made && (await meetingById(db, made.meetingId))
    if (!made || !meeting) return null
    const now = Temporal.Now.instant()
    if (mayRemind(jobActor(meeting.networkId), meeting, await statusNow(db, meeting), now) !== 'yes') return null
    const owed = (await dutiesOf(db, meeting)).filter((one) => made.speakers.includes(one.speakerId))
    const receiver = receiversOf(owed).find((one) => one.email === to.toLowerCase())
    return receiver ? personalLetter(ground)(meeting, receiver, made.note) : null
  }
