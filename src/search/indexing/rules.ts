/** What of a passage goes into the index: its words, the parts of its compounds, and people's names apart from both. Pure. */
import { createHash } from 'node:crypto'
import type { Passage } from '../document.ts'
import { isVocabulary, type Token, tokensOf } from '../words/rules.ts'

/** Raised when the same is gathered or analysed otherwise than before: then everything is indexed anew at the next start. */
export const ANALYSIS = 4

/** What a network's words and people are, as far as analysing needs to know. */
export interface Known {
  /** What a compound is made of; empty where it is none. */
  readonly parts: (word: string) => readonly string[]
  /** Whether somebody has a name with this word in it, as it is written: "Holm". */
  readonly names: (word: string) => boolean
}

/** A passage as the database takes it: words parted by spaces. */
export interface Analysed {
  readonly title: string
  readonly text: string
  /** What it is found by besides: the parts of compounds, the halves of what has a hyphen. */
  readonly beside: string
  /** The words of names, small: found under a mark of their own, so that they can stop being found. */
  readonly names: readonly string[]
  /** The words that it adds to the vocabulary, once each. */
  readonly vocabulary: ReadonlySet<string>
  readonly digest: string
}

export function analysed(passage: Passage, known: Known): Analysed {
  const beside = new Set<string>()
  const names = new Set<string>()
  const vocabulary = new Set<string>()
  for (const name of passage.names) for (const token of tokensOf(name)) for (const one of nameWords(token)) names.add(one)
  const words = (text: string): string =>
    tokensOf(text)
      .flatMap((token) => {
        if (isName(token, known)) {
          for (const one of nameWords(token)) names.add(one)
          return []
        }
        for (const half of token.halves) beside.add(half)
        for (const part of known.parts(token.word)) beside.add(part)
        for (const one of [token.word, ...token.halves]) if (isVocabulary(one)) vocabulary.add(one)
        return [token.word]
      })
      .join(' ')
  const made = { title: words(passage.title), text: words(passage.text), beside: '', names: [...names].sort() }
  const all = { ...made, beside: [...beside].join(' ') }
  const digest = createHash('sha256')
    .update(JSON.stringify([ANALYSIS, passage, all]))
    .digest('base64url')
  // A name is in no vocabulary: nobody who is forgotten is suggested.
  for (const name of names) vocabulary.delete(name)
  return { ...all, vocabulary, digest }
}

/** A name begins with a capital; in the genitive it has an s more. */
function isName(token: Token, known: Known): boolean {
  const first = token.raw[0]!
  if (first === first.toLowerCase()) return false
  return known.names(token.raw) || (/[^s]s$/.test(token.raw) && known.names(token.raw.slice(0, -1)))
}

const nameWords = (token: Token): string[] => [token.word, ...token.halves].flatMap((one) => [one, one.replace(/s$/, '')])

/** How a name stands in the index, so that it is told from the word that is written alike. */
export const nameMark = (word: string): string => `@${word}`

/** The unit that a subject's raise makes old; null where it has nothing to do with what is searched. */
export function unitOf(subject: string): string | null {
  const [kind, id] = subject.split(':')
  if (kind === 'meeting') return subject
  return id && (networkKinds as readonly string[]).includes(kind!) ? `network:${id}` : null
}

/** What is read anew with the network as a whole: its directory, plans, matters, topics and what hangs on no meeting. */
export const networkKinds = ['network', 'anywhere-in', 'plans-of'] as const
