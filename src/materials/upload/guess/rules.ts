/**
 * Which item a file belongs to, by its name and by what is written first in it. A suggestion that its sender sees and can
 * change: better none than a wrong one. Pure, and asked in the browser.
 */

export interface Guessable {
  readonly title: string
  readonly speakers: readonly string[]
}

/** Words that say nothing of what a file is about. */
const idle = new Set(
  'og eller for til fra med som den det de en ei et av om i på at er var vi oss vår vårt våre du seg noe noen noko nokon alle annet anna andre ikke ikkje har blir vert bli skjer kan skal hva kva hvordan korleis når ut inn opp mer meir ny nye ved the of and for to in on a an our we some what how presentasjon presentation lysbilder lysark slides foredrag innlegg møte møtet sak saken utkast versjon'.split(
    ' ',
  ),
)
/** How much a word in the name counts beside one in the content. */
const IN_NAME = 3
const IN_CONTENT = 1
/** A name of somebody who speaks tells more than a word of a title. */
const OF_SPEAKER = 1.5
/** Less than this share of what could be found is no more than chance. */
const ENOUGH = 0.3
/** How much better the best must be than the next. */
const CLEARLY = 1.35

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('nb')
    // "E-bøker" and "ebøker" are one word.
    .replace(/(?<=\p{L})-(?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !/^\d{1,3}$/.test(word) && !idle.has(word))

/** Whether one word is the other, or its beginning: endings and compounds ("e-bok", "ebøkene"; "bibliotek", "biblioteksystem"). */
function alike(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 5 && long.startsWith(short)
}

/**
 * @param name the file's name
 * @param content the words that stand first in it, or '' when none could be read
 * @returns the item it most likely belongs to, or null
 */
export function guessItem<T extends Guessable>(name: string, content: string, items: readonly T[]): T | null {
  const inName = wordsOf(name.replace(/\.[a-z0-9]{1,8}$/i, '').replace(/[_+]/g, ' '))
  const inContent = wordsOf(content)
  const terms = items.map((item) => [
    ...[...new Set(wordsOf(item.title))].map((word) => ({ word, weight: 1 })),
    ...[...new Set(item.speakers.flatMap(wordsOf))].map((word) => ({ word, weight: OF_SPEAKER })),
  ])
  /** A word that many items share tells less. */
  const rarity = (word: string) => 1 / terms.filter((own) => own.some((term) => alike(term.word, word))).length
  const scores = terms.map((own, i) => {
    let [found, possible] = [0, 0]
    for (const { word, weight } of own) {
      const worth = weight * rarity(word)
      possible += worth
      const where = inName.some((one) => alike(one, word)) ? IN_NAME : inContent.some((one) => alike(one, word)) ? IN_CONTENT : 0
      found += worth * where
    }
    return { item: items[i]!, score: possible === 0 ? 0 : found / possible }
  })
  const [best, next] = scores.sort((a, b) => b.score - a.score)
  if (!best || best.score < ENOUGH || (next && best.score < next.score * CLEARLY)) return null
  return best.item
}
