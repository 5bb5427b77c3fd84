/** Speakers as people: which member of the network a name is, and whose appearances belong together. Pure. */
import { slugOf } from '#platform/words/slug.ts'
import type { SpeakerEdit } from '../rules.ts'

/** Someone of the network, as far as a form needs to know. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly office: string | null
}

const key = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('nb')

/** The member a name is, when there is one of that name and no more. */
export function memberNamed(name: string, members: readonly Member[]): Member | null {
  const found = members.filter((one) => key(one.name) === key(name))
  return found.length === 1 ? found[0]! : null
}

/**
 * Ties speakers to members of the network. Whoever is new or gets another name is looked for by name; otherwise what the
 * form says holds. Nobody is tied to someone from elsewhere.
 * @param was the speakers that the form was made from
 */
export function tiedTo(speakers: readonly SpeakerEdit[], was: readonly SpeakerEdit[], members: readonly Member[]): SpeakerEdit[] {
  const known = new Map(was.map((one) => [one.id, one]))
  return speakers.map((one) => {
    const old = one.id === undefined ? undefined : known.get(one.id)
    if (!old || key(old.name) !== key(one.name)) return { ...one, personId: memberNamed(one.name, members)?.id ?? null }
    const { personId } = one
    if (personId === undefined || personId === null || personId === old.personId) return one
    return { ...one, personId: members.some((member) => member.id === personId) ? personId : null }
  })
}

/** The address of a name, or null for one that none can be made of. */
export const speakerSlug = (name: string): string | null => slugOf(name) || null

/** `/{network}/speakers/{slug}`, or null. */
export function speakerPath(network: { readonly slug: string }, name: string): string | null {
  const slug = speakerSlug(name)
  return slug && `/${network.slug}/speakers/${slug}`
}

/** A name as it stands on programmes, and how often. `personId` where it is known who it is. */
export interface NameCount {
  readonly name: string
  readonly personId: string | null
  readonly count: number
}

/** One line of the list of speakers: everything under one address. */
export interface SpeakerEntry {
  readonly slug: string
  /** As it is written most often. */
  readonly name: string
  readonly count: number
}

/** The list of speakers, by name as Norwegians order them. */
export function entriesOf(names: readonly NameCount[]): SpeakerEntry[] {
  const entries = new Map<string, { names: Map<string, number>; count: number }>()
  for (const { name, count } of names) {
    const slug = speakerSlug(name)
    if (slug === null) continue
    const entry = entries.get(slug) ?? { names: new Map<string, number>(), count: 0 }
    entry.names.set(name, (entry.names.get(name) ?? 0) + count)
    entries.set(slug, { names: entry.names, count: entry.count + count })
  }
  const order = new Intl.Collator('nb')
  return [...entries]
    .map(([slug, { names, count }]) => ({
      slug,
      count,
      name: [...names].sort((a, b) => b[1] - a[1] || order.compare(a[0], b[0]))[0]![0],
    }))
    .sort((a, b) => order.compare(a.name, b.name))
}

/**
 * Whose appearances stand under an address: those of that name, and those of the same persons under other names.
 * @returns one group where at most one person is known by the name; otherwise one for each, and one for those nobody knows
 */
export function groupsOf<A extends { readonly name: string; readonly personId: string | null }>(
  appearances: readonly A[],
): { readonly personId: string | null; readonly appearances: readonly A[] }[] {
  const persons = new Set(appearances.flatMap((one) => one.personId ?? []))
  if (persons.size <= 1) return appearances.length > 0 ? [{ personId: [...persons][0] ?? null, appearances }] : []
  const groups = Map.groupBy(appearances, (one) => one.personId)
  return [...groups]
    .sort(([a], [b]) => Number(a === null) - Number(b === null))
    .map(([personId, own]) => ({ personId, appearances: own }))
}
