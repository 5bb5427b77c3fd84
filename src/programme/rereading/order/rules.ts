/** What has changed places with its neighbours: the fewest items that need to be moved to come into another order. Pure. */

/**
 * @param wanted things in the order wanted, each with its place as it stands
 * @returns those that cannot stay where they are
 */
export function outOfOrder<T>(wanted: readonly { readonly one: T; readonly position: number }[]): Set<T> {
  const kept = longestRising(wanted.map(({ position }) => position))
  return new Set(wanted.flatMap(({ one }, i) => (kept.has(i) ? [] : [one])))
}

/** The places of a longest rising subsequence, in O(n log n). */
function longestRising(values: readonly number[]): Set<number> {
  // ends[k] is the place of the least value that a rising sequence of k + 1 can end with.
  const ends: number[] = []
  const before: number[] = []
  for (const [i, value] of values.entries()) {
    let from = 0
    let to = ends.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (values[ends[middle]!]! < value) from = middle + 1
      else to = middle
    }
    before[i] = from > 0 ? ends[from - 1]! : -1
    ends[from] = i
  }
  const kept = new Set<number>()
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) kept.add(i)
  return kept
}
