/** Reminding each owner once of all that is theirs. Who was reminded is noted in the transaction that puts the mail in the outbox. */
import { sql } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import type { Locale } from '#platform/words/text.ts'
import { linkFor } from '../links/writes.ts'
import type { ActionRow } from '../rules.ts'
import { actionReminder } from '../tables.ts'
import { asOwnerSees } from '../telling/reads.ts'
import { type Duty, dutiesToday, REMINDED, wasReminded } from './reads.ts'
import { isNear } from './rules.ts'

/** What the outbox calls these mails. */
export const REMINDER = 'action-reminder'

export interface Owed {
  readonly one: Pick<ActionRow, 'id' | 'text' | 'locale' | 'due'>
  /** The whole address of their own page of it. */
  readonly href: string
}
/** Makes the mail to one of them. */
export type Write = (
  locale: Locale,
  of: { readonly network: NetworkRow; readonly owed: readonly Owed[]; readonly today: string },
) => Written

type Outside = Pick<Ground, 'db' | 'config' | 'jobs' | 'secret'>

/**
 * Reminds the owners of a network of what is near or over, one mail each. Each is reminded for themselves: what cannot be written
 * to one keeps it from nobody else.
 * @returns how many mails were put in the outbox
 */
export async function remindOwners(
  ground: Outside & Pick<Ground, 'log'>,
  network: NetworkRow,
  write: Write,
  now: Temporal.Instant,
): Promise<number> {
  const today = now.toZonedDateTimeISO(network.timezone).toPlainDate().toString()
  let count = 0
  for (const duty of await dutiesToday(ground.db, network.id, today))
    if (
      await remind(ground, network, write, duty, now).catch((error) => {
        // It is due again in an hour.
        ground.log.error({ err: error, network: network.id, person: duty.personId }, 'somebody was not reminded')
        return false
      })
    )
      count += 1
  return count
}

/** Of two processes that try at once the second finds it done. @returns whether a mail was put in the outbox */
function remind(ground: Outside, network: NetworkRow, write: Write, duty: Duty, now: Temporal.Instant): Promise<boolean> {
  const { personId, email, locale, actions } = duty
  const today = now.toZonedDateTimeISO(network.timezone).toPlainDate().toString()
  return inTransaction(ground.db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reminders of actions ${network.id} ${personId}`}, 0))`)
    if (await wasReminded(tx, network.id, personId, today)) return false
    const ids = actions.map((one) => one.id)
    const owed = await owedBy(ground, tx, network, personId, ids, now)
    if (owed.length === 0) return false
    const written = write(locale ?? network.locale, { network, owed, today })
    const mailId = await queueMail(ground, tx, { networkId: network.id, to: email, kind: REMINDER, ...written })
    const told = owed.map(({ one }) => one)
    await tx
      .insert(actionReminder)
      .values(told.map(({ id, due }) => ({ networkId: network.id, actionId: id, personId, due: due!, on: today })))
    await record(tx, jobActor(network.id), {
      ...{ networkId: network.id, action: REMINDED, about: { kind: 'mail', id: mailId } },
      after: { personId, ids: told.map((one) => one.id) },
      raises: [],
    })
    return true
  })
}

/** What somebody still owes of some actions, and soon, with their own way to each. */
export async function owedBy(
  ground: Outside,
  tx: Tx,
  network: NetworkRow,
  personId: string,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<Owed[]> {
  const owed: Owed[] = []
  const today = now.toZonedDateTimeISO(network.timezone).toPlainDate().toString()
  for (const one of await asOwnerSees(tx, personId, network, ids, now)) {
    // Its date was moved meanwhile.
    if (!isNear(one, today)) continue
    const path = await linkFor(tx, ground.secret, { networkId: network.id, actionId: one.id, personId })
    owed.push({ one, href: ground.config.baseUrl + path })
  }
  return owed
}
