/** Hand signals from the room: which there are, when they may be given again, and for how long they are seen. Pure. */
import type { Signal, signalCount } from './tables.ts'

export const signals: readonly Signal[] = ['louder', 'too_fast', 'applause']

export const SLOT_SECONDS = 10
/** A signal is about what is said now: so long it is seen. */
export const SEEN_SECONDS = 30

type Slot = Pick<typeof signalCount.$inferSelect, 'kind' | 'slot' | 'count'>

/** The start of the slot a moment falls in, in milliseconds since 1970. */
export const slotAt = (now: number): number => Math.floor(now / (SLOT_SECONDS * 1000)) * SLOT_SECONDS * 1000

/** How many gave each signal lately. */
export function lately(slots: readonly Slot[], now: number): Readonly<Record<Signal, number>> {
  const sums = { louder: 0, too_fast: 0, applause: 0 }
  for (const { kind, slot, count } of slots) if (Date.parse(slot) + SEEN_SECONDS * 1000 > now) sums[kind] += count
  return sums
}

/**
 * Lets each through once in a slot, and remembers nobody longer. In the memory of one process: where there are more, somebody
 * may be counted once by each of them, which is no harm to an applause.
 */
export function oncePerSlot(): (who: string, kind: Signal, now: number) => boolean {
  let slot = 0
  let given = new Set<string>()
  return (who, kind, now) => {
    if (slotAt(now) !== slot) {
      slot = slotAt(now)
      given = new Set()
    }
    const mark = `${who} ${kind}`
    if (given.has(mark)) return false
    given.add(mark)
    return true
  }
}
