/** Pairs that somebody has looked at and that are two. Pure. */
import type { Pair } from '../rules.ts'

/** The same however the two are named: the smaller id first. */
export const inOrder = (one: string, other: string): readonly [string, string] => (one < other ? [one, other] : [other, one])

const keyOf = ({ one, other }: Pick<Pair, 'one' | 'other'>): string => inOrder(one, other).join(' ')

/** What is left to look at. */
export function stillLikely(pairs: readonly Pair[], apart: readonly Pick<Pair, 'one' | 'other'>[]): readonly Pair[] {
  const known = new Set(apart.map(keyOf))
  return pairs.filter((pair) => !known.has(keyOf(pair)))
}
