/** What may be done to a series, and what its address may be. Pure. */
import type { Actor } from '#actor.ts'
import { mayOrganise } from '../rules.ts'

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const SLUG_LONGEST = 80

export const seriesSlug = (slug: string): 'yes' | 'network_series_slug_form' =>
  SLUG.test(slug) && slug.length <= SLUG_LONGEST ? 'yes' : 'network_series_slug_form'

/** Only an empty series can be removed: its meetings would stand nowhere. @param meetings how many it has, drafts too */
export function mayRemoveSeries(actor: Actor, meetings: number): 'yes' | 'network_only_organisers' | 'network_series_not_empty' {
  const verdict = mayOrganise(actor)
  if (verdict !== 'yes') return verdict
  return meetings === 0 ? 'yes' : 'network_series_not_empty'
}
