/**
 * How often readers are told: never more than so many times in any second. The first news after a quiet while go at once, and
 * what was done never waits for what is merely counted.
 */

/** Something that was done, or something that was counted. */
export type News = 'act' | 'sum'

export interface Pace {
  /** Milliseconds until news of this kind may go. */
  wait(news: News, now: number): number
  /** They went. */
  took(news: News, now: number): void
}

/** @param perSecond how often at most in any second; 0: as often as there is something */
export function makePace(perSecond: number): Pace {
  if (perSecond === 0) return { wait: () => 0, took: () => {} }
  // Acts keep so far apart that the last of many never waits long; sums take half of the turns at most.
  const apart = { act: 1000 / (perSecond + 1), sum: 2000 / perSecond }
  const went: number[] = []
  let lastAct = Number.NEGATIVE_INFINITY
  return {
    wait(news, now) {
      const last = news === 'act' ? lastAct : (went.at(-1) ?? Number.NEGATIVE_INFINITY)
      const full = went.length < perSecond ? Number.NEGATIVE_INFINITY : went[0]! + 1000
      return Math.max(0, last + apart[news] - now, full - now)
    },
    took(news, now) {
      went.push(now)
      if (went.length > perSecond) went.shift()
      if (news === 'act') lastAct = now
    },
  }
}
