/** From what somebody typed to what the index is asked. Pure. */
import { nameMark } from '../indexing/rules.ts'
import { MOST_WORDS } from '../rules.ts'
import { partsOf } from '../words/compounds/rules.ts'
import { tokensOf } from '../words/rules.ts'

/** A word that is looked for. */
export interface Asked {
  /** As it was typed. */
  readonly typed: string
  readonly word: string
  readonly halves: readonly string[]
}

/** The words of a question, without those that say the same twice. A letter that stands alone belongs to what comes after: "e bok". */
export function wordsAsked(q: string): Asked[] {
  const joined = q.replaceAll(/(?<=^|\s)(\p{L})\s+(?=\p{L}{2})/gu, (whole, letter: string) =>
    /[iåIÅ]/.test(letter) ? whole : `${letter}-`,
  )
  const seen = new Set<string>()
  return tokensOf(joined)
    .map((token) => ({ typed: token.raw, word: token.word, halves: token.halves }))
    .filter(({ word }) => !seen.has(word) && seen.add(word))
    .slice(0, MOST_WORDS)
}

/** What the database knows of a word. */
export interface Lexeme {
  readonly word: string
  /** Without its ending, in Norwegian and in English; null where that language does not take it for a word. */
  readonly norwegian: string | null
  readonly english: string | null
  /** Says nothing by itself: "og", "på". */
  readonly stop: boolean
  /** In how many passages some form of it stands. */
  readonly count: number
  readonly known: boolean
}

/** One word of a question, ready to be asked. */
export interface Term {
  readonly typed: string
  readonly words: readonly string[]
  /** For the index: everything, and without names. */
  readonly full: string
  readonly bare: string
  /** In how many passages it stands, at most. */
  readonly count: number
  /** What of a text is marked for it: beginnings of words. */
  readonly marks: readonly string[]
}

/** The pieces of a word that could be words by themselves. A long word costs no more than a common one. */
export function piecesOf(word: string): string[] {
  if (word.length < 6 || word.length > 32) return []
  const pieces = new Set<string>()
  for (let from = 0; from <= word.length - 3; from++)
    for (let to = from + 3; to <= word.length; to++) if (from > 0 || to < word.length) pieces.add(word.slice(from, to))
  return [...pieces]
}

/** A word for the index: nothing but letters and digits, so that nothing in it is an operator. */
const quoted = (word: string): string => `'${word.replaceAll(/[^\p{L}\p{N}@]/gu, '')}'`
const formsOf = (word: string, known: ReadonlyMap<string, Lexeme>): string[] => {
  const { norwegian, english } = known.get(word) ?? { norwegian: null, english: null }
  return [...new Set([word, norwegian ?? word, english ?? word])]
}

/**
 * One word, or one of several that were meant, as a question to the index: its forms, or all the parts of the compound it is.
 * @param words of which any will do
 */
export function termOf(
  typed: string,
  words: readonly { readonly word: string; readonly halves: readonly string[] }[],
  known: ReadonlyMap<string, Lexeme>,
): Term {
  const isKnown = (word: string) => known.get(word)?.known ?? false
  const bare: string[] = []
  const names: string[] = []
  const marks: string[] = []
  let count = 0
  for (const { word, halves } of words) {
    const forms = formsOf(word, known)
    bare.push(...forms.map(quoted))
    names.push(...[word, word.replace(/s$/, '')].map((one) => quoted(nameMark(one))))
    marks.push(...forms)
    count += known.get(word)?.count ?? 0
    const parts = halves.length > 1 ? halves : topParts(word, isKnown)
    if (parts.length > 1) {
      bare.push(`(${parts.map((part) => `(${formsOf(part, known).map(quoted).join(' | ')})`).join(' & ')})`)
      marks.push(...parts.flatMap((part) => formsOf(part, known)))
      count += Math.min(...parts.map((part) => known.get(part)?.count ?? 0))
    }
  }
  return {
    typed,
    words: words.map(({ word }) => word),
    full: `(${[...new Set([...bare, ...names])].join(' | ')})`,
    bare: `(${[...new Set(bare)].join(' | ')})`,
    count,
    marks: [...new Set(marks)].filter((mark) => mark.length > 1),
  }
}

/** The outermost parts of a compound: "handling" and "plan" of "handlingsplan", and not what those are made of. */
function topParts(word: string, known: (word: string) => boolean): string[] {
  const all = partsOf(word, known)
  const [head] = all
  if (head === undefined) return []
  const tail = all.find((part) => part !== head && word.endsWith(part))
  return tail ? [head, tail] : []
}
