/**
 * In which county an organisation lies, by the numbers it has: the first two digits of a municipality's are its county's. Pure.
 * @see https://www.ssb.no/klass/klassifikasjoner/104 (counties), with those that were from 2018 and 2020 until the end of 2023
 */

const names: Readonly<Record<string, string>> = {
  '03': 'Oslo',
  '11': 'Rogaland',
  '15': 'Møre og Romsdal',
  '18': 'Nordland',
  '30': 'Viken',
  '31': 'Østfold',
  '32': 'Akershus',
  '33': 'Buskerud',
  '34': 'Innlandet',
  '38': 'Vestfold og Telemark',
  '39': 'Vestfold',
  '40': 'Telemark',
  '42': 'Agder',
  '46': 'Vestland',
  '50': 'Trøndelag',
  '54': 'Troms og Finnmark',
  '55': 'Troms',
  '56': 'Finnmark',
}

/** A county's Norwegian name; the number itself where we know none. */
export const countyName = (number: string): string => names[number] ?? number

interface Numbered {
  readonly id: string
  readonly parentId: string | null
  readonly numbers: readonly {
    readonly kind: 'municipality' | 'library' | 'county'
    readonly number: string
    readonly validFrom: string | null
    readonly validTo: string | null
  }[]
}

/**
 * The number of the county that each organisation lies in on a day: by its own numbers, else by those of what it belongs to.
 * Library numbers are no help: they keep the municipality's number of the day they were given.
 * @param today "2026-11-23"
 * @returns by organisation; those in no county that we can tell are absent
 */
export function countiesOf(organisations: readonly Numbered[], today: string): Map<string, string> {
  const byId = new Map(organisations.map((one) => [one.id, one]))
  const found = new Map<string, string>()
  for (const one of organisations) {
    const seen = new Set<string>()
    for (let at: Numbered | undefined = one; at && !seen.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined) {
      seen.add(at.id)
      const number = ownCounty(at, today)
      if (number) {
        found.set(one.id, number)
        break
      }
    }
  }
  return found
}

function ownCounty({ numbers }: Numbered, today: string): string | null {
  const valid = numbers.filter(
    (one) => one.kind !== 'library' && (one.validFrom ?? '') <= today && (one.validTo === null || one.validTo >= today),
  )
  return (valid.find((one) => one.kind === 'county') ?? valid.at(-1))?.number.slice(0, 2) ?? null
}
