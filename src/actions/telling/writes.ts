/** Tells those whom an action came to, in the transaction that gave it to them. */
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { linkFor } from '../links/writes.ts'
import { type ActionRow, isOpen } from '../rules.ts'
import { asOwnerSees, receiversOf } from './reads.ts'
import type { Given } from './rules.ts'

/** What is needed to tell somebody: the ground, and the letter that says it (`../mails.tsx`). */
export interface Teller {
  readonly ground: Pick<Ground, 'config' | 'jobs' | 'secret'>
  readonly letter: (what: Given) => Written
}

/** One mail to each new owner who may see it; never to whoever gave it, and none of what has ended. */
export const tellGiven =
  ({ ground, letter }: Teller, actor: Actor, network: NetworkRow) =>
  async (tx: Tx, row: ActionRow, note: string | null): Promise<void> => {
    if (!isOpen(row)) return
    for (const to of await receiversOf(tx, row)) {
      if (to.personId === actor.person?.id) continue
      const [one] = await asOwnerSees(tx, to.personId, network, [row.id])
      if (!one) continue
      const path = await linkFor(tx, ground.secret, { networkId: row.networkId, actionId: row.id, personId: to.personId })
      const written = letter({
        locale: to.locale ?? row.locale,
        network,
        one,
        by: actor.person?.name ?? null,
        note,
        href: ground.config.baseUrl + path,
        organisation: row.personId === null ? one.ownerOrganisation : null,
      })
      await queueMail(ground, tx, { networkId: row.networkId, to: to.email, kind: 'action', ...written })
    }
  }
