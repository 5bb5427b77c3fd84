import { describe, expect, it } from 'vitest'
import { partScore, scoreOf, THINGS } from '../made/compare.ts'
import { readWide } from './read.ts'

const read = readWide()

/** Written without looking at what the reader makes of them; they are judged by the share that is right. */
describe('programmes that nobody wrote for the reader', () => {
  it('are thirty or more, in all six languages', () => {
    expect(read.length).toBeGreaterThanOrEqual(30)
    expect(new Set(read.map((one) => one.language)).size).toBe(6)
  })

  it('are read rightly for the most part, each sort of thing by itself', () => {
    const tallies = read.map((one) => one.tally)
    expect(scoreOf(tallies)).toBeGreaterThanOrEqual(0.96)
    for (const thing of THINGS) expect(partScore(tallies, thing), thing).toBeGreaterThanOrEqual(0.9)
  })

  it.each(read)('$name', ({ tally }) => {
    expect(scoreOf([tally])).toBeGreaterThanOrEqual(0.8)
  })
})
