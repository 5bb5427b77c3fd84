/** Who comes with a personal link, and to what. */
import { and, eq } from 'drizzle-orm'
import { type Actor, personActor } from '#actor.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { type ActionView, actionById } from '../reads.ts'
import { linkIn } from '../rules.ts'
import { actionLink } from '../tables.ts'

export interface Holder {
  /** Whom the link was made for. It acts on this one action, and is handed to nothing else. */
  readonly actor: Actor
  readonly network: NetworkRow
  readonly one: ActionView
}

/**
 * What a personal link opens: one action, as long as it is the holder's, or of the organisation they belong to.
 * @throws NotFound when the link is not ours, was made void since, or the action went to others
 */
export async function openActionLink(db: Db, secret: string, token: string): Promise<Holder> {
  const claimed = linkIn(secret, token)
  const [link] = claimed
    ? await db
        .select()
        .from(actionLink)
        .where(and(eq(actionLink.id, claimed.id), eq(actionLink.linkVersion, claimed.linkVersion)))
    : []
  const network = link && (await networkById(db, link.networkId))
  if (!link || !network) throw new NotFound()
  const actor = await personActor(db, link.personId, { networkId: network.id })
  const one = await actionById(db, actor, network, link.actionId)
  if (!one.mine) throw new NotFound()
  return { actor, network, one }
}
