/** Who may be one and the same. Pure: pairs to look at, never a verdict. */
import type { Words } from '#platform/words/text.ts'
import { folded } from '../folding/rules.ts'
import { coreOf } from '../intake/organisations/rules.ts'

export interface Pair {
  readonly one: string
  readonly other: string
  readonly why: 'name' | 'part_of_name' | 'mailbox' | 'library_number' | 'organisation_name'
}

interface Somebody {
  /** Of the membership. */
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly organisationId: string | null
}

/**
 * People of the same name, however it is written; of the same organisation where one's name holds the other's; and of the
 * same mailbox at two places, as when a municipality changes its domain. The likeliest first, each pair once.
 */
export function likelyDoubles(members: readonly Somebody[]): Pair[] {
  const found = new Map<string, Pair>()
  const add = (one: Somebody, other: Somebody, why: Pair['why']) => {
    const key = [one.id, other.id].sort().join(' ')
    if (one.id !== other.id && !found.has(key)) found.set(key, { one: one.id, other: other.id, why })
  }
  const inOrder = (name: string) => folded(name).split(' ').sort().join(' ')
  for (const same of groups(members, (one) => inOrder(one.name))) eachPair(same, (one, other) => add(one, other, 'name'))
  for (const colleagues of groups(members, (one) => one.organisationId ?? ''))
    eachPair(colleagues, (one, other) => {
      if (holds(one.name, other.name) || holds(other.name, one.name)) add(one, other, 'part_of_name')
    })
  for (const same of groups(members, ({ email, name }) => mailboxOf(email, name)))
    eachPair(same, (one, other) => add(one, other, 'mailbox'))
  return [...found.values()]
}

/** "Kari Anne Holm" holds "Kari Holm": the same first and last name, and nothing else in the shorter one. */
function holds(long: string, short: string): boolean {
  const [a, b] = [folded(long).split(' '), folded(short).split(' ')]
  return b.length >= 2 && a.length > b.length && a[0] === b[0] && a.at(-1) === b.at(-1) && b.every((word) => a.includes(word))
}

/** The part before the @, where it says the person's own name: "post" and "bibliotek" are many. */
function mailboxOf(email: string | null, name: string): string {
  const box = email?.split('@')[0]?.toLowerCase() ?? ''
  const last = folded(name).split(' ').at(-1) ?? ''
  return last.length > 2 && folded(box).replaceAll(' ', '').includes(last) && folded(box) !== last ? box : ''
}

interface Organised {
  readonly id: string
  readonly name: Words
  readonly type: string
  readonly numbers: readonly { readonly kind: string; readonly number: string }[]
}

/** Organisations with the same library number, or of one kind whose names differ only in what every library is called. */
export function likelyDoubleOrganisations(all: readonly Organised[]): Pair[] {
  const found = new Map<string, Pair>()
  const add = (one: Organised, other: Organised, why: Pair['why']) => {
    const key = [one.id, other.id].sort().join(' ')
    if (one.id !== other.id && !found.has(key)) found.set(key, { one: one.id, other: other.id, why })
  }
  const numbered = all.flatMap((one) =>
    one.numbers.filter(({ kind }) => kind === 'library').map(({ number }) => ({ one, number })),
  )
  for (const same of groups(numbered, ({ number }) => number)) eachPair(same, (a, b) => add(a.one, b.one, 'library_number'))
  const called = all.flatMap((one) => Object.values(one.name).map((name) => ({ one, key: `${one.type} ${coreOf(name)}` })))
  for (const same of groups(called, ({ one, key }) => (key === `${one.type} ` ? '' : key)))
    eachPair(same, (a, b) => add(a.one, b.one, 'organisation_name'))
  return [...found.values()]
}

/** Those that are equal in something, two or more; what is empty is equal to nothing. */
const groups = <T>(all: readonly T[], keyOf: (one: T) => string): T[][] =>
  [...Map.groupBy(all, keyOf)].flatMap(([key, same]) => (key !== '' && same.length > 1 ? [same] : []))

function eachPair<T>(all: readonly T[], see: (one: T, other: T) => void): void {
  all.forEach((one, i) => {
    for (const other of all.slice(i + 1)) see(one, other)
  })
}
