/** Which organisation lies under which, what kinds are called, and whether two states of one are the same. Pure. */
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { folded } from '../folding/rules.ts'
import type { NumberKind, OrganisationType } from '../tables.ts'

export const typeName = (type: OrganisationType): string =>
  ({
    public: m.network_org_type_public,
    county: m.network_org_type_county,
    academic: m.network_org_type_academic,
    school: m.network_org_type_school,
    special: m.network_org_type_special,
    municipality: m.network_org_type_municipality,
    other: m.network_org_type_other,
  })[type]()

export const kindName = (kind: NumberKind): string =>
  ({ municipality: m.network_org_kind_municipality, library: m.network_org_kind_library, county: m.network_org_kind_county })[
    kind
  ]()

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

/** What is looked for; an empty field says nothing. */
export interface SoughtOrganisations {
  readonly q: string
  readonly type: string
  /** A county's number. */
  readonly county: string
}

interface Findable {
  readonly id: string
  readonly name: Words
  readonly type: string
  readonly place: string | null
  readonly numbers: readonly { readonly number: string }[]
}

/** Those that fit all that is sought: each word somewhere in name, place or numbers, those that were valid once too. */
export function organisationsMatching<O extends Findable>(
  all: readonly O[],
  { q, type, county }: SoughtOrganisations,
  countyOf: ReadonlyMap<string, string>,
): O[] {
  const words = folded(q).split(' ').filter(Boolean)
  return all.filter((one) => {
    if ((type && one.type !== type) || (county && countyOf.get(one.id) !== county)) return false
    const texts = [...Object.values(one.name), one.place ?? '', ...one.numbers.map(({ number }) => number)]
    const text = folded(texts.join(' '))
    return words.every((word) => text.includes(word))
  })
}
