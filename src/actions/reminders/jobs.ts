/** Every hour: reminders to those who own what is due soon, or over. */
import { networkById } from '#network/reads.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import type { Gate } from '#platform/mail/jobs.ts'
import { receiversOf } from '../telling/reads.ts'
import { reminderLetter } from './mails.tsx'
import { madeOf, networksWithDuties } from './reads.ts'
import { isTimeToRemind } from './rules.ts'
import { owedBy, remindOwners } from './writes.ts'

export function actionsJobs(ground: Ground): void {
  ground.jobs.every('actions.remind', '23 * * * *', () => remindDueActions(ground))
}

/** Reminds the owners of every network in which it is time. */
export async function remindDueActions(ground: Ground, now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
  for (const network of await networksWithDuties(ground.db, now))
    if (isTimeToRemind(now, network.timezone))
      await remindOwners(ground, network, reminderLetter, now).catch((error) =>
        // The others are not to wait for it; it is due again in an hour.
        ground.log.error({ err: error, network: network.id }, 'nobody was reminded of what they are to follow up'),
      )
}

/** A mail may lie for hours before a mail server takes it: what was done, dropped, put off or given to others meanwhile is not in it. */
export const actionReminderGate =
  (ground: Ground, at: () => Temporal.Instant = Temporal.Now.instant): Gate =>
  async ({ id, to }) => {
    const made = await madeOf(ground.db, id)
    const network = made && (await networkById(ground.db, made.networkId))
    if (!made || !network) return null
    const now = at()
    const owed = await inTransaction(ground.db, (tx) => owedBy(ground, tx, network, made.personId, made.ids, now))
    const [reader] = await receiversOf(ground.db, { networkId: network.id, personId: made.personId, organisationId: null })
    if (owed.length === 0 || reader?.email.toLowerCase() !== to.toLowerCase()) return null
    const today = now.toZonedDateTimeISO(network.timezone).toPlainDate().toString()
    return reminderLetter(reader.locale ?? network.locale, { network, owed, today })
  }
