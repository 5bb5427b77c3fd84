/** Whether what was typed is what something is called. Pure. */
import type { Words } from '#platform/words/text.ts'
import { wordsAsked } from '../asking/rules.ts'

const asWords = (text: string): string =>
  wordsAsked(text)
    .map((one) => one.word)
    .join(' ')

/** The topic that is called so, however it is written: "ebok" is "E-bøker". */
export function topicCalled<T extends { readonly name: Words }>(q: string, topics: readonly T[]): T | null {
  const asked = asWords(q)
  return (asked && topics.find((one) => Object.values(one.name).some((name) => name && asWords(name) === asked))) || null
}
