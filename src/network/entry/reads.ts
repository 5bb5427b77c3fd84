/** The way into a network's own pages: to whoever may not, they are not there. */
import { type Actor, actorOf } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { type NetworkRow, networkBySlug } from '../reads.ts'

export interface Here {
  readonly actor: Actor
  readonly network: NetworkRow
}

/**
 * @param may the rule that opens the page: `maySeePeople`, `mayOrganise`, `mayManage`
 * @throws NotFound alike when there is no such network and when it is not for whoever asks
 */
export async function enterNetwork(
  db: Db,
  request: Parameters<typeof actorOf>[1] & { readonly params: unknown },
  may: (actor: Actor) => string,
): Promise<Here> {
  const network = await networkBySlug(db, (request.params as { network: string }).network)
  if (!network) throw new NotFound()
  const actor = await actorOf(db, request, { networkId: network.id })
  if (may(actor) !== 'yes') throw new NotFound()
  return { actor, network }
}
