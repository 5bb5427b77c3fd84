/** How far back is looked for words that stand everywhere, and how the index is told so. Pure. */

/** How a network's passages lie in time. */
export interface Span {
  readonly passages: number
  /** The day after which a half, a quarter, an eighth … of them lie. */
  readonly since: readonly string[]
}

/** So many passages, of all that hold the words, are enough to put the best of them first. */
export const ENOUGH = 400
/** How many passages are looked at where not all are counted on to be: what stands more often is told as "and more". */
export const MOST = 2000

export interface Reach {
  /** The day from which on there are enough passages with all the words; null where all of them are looked at. */
  readonly since: string | null
  readonly most: number
}
export const everything: Reach = { since: null, most: MOST }

/**
 * How far back words are looked for: as if they stood together by chance, which words of one question do more often than that.
 * @param counts in how many passages each of them stands
 * @param narrowed whether only some of what holds the words is asked for
 */
export function reachFor(span: Span | null, counts: readonly number[], narrowed: boolean): Reach {
  if (!span || span.passages === 0) return everything
  const together = counts.reduce((all, count) => all * Math.min(1, count / span.passages), span.passages)
  const enough = ENOUGH * (narrowed ? 4 : 1)
  const halvings = Math.min(Math.floor(Math.log2(Math.max(1, together / enough))), span.since.length)
  const since = span.since[halvings - 1]
  return since ? { since, most: Math.min(MOST, 2 * enough) } : everything
}

/** Nobody plans further ahead. */
const YEARS_AHEAD = 30

/**
 * Every passage holds its year and its month as words. Asked for together with a word that stands everywhere they are the rarer
 * ones, and the index passes over all the rest: a condition on the day alone would have it read every place of that word first.
 * @param since "2024-08-14"
 * @param year this year
 * @returns for a tsquery: the months left of that year, and the years after
 */
export function erasSince(since: string, year: number): string {
  const [first, from] = [Number(since.slice(0, 4)), Number(since.slice(5, 7))]
  const months = Array.from({ length: 13 - from }, (_, i) => `${first}-${`${from + i}`.padStart(2, '0')}`)
  const years = Array.from({ length: Math.max(0, year + YEARS_AHEAD - first) }, (_, i) => `${first + 1 + i}`)
  return `(${[...months, ...years].map(asMark).join(' | ')})`
}

/** What a passage holds besides words, for a tsquery: its year, its month, its kind. No word begins so. */
export const asMark = (of: string): string => `'#${of}'`
