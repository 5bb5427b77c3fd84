/** Order as positions: siblings keep theirs, and one that moves takes the middle between its new neighbours. Pure. */

/** Below this, doubles near a few hundred begin to lose the middle. */
const NARROWEST = 1e-6

interface Positioned {
  readonly id: string
  readonly position: number
}

/**
 * Positions that give an order, changing as few as can be: a change in one row is what two people's edits can be merged by.
 * @param order all siblings, as they shall stand
 * @param free those whose own position is of no account: they moved, or come from elsewhere
 * @returns only positions that are new
 */
export function positionsFor(order: readonly Positioned[], free: ReadonlySet<string>): Map<string, number> {
  const staying = longestRise(order.filter((one) => !free.has(one.id)))
  const changed = new Map<string, number>()
  for (let i = 0; i < order.length; ) {
    if (staying.has(order[i]!.id)) {
      i++
      continue
    }
    const run = [i]
    while (run.at(-1)! + 1 < order.length && !staying.has(order[run.at(-1)! + 1]!.id)) run.push(run.at(-1)! + 1)
    const [low, high] = [order[i - 1]?.position, order[i + run.length]?.position]
    if (low !== undefined && high !== undefined && (high - low) / (run.length + 1) < NARROWEST)
      return new Map(order.flatMap((one, at) => (one.position === at ? [] : [[one.id, at]])))
    for (const [n, at] of run.entries()) {
      const position = between(low, high, n + 1, run.length + 1)
      if (order[at]!.position !== position) changed.set(order[at]!.id, position)
    }
    i += run.length
  }
  return changed
}

/** The n-th of equal steps from low to high; whole steps where one side is open. */
function between(low: number | undefined, high: number | undefined, n: number, steps: number): number {
  if (low === undefined) return high === undefined ? n - 1 : high - (steps - n)
  return high === undefined ? low + n : low + ((high - low) * n) / steps
}

/** The most of them that stand in rising position already. */
function longestRise(all: readonly Positioned[]): Set<string> {
  const tails: number[] = []
  const before: number[] = []
  for (const [i, one] of all.entries()) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (all[tails[middle]!]!.position < one.position) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? tails[low - 1]! : -1
    tails[low] = i
  }
  const found = new Set<string>()
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) found.add(all[i]!.id)
  return found
}
