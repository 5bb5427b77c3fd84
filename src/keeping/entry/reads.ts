import { type Actor, actorOf } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { mayKeep } from '../rules.ts'

/** The way in to the rules and the list: owners only; to everybody else the page is not there. @throws NotFound */
export async function enterToKeep(
  db: Db,
  request: Parameters<typeof actorOf>[1] & { readonly params: { readonly network: string } },
): Promise<{ actor: Actor; network: NetworkRow }> {
  const network = await networkBySlug(db, request.params.network)
  if (!network) throw new NotFound()
  const actor = await actorOf(db, request, { networkId: network.id })
  if (mayKeep(actor) !== 'yes') throw new NotFound()
  return { actor, network }
}
