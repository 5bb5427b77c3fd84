/** Tells those whom actions came to, in the transaction that gave them. */
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { linkFor } from '../links/writes.ts'
import type { ActionView } from '../reads.ts'
import { type ActionRow, isOpen } from '../rules.ts'
import { asOwnerSees, receiversOfAll } from './reads.ts'
import type { Given, GivenOne } from './rules.ts'

/** What is needed to tell somebody: the ground, and the letter that says it (`../mails.tsx`). */
export interface Teller {
  readonly ground: Pick<Ground, 'config' | 'jobs' | 'secret'>
  readonly letter: (what: Given) => Written
}

/** One mail to each new owner of what they may see of it; never to whoever gave it, and none of what has ended. */
export const tellGiven =
  ({ ground, letter }: Teller, actor: Actor, network: NetworkRow) =>
  async (tx: Tx, rows: readonly ActionRow[], note: string | null): Promise<void> => {
    const open = rows.filter(isOpen)
    const receiversOf = await receiversOfAll(tx, network.id, open)
    const receivers = new Map(open.flatMap((row) => receiversOf(row).map((to) => [to.personId, to] as const)))
    receivers.delete(actor.person?.id ?? '')
    for (const to of receivers.values()) {
      const theirs = open.filter((row) => receiversOf(row).some((one) => one.personId === to.personId))
      const all: (GivenOne & { readonly one: ActionView })[] = []
      for (const one of await asOwnerSees(
        tx,
        to.personId,
        network,
        theirs.map((row) => row.id),
      )) {
        const path = await linkFor(tx, ground.secret, { networkId: network.id, actionId: one.id, personId: to.personId })
        all.push({ one, href: ground.config.baseUrl + path })
      }
      const [first] = all
      if (!first) continue
      const written = letter({
        locale: to.locale ?? first.one.locale,
        network,
        all,
        by: actor.person?.name ?? null,
        note,
        organisation: first.one.personId === null ? first.one.ownerOrganisation : null,
      })
      await queueMail(ground, tx, { networkId: network.id, to: to.email, kind: 'action', ...written })
    }
  }
