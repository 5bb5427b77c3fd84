/** Which of the words that there are somebody meant. Pure. */

/** Three letters in a row, with the edges of the word: what two words that are nearly the same have in common. */
export function trigramsOf(word: string): string[] {
  const padded = `  ${word} `
  return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3))
}

/**
 * What one slip leaves standing. It touches four neighbouring trigrams at most, and so never all three thirds of a word: whatever
 * was meant holds one of them whole.
 */
export function thirdsOf(word: string): string[][] {
  const all = trigramsOf(word)
  const third = Math.ceil(all.length / 3)
  return [all.slice(0, third), all.slice(third, 2 * third), all.slice(2 * third)].filter((part) => part.length > 0)
}

/** How many slips lie between two words (left out, put in, another letter, two changed about); `most` + 1 where it is more. */
export function slips(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return Math.min(last[other.length]!, most + 1)
}

/** How many slips are forgiven in a word of a length. */
export const forgiven = (word: string): number => (word.length <= 4 ? 1 : 2)

/** In a shorter word an ending is too much of it to be passed over. */
const LONG = 6

/**
 * The words that were most likely meant, likeliest first: the fewest slips, and of those the words that stand most often. A long one may
 * stand with another ending than it was typed with: "bibliotekstrateig" is near "bibliotekstrategien" too.
 */
export function nearest(
  word: string,
  candidates: readonly { readonly word: string; readonly stem: string; readonly count: number }[],
  most = 4,
): string[] {
  const allowed = forgiven(word)
  const near = candidates
    .map((one) => {
      const written = slips(word, one.word, allowed)
      return { ...one, slips: word.length < LONG ? written : Math.min(written, slips(word, one.stem, allowed)) }
    })
    .filter((one) => one.slips > 0 && one.slips <= allowed)
  const least = Math.min(...near.map((one) => one.slips))
  return near
    .filter((one) => one.slips === least)
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map((one) => one.word)
}
