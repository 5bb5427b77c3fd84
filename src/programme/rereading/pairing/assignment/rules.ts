/** The choice of pairs that is worth most altogether, each end used once at most (the assignment problem). Pure. */

export interface Edge {
  readonly left: number
  readonly right: number
  /** Above 0. */
  readonly worth: number
  readonly likeness: number
}

/** What hangs together is settled by itself; beyond this size the best pair is taken first, which is no longer the best whole. */
const LARGEST = 300

export function assign(edges: readonly Edge[]): Edge[] {
  return componentsOf(edges).flatMap((group) => {
    const lefts = [...new Set(group.map((edge) => edge.left))].sort((a, b) => a - b)
    const rights = [...new Set(group.map((edge) => edge.right))].sort((a, b) => a - b)
    if (group.length === 1) return group
    return Math.max(lefts.length, rights.length) > LARGEST ? bestFirst(group) : bestWhole(group, lefts, rights)
  })
}

/** Edges that share an end, directly or by way of others. */
function componentsOf(edges: readonly Edge[]): Edge[][] {
  const home = new Map<string, string>()
  const find = (end: string): string => {
    let root = end
    while ((home.get(root) ?? root) !== root) root = home.get(root)!
    while ((home.get(end) ?? end) !== root) {
      const next = home.get(end)!
      home.set(end, root)
      end = next
    }
    return root
  }
  for (const { left, right } of edges) {
    const [a, b] = [find(`l${left}`), find(`r${right}`)]
    if (!home.has(a)) home.set(a, a)
    home.set(b, a)
  }
  return [...Map.groupBy(edges, (edge) => find(`l${edge.left}`)).values()]
}

function bestFirst(edges: readonly Edge[]): Edge[] {
  const [lefts, rights] = [new Set<number>(), new Set<number>()]
  return edges
    .toSorted((a, b) => b.worth - a.worth || a.left - b.left || a.right - b.right)
    .filter(({ left, right }) => !lefts.has(left) && !rights.has(right) && lefts.add(left) && rights.add(right))
}

/**
 * The Hungarian method in its form with potentials, O(n²m). Every left end has a place of its own beside the rights where it
 * stays alone at no cost, so that nothing is paired against its worth.
 */
function bestWhole(edges: readonly Edge[], lefts: readonly number[], rights: readonly number[]): Edge[] {
  const [n, width] = [lefts.length, rights.length + lefts.length]
  const at = new Map(rights.map((right, j) => [right, j]))
  const row = new Map(lefts.map((left, i) => [left, i]))
  const edgeAt = lefts.map(() => new Map<number, Edge>())
  for (const edge of edges) edgeAt[row.get(edge.left)!]!.set(at.get(edge.right)!, edge)
  const NEVER = 1e6
  const cost = (i: number, j: number): number => {
    if (j >= rights.length) return j - rights.length === i ? 0 : NEVER
    const edge = edgeAt[i]!.get(j)
    return edge ? -edge.worth : NEVER
  }
  // Indices from 1; 0 stands for "none".
  const [u, v] = [new Float64Array(n + 1), new Float64Array(width + 1)]
  const owner = new Int32Array(width + 1)
  const way = new Int32Array(width + 1)
  for (let i = 1; i <= n; i++) {
    owner[0] = i
    let j0 = 0
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(width + 1)
    do {
      used[j0] = 1
      const i0 = owner[j0]!
      let delta = Number.POSITIVE_INFINITY
      let j1 = 0
      for (let j = 1; j <= width; j++) {
        if (used[j]) continue
        const reduced = cost(i0 - 1, j - 1) - u[i0]! - v[j]!
        if (reduced < least[j]!) {
          least[j] = reduced
          way[j] = j0
        }
        if (least[j]! < delta) {
          delta = least[j]!
          j1 = j
        }
      }
      for (let j = 0; j <= width; j++) {
        if (used[j]) {
          u[owner[j]!]! += delta
          v[j]! -= delta
        } else least[j]! -= delta
      }
      j0 = j1
    } while (owner[j0] !== 0)
    do {
      const j1 = way[j0]!
      owner[j0] = owner[j1]!
      j0 = j1
    } while (j0)
  }
  return rights.flatMap((_, j) => {
    const i = owner[j + 1]!
    return i > 0 ? (edgeAt[i - 1]!.get(j) ?? []) : []
  })
}
