/** Who reads which outbox, and what of a mail they see. Pure. */
import type { Actor } from '#actor.ts'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { mayManage } from '../rules.ts'

/**
 * A network's outbox is its owners', the installation's the operator's.
 * @param networkId null for the installation's own
 */
export function mayReadOutbox(actor: Actor, networkId: string | null): 'yes' | 'network_only_owners' {
  if (networkId === null) return actor.operator ? 'yes' : 'network_only_owners'
  return actor.network?.id === networkId ? mayManage(actor) : 'network_only_owners'
}

/**
 * Whether sign-in links stand in the clear: only to the operator, in mail that could not be sent, while there is no mail
 * server. Whoever reads a link can sign in as somebody else; whoever runs the installation can do that anyway.
 */
export function showsLinks(actor: Actor, mail: { networkId: string | null; state: string }, hasServer: boolean): boolean {
  return actor.operator && mail.networkId === null && mail.state === 'kept' && !hasServer
}

/** The text of a mail as this reader may see it. */
export function textFor(
  actor: Actor,
  mail: { networkId: string | null; state: string; text: string },
  hasServer: boolean,
): string {
  return showsLinks(actor, mail, hasServer) ? mail.text : withoutSecretLinks(mail.text)
}
