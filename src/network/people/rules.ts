/** Looking somebody up among the members. Pure. */
import type { Words } from '#platform/words/text.ts'
import { folded } from '../folding/rules.ts'

/** What is looked for; an empty field says nothing. */
export interface Sought {
  readonly q: string
  /** An organisation's id. */
  readonly organisation: string
  /** A county's number. */
  readonly county: string
}

interface Findable {
  readonly name: string
  readonly office: string | null
  readonly organisationId: string | null
  readonly organisation: Words | null
  /** Only what this reader may see. */
  readonly about: Words | null
}

/** Those that fit all that is sought: each word somewhere in name, office, organisation or what they work with. */
export function matching<M extends Findable>(
  members: readonly M[],
  { q, organisation, county }: Sought,
  countyOf: ReadonlyMap<string, string>,
): M[] {
  const words = folded(q).split(' ').filter(Boolean)
  return members.filter((one) => {
    if (organisation && one.organisationId !== organisation) return false
    if (county && (!one.organisationId || countyOf.get(one.organisationId) !== county)) return false
    if (words.length === 0) return true
    const texts = [one.name, one.office ?? '', ...Object.values(one.organisation ?? {}), ...Object.values(one.about ?? {})]
    const all = folded(texts.join(' '))
    return words.every((word) => all.includes(word))
  })
}
