/**
 * How often readers are told: never more than so many times in any second. The first news after a quiet while go at once;
 * what is merely counted leaves one turn free, so that an act need not wait behind votes.
 */

/** Something that was done, or something that was counted. */
export type News = 'act' | 'sum'

export interface Pace {
  /** Milliseconds until news of this kind may go. */
  wait(news: News, now: number): number
  /** They went. */
  took(now: number): void
}

/** @param perSecond how often at most in any second; 0: as often as there is something */
export function makePace(perSecond: number): Pace {
  if (perSecond === 0) return { wait: () => 0, took: () => {} }
  // Half of them may go one right after the other, the other half come back within the second.
  const most = Math.max(1, Math.floor(perSecond / 2))
  const backPerMs = (perSecond - most) / 1000
  let turns = most
  let at = Number.NEGATIVE_INFINITY
  const turnsAt = (now: number) => Math.min(most, turns + Math.max(0, now - at) * backPerMs)
  return {
    wait: (news, now) => Math.max(0, ((news === 'act' ? 1 : most) - turnsAt(now)) / backPerMs),
    took: (now) => {
      turns = turnsAt(now) - 1
      at = now
    },
  }
}
