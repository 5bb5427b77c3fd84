/** Who may be meant by what a file calls a speaker. Pure: a suggestion, which somebody takes or leaves. */
import { folded } from '#network/folding/rules.ts'

/** Somebody who may have spoken. */
export interface Candidate {
  readonly personId: string | null
  readonly name: string
  readonly email: string | null
  /** What tells two of the same name apart. */
  readonly about: string | null
}

/** What stands for a candidate in a form: their id, or their name where they have none. */
export const keyOf = ({ personId, name }: Pick<Candidate, 'personId' | 'name'>): string => personId ?? `=${name}`

/**
 * The one a label is likely to mean: of that address, or of that name however it is written. One name alone is enough where
 * only one bears it; where several fit, nobody is suggested.
 */
export function suggest(label: string, candidates: readonly Candidate[]): Candidate | null {
  const address = /[^\s<>()]+@[^\s<>()]+/.exec(label)?.[0].toLowerCase()
  const byAddress = address === undefined ? null : only(candidates.filter((one) => one.email?.toLowerCase() === address))
  if (byAddress) return byAddress
  for (const name of namesIn(label, address)) {
    const words = folded(name).split(' ').filter(Boolean)
    if (words.length === 0) continue
    const found =
      only(candidates.filter((one) => inOrder(one.name) === inOrder(name))) ??
      (words.length > 1
        ? only(candidates.filter((one) => isShorter(words, wordsOf(one.name)) || isShorter(wordsOf(one.name), words)))
        : only(candidates.filter((one) => wordsOf(one.name)[0] === words[0])))
    if (found) return found
  }
  return null
}

const only = <T>(found: readonly T[]): T | null => (found.length === 1 ? found[0]! : null)

const wordsOf = (name: string) => folded(name).split(' ')
const inOrder = (name: string) => wordsOf(name).sort().join(' ')

/** "Kari Holm" is a shorter "Kari Anne Holm": the same first and last name, and nothing of its own. */
const isShorter = (short: readonly string[], long: readonly string[]) =>
  short.length >= 2 &&
  long.length > short.length &&
  short[0] === long[0] &&
  short.at(-1) === long.at(-1) &&
  short.every((word) => long.includes(word))

/** What of a label may be a name: "Kari Holm (Guest)", "Holm, Kari", "Kari Holm | Nordby bibliotek", "kari.holm@nordby.example". */
function namesIn(label: string, address: string | undefined): string[] {
  if (address !== undefined) {
    const beside = label.replace(/[<(]?[^\s<>()]+@[^\s<>()]+[>)]?/, '')
    return [beside, address.split('@')[0]!]
  }
  const bare = label.replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
  return [bare, bare.split(/\s[-–—|/]\s|\s?[|/]\s?|,/)[0]!]
}
