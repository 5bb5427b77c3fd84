/** Who may do what in a network, and what a network may be called. Pure: `'yes'` or the key of the words that say why not. */
import type { Actor } from '#actor.ts'
import type { NetworkRole } from './tables.ts'

/** Addresses of the installation's own: no network may take them. Kept free ahead are words a later page is likely to need. */
export const reservedNetworkSlugs: ReadonlySet<string> = new Set(
  `about admin api app archive assets auth calendar cookies download favicon feed feeds files following fonts healthz help home images
   join login logout mail manifest me media metrics networks new operator outbox ping privacy public readyz robots s search
   security session sessions settings sign-in sign-out sign-up sitemap sitemaps static status stream system test uploads
   users well-known`.split(/\s+/),
)

/** Addresses below a network that are its own pages: no meeting may take them. */
export const reservedBelowNetwork: ReadonlySet<string> = new Set(
  `about activity actions api archive calendar decisions export feed feeds files follow handlingsplan help history import meetings new notices organisations
   matters outbox people plan plans privacy remove-sample search series settings sitemap speakers statistics templates topics
   unfollow`.split(/\s+/),
)

/** Lower-case letters, digits and single hyphens; a letter first, so that no address looks like a number or a file. */
const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
export const SLUG_LONGEST = 60

/** Whether a word can be a network's address. */
export function networkSlug(slug: string): 'yes' | 'network_slug_form' | 'network_slug_reserved' {
  if (slug.length < 2 || slug.length > SLUG_LONGEST || !SLUG.test(slug)) return 'network_slug_form'
  return reservedNetworkSlugs.has(slug) ? 'network_slug_reserved' : 'yes'
}

type Answer<Reason extends string> = 'yes' | Reason

const roleOf = (actor: Actor): NetworkRole | null => actor.network?.role ?? null

/** Belongs to the network, in any role. */
export const isMember = (actor: Actor): boolean => roleOf(actor) !== null

/** Makes meetings, series and organisations: owners and organisers. */
export function mayOrganise(actor: Actor): Answer<'network_only_organisers'> {
  const role = roleOf(actor)
  return role === 'owner' || role === 'organiser' ? 'yes' : 'network_only_organisers'
}

/** Settings, people and their roles, the outbox: owners. */
export function mayManage(actor: Actor): Answer<'network_only_owners'> {
  return roleOf(actor) === 'owner' ? 'yes' : 'network_only_owners'
}

/** Sees who belongs to the network: its members. */
export function maySeePeople(actor: Actor): Answer<'network_only_members'> {
  return isMember(actor) ? 'yes' : 'network_only_members'
}

/** Makes networks: the operator of the installation. */
export function mayMakeNetworks(actor: Actor): Answer<'network_only_operator'> {
  return actor.operator || actor.kind === 'job' ? 'yes' : 'network_only_operator'
}

/**
 * Whether a membership may be ended or given a lesser role: a network always keeps an owner.
 * @param owners how many owners the network has now
 */
export function mayStepDown(was: NetworkRole, becomes: NetworkRole | null, owners: number): Answer<'network_last_owner'> {
  return was === 'owner' && becomes !== 'owner' && owners <= 1 ? 'network_last_owner' : 'yes'
}
