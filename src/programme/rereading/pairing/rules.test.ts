import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign, type Edge } from './assignment/rules.ts'

const edges = fc
  .uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 40 })), {
    selector: ([l, r]) => `${l} ${r}`,
    maxLength: 14,
  })
  .map((all) => all.map(([left, right, worth]): Edge => ({ left, right, worth, likeness: worth })))

/** Every choice there is. */
function best(all: readonly Edge[]): number {
  const [first, ...rest] = all
  if (!first) return 0
  const without = rest.filter((edge) => edge.left !== first.left && edge.right !== first.right)
  return Math.max(best(rest), first.worth + best(without))
}

test('the pairs chosen are worth as much as any choice could be, and no end is used twice', () => {
  fc.assert(
    fc.property(edges, (all) => {
      const chosen = assign(all)
      expect(new Set(chosen.map((edge) => edge.left)).size).toBe(chosen.length)
      expect(new Set(chosen.map((edge) => edge.right)).size).toBe(chosen.length)
      expect(chosen.reduce((sum, edge) => sum + edge.worth, 0)).toBeCloseTo(best(all))
    }),
  )
})
