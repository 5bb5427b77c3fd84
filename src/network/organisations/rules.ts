/** Which organisation lies under which, and whether two states of one are the same. Pure. */

/**
 * Whether an organisation may be put under another.
 * @param parents of every organisation, its parent
 */
export function mayLieUnder(
  id: string,
  parentId: string | null,
  parents: ReadonlyMap<string, string | null>,
): 'yes' | 'network_org_parent_wrong' {
  const seen = new Set<string>()
  for (let above = parentId; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
    if (above === id || !parents.has(above)) return 'network_org_parent_wrong'
    seen.add(above)
  }
  return 'yes'
}

interface Comparable {
  readonly name: object
  readonly type: string
  readonly place: string | null
  readonly parentId: string | null
  readonly numbers: readonly {
    readonly kind: string
    readonly number: string
    readonly validFrom: string | null
    readonly validTo: string | null
  }[]
}

/** A text that is equal for equal states; a form carries that of its making. */
export function stateText(of: Comparable): string {
  const numbers = of.numbers.map(({ kind, number, validFrom, validTo }) => [kind, number, validFrom, validTo].join(' ')).sort()
  const name = Object.entries(of.name).sort(([a], [b]) => a.localeCompare(b))
  return JSON.stringify([name, of.type, of.place, of.parentId, numbers])
}
