/** Who may erase whom. Pure: `'yes'` or the key of the words that say why not. */
import type { Actor } from '#actor.ts'
import type { Somebody } from '../seeking/rules.ts'

/**
 * Oneself; an owner whoever is known in that network alone; the operator everybody. Whoever the installation or a network
 * hangs on must hand that over first.
 */
export function mayErase(
  actor: Actor,
  whom: Pick<Somebody, 'personId' | 'operator' | 'ownsAlone' | 'networks'>,
): 'yes' | 'privacy_not_yours' | 'privacy_elsewhere_too' | 'privacy_is_operator' | 'privacy_owns_alone' {
  const self = whom.personId !== null && whom.personId === actor.person?.id
  const network = actor.network?.role === 'owner' ? actor.network.id : null
  if (!self && !actor.operator && !network) return 'privacy_not_yours'
  if (whom.operator) return 'privacy_is_operator'
  if (whom.ownsAlone.length > 0) return 'privacy_owns_alone'
  if (self || actor.operator) return 'yes'
  return whom.networks.every((one) => one.id === network) ? 'yes' : 'privacy_elsewhere_too'
}
