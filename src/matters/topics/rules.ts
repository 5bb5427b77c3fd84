/** Topics: what they are called, and which titles speak of them. Pure. */
import { slugOf } from '#platform/words/slug.ts'
import type { Words } from '#platform/words/text.ts'
import type { topic } from '../tables.ts'

export type TopicRow = typeof topic.$inferSelect

/** @param base `/{network}` */
export const topicPath = (base: string, { slug }: Pick<TopicRow, 'slug'>): string => `${base}/topics/${slug}`

/** Addresses below the list of topics that are none of a topic. */
const reserved: ReadonlySet<string> = new Set(['new', 'restore'])

/** An address for a topic that none of the others has. */
export function addressFor(name: Words, taken: ReadonlySet<string>): string {
  const wanted = slugOf(Object.values(name)[0] ?? '') || 'tema'
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`
    if (!taken.has(slug) && !reserved.has(slug)) return slug
  }
}

/** Plurals with another vowel, as titles of libraries have them. */
const irregular: readonly (readonly [string, string])[] = [
  ['bøker', 'bok'],
  ['bøkene', 'bok'],
  ['bøkar', 'bok'],
  ['bøkane', 'bok'],
]
const endings = /(?:ingane|ingene|ingar|inger|inga|ingen|ane|ene|ar|er|et|en|s|a|e)$/

const wordsIn = (text: string): string[] =>
  text
    .toLocaleLowerCase('nb')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** What a word has in common with its other forms: "e-bøker" → "ebok", "biblioteksystemet" → "biblioteksystem". */
export function stemOf(word: string): string {
  for (const [plural, single] of irregular) if (word.endsWith(plural)) return word.slice(0, -plural.length) + single
  const ending = endings.exec(word)?.[0] ?? ''
  const kept = ending.startsWith('ing') ? ending.length - 3 : ending.length
  return word.length - kept >= 4 ? word.slice(0, word.length - kept) : word
}

/** Whether a title speaks of a topic: every word of its name in one of its languages stands there, in some form, alone or in a compound. */
export function speaksOf(title: Words, name: Words): boolean {
  const said = (Object.values(title) as string[]).flatMap(wordsIn).map(stemOf)
  const holds = (stem: string) =>
    stem.length >= 3 && said.some((one) => (stem.length >= 6 ? one.includes(stem) : one.startsWith(stem)))
  return (Object.values(name) as string[]).some((version) => {
    const stems = wordsIn(version).map(stemOf)
    return stems.length > 0 && stems.every(holds)
  })
}
