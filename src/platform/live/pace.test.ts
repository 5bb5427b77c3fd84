import { describe, expect, it } from 'vitest'
import { makePace, type News } from './pace.ts'

/** When each of some news went, if they come as given and are taken in as they may. */
function went(perSecond: number, coming: readonly { at: number; news: News }[]): { at: number; news: News }[] {
  const pace = makePace(perSecond)
  const out: { at: number; news: News }[] = []
  const byTime = Map.groupBy(coming, ({ at }) => at)
  let waiting: News | null = null
  for (let now = 0; now < 12_000; now++) {
    for (const { news } of byTime.get(now) ?? []) waiting = news === 'act' || waiting === 'act' ? 'act' : 'sum'
    if (!waiting || pace.wait(waiting, now) > 0) continue
    pace.took(waiting, now)
    out.push({ at: now, news: waiting })
    waiting = null
  }
  return out
}

const every = (ms: number, news: News, until = 10_000) =>
  Array.from({ length: Math.ceil(until / ms) }, (_, i) => ({ at: i * ms, news }))

describe('the pace', () => {
  it('lets what comes after a quiet while go at once, and the last of many never stay behind', () => {
    expect(went(4, [{ at: 100, news: 'act' }])).toEqual([{ at: 100, news: 'act' }])
    expect(went(4, [{ at: 100, news: 'sum' }])).toEqual([{ at: 100, news: 'sum' }])
    expect(went(4, every(7, 'sum', 3000)).at(-1)!.at).toBeGreaterThanOrEqual(2996)
  })

  it.each([
    ['acts', every(3, 'act')],
    ['sums', every(3, 'sum')],
    ['both', [...every(3, 'sum'), ...every(170, 'act')]],
    ['bursts', [0, 5, 10, 980, 985, 1000, 1005, 1900, 1990, 2010].map((at) => ({ at, news: 'act' as const }))],
  ])('tells at most four times in any second: %s', (_, coming) => {
    const times = went(4, coming).map(({ at }) => at)
    for (const from of times) expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(4)
  })

  it('never has an act wait behind a storm of votes', () => {
    const act = 5003
    const told = went(4, [...every(2, 'sum'), { at: act, news: 'act' }])
    expect(told.filter((one) => one.news === 'act')).toEqual([{ at: act, news: 'act' }])
  })

  it('lets a chair who presses again and again wait two fifths of a second at most', () => {
    for (const gap of [30, 110, 190, 260]) {
      const pressed = every(gap, 'act', 3000)
      const told = went(4, pressed)
      for (const { at } of pressed) expect(told.find((one) => one.at >= at)!.at - at).toBeLessThanOrEqual(400)
    }
    expect(went(4, every(260, 'act', 3000)).map(({ at }) => at)).toEqual(every(260, 'act', 3000).map(({ at }) => at))
  })

  it('has no bound where there is to be none', () => {
    expect(went(0, every(1, 'act', 500))).toHaveLength(500)
  })
})
