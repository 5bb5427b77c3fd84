/** The order of what stands beside each other in a plan. Pure. */

/**
 * Moves one of some siblings a place up or down.
 * @param ids in their order
 * @returns the ids in the new order; the same where there is nowhere to go
 */
export function moved(ids: readonly string[], id: string, to: 'up' | 'down'): string[] {
  const from = ids.indexOf(id)
  const place = from + (to === 'up' ? -1 : 1)
  if (from < 0 || place < 0 || place >= ids.length) return [...ids]
  const rest = ids.filter((one) => one !== id)
  return [...rest.slice(0, place), id, ...rest.slice(place)]
}
